// Messages that are shown once, and the page that is left: with what they go along, and what stays.
import { expect } from "chai";
import { defineView, type Flash } from "slotwire";
import { Notices, shown } from "../support/flash.js";
import { useSessions } from "../support/sessions.js";

describe("a message that is shown once, and a page that is left", () => {
  const sessions = useSessions();
  const tokens = () => sessions().registry.services.flashTokens;
  const leaving = (frames: readonly string[]) =>
    frames.filter((frame) => frame.startsWith("[2,")).map((frame) => JSON.parse(frame).slice(4));
  const carried = (token: unknown) => ({ ...tokens()?.read(token, "cookie") });

  const Leaving = defineView({
    mount: () => ({}),
    events: {
      stay: (_state, ctx) => ctx.flash("info", "Shown here"),
      navigate: (_state, ctx) => {
        ctx.flash("info", "Saved");
        ctx.navigate("/list");
      },
      redirect: (_state, ctx) => {
        ctx.redirect("/list");
        ctx.flash("info", "Saved");
        ctx.flash("warning", "Nearly full");
      },
      elsewhere: (_state, ctx) => {
        ctx.flash("info", "Saved");
        ctx.redirect("https://example.com/", { external: true });
      },
      patch: (_state, ctx) => {
        ctx.flash("info", "Saved");
        ctx.patch("/?page=2");
      },
      silent: (_state, ctx) => ctx.navigate("/list"),
    },
    render: (_state, _on, { flash }) => <Notices flash={flash} />,
  });

  it("goes along, signed, and is not shown on the page that is left", async () => {
    const { socket, session } = await sessions().live(Leaving);
    socket.send('[1,1,1,0,"navigate"]');
    const frames = await socket.settled();
    expect(frames[0]).to.equal("[1,1,1,1]");
    const [[kind, url, replace, token] = []] = leaving(frames);
    expect([kind, url, replace]).to.deep.equal(["navigate", "/list", 0]);
    expect(carried(token)).to.deep.equal({ info: "Saved" });
    expect(shown(session.print(""))).to.deep.equal([]);
  });

  it("goes along with a redirect of this site, in whatever order the two are said", async () => {
    const { socket } = await sessions().live(Leaving);
    socket.send('[1,1,1,0,"redirect"]');
    const [[kind, url, token] = []] = leaving(await socket.settled());
    expect([kind, url]).to.deep.equal(["redirect", "/list"]);
    expect(carried(token)).to.deep.equal({ info: "Saved", warning: "Nearly full" });
  });

  it("stays behind when it was seen before, or when the other page is of another site", async () => {
    const { socket, session } = await sessions().live(Leaving);
    socket.send('[1,1,1,0,"stay"]');
    await socket.settled();
    socket.send('[1,1,2,0,"silent"]', '[1,1,3,0,"elsewhere"]');
    expect(leaving(await socket.settled())).to.deep.equal([
      ["navigate", "/list"],
      ["redirect", "https://example.com/"],
    ]);
    expect(shown(session.print(""))).to.deep.equal(["info: Saved"]);
  });

  it("stays with a patch of the URL that its handler asked for", async () => {
    const { socket, session } = await sessions().live(Leaving);
    socket.send('[1,1,1,0,"patch"]');
    expect(leaving(await socket.settled())).to.deep.equal([["patch", "/?page=2"]]);
    expect(shown(session.print(""))).to.deep.equal(["info: Saved"]);
  });

  it("goes along with the redirect of mount, with what came along to there", async () => {
    const Guarded = defineView({
      mount: ({ ctx }) => {
        ctx.flash("error", "Log in first");
        return ctx.redirect("/login");
      },
      render: () => <p />,
    });
    const visit = sessions().visit({ flash: { info: "Saved" } });
    const answer = await sessions().registry.mount(Guarded, visit);
    expect(answer).to.deep.include({ kind: "redirect", url: "/login", status: 302 });
    expect({ ...(answer as { flash?: Flash }).flash }).to.deep.equal({
      info: "Saved",
      error: "Log in first",
    });
  });
});
