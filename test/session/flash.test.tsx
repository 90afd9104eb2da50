// Messages that are shown once: set by handlers, shown by the render of their turn, cleared, dropped, and no work where there are none.
import { expect } from "chai";
import { defineView } from "slotwire";
import { Notices, shown } from "../support/flash.js";
import { eventually, joinFrame, useSessions } from "../support/sessions.js";

let mistake: unknown;
let release: (() => void) | null = null;

const Notes = defineView({
  mount: () => ({ n: 0 }),
  params: ({ query, ctx }) => {
    if (query.hello) ctx.flash("info", `Hello ${query.hello}`);
  },
  events: {
    save: (state, ctx) => {
      ctx.flash("info", "Saved");
      return { n: state.n + 1 };
    },
    warn: (_state, ctx) => ctx.flash("warning", "Nearly full"),
    later: async (_state, ctx) => {
      ctx.flash("info", "Loaded");
      await Promise.resolve();
    },
    gated: async (_state, ctx) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      ctx.flash("info", "Done");
    },
    both: (_state, ctx) => {
      ctx.clearFlash("info");
      ctx.flash("error", "Sorry");
    },
    all: (_state, ctx) => ctx.clearFlash(),
    thrown: (_state, ctx) => {
      ctx.flash("info", "Never shown");
      throw new Error("no");
    },
    long: (_state, ctx) => ctx.flash("info", `${"x".repeat(498)}😀😀`),
    many: (_state, ctx) => {
      for (let n = 1; n <= 9; n += 1) ctx.flash(`kind${n}`, String(n));
    },
    wrong: (_state, ctx) => ctx.flash("info", mistake as string),
    nameless: (_state, ctx) => ctx.flash("", "text"),
    count: ({ n }) => ({ n: n + 1 }),
  },
  render: ({ n }, _on, { flash }) => {
    if (n > 1) throw new Error("too much");
    return (
      <div>
        <Notices flash={flash} />
        {n}
      </div>
    );
  },
});

describe("a message that is shown once", () => {
  const sessions = useSessions();

  it("comes with the patch that answers the event, and stays until it is cleared", async () => {
    const { socket, session } = await sessions().live(Notes);
    socket.send('[1,1,1,0,"save"]');
    const [patch, ...others] = await socket.settled();
    expect(patch).to.match(/^\[1,1,1,1,.*"info: Saved".*1\]/);
    expect(others).to.deep.equal([]);
    socket.send('[1,1,2,0,"warn"]');
    await socket.settled();
    expect(shown(session.print(""))).to.deep.equal(["info: Saved", "warning: Nearly full"]);
    socket.send('[1,1,3,0,"both"]');
    await socket.settled();
    expect(shown(session.print(""))).to.deep.equal(["warning: Nearly full", "error: Sorry"]);
    socket.send('[1,1,4,0,"all"]');
    await socket.settled();
    expect(shown(session.print(""))).to.deep.equal([]);
  });

  it("waits for its handler, and is dropped when that throws or what it renders does", async () => {
    const { socket, session } = await sessions().live(Notes);
    socket.send('[1,1,1,0,"later"]');
    await socket.next();
    expect(shown(session.print(""))).to.deep.equal(["info: Loaded"]);
    socket.send('[1,1,2,0,"all"]', '[1,1,3,0,"thrown"]');
    await socket.settled();
    expect(shown(session.print(""))).to.deep.equal([]);
    socket.send('[1,1,4,0,"count"]');
    await socket.settled();
    socket.send('[1,1,5,0,"save"]');
    await socket.settled();
    socket.send('[1,1,6,0,"warn"]');
    await socket.settled();
    expect(shown(session.print(""))).to.deep.equal(["warning: Nearly full"]);
  });

  it("is taken away by the page, by kind or all, in a view that knows nothing of it", async () => {
    const { socket, session } = await sessions().live(Notes);
    socket.send('[1,1,1,0,"save"]', '[1,1,2,0,"warn"]');
    await socket.settled();
    socket.send('[1,1,3,0,"live:clear-flash",0,{"kind":"info"}]');
    expect(await socket.settled()).to.have.length(1);
    expect(shown(session.print(""))).to.deep.equal(["warning: Nearly full"]);
    const others = ['"other"', '""', '["a","b"]', `"${"x".repeat(65)}"`, '"__proto__"'];
    for (const [at, kind] of others.entries()) {
      socket.send(`[1,1,${at + 4},0,"live:clear-flash",0,{"kind":${kind}}]`);
      expect(await socket.settled()).to.deep.equal([`[1,1,${at + 4},${at + 4}]`]);
    }
    expect(shown(session.print(""))).to.deep.equal(["warning: Nearly full"]);
    socket.send('[1,1,9,0,"live:clear-flash"]');
    await socket.settled();
    expect(shown(session.print(""))).to.deep.equal([]);
    socket.send('[1,1,10,0,"live:other"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,10,10,"unknown-event"]']);
  });

  it("is cleared when the user changes the URL, but for what params sets", async () => {
    const { socket, session } = await sessions().live(Notes);
    socket.send('[1,1,1,0,"save"]');
    await socket.settled();
    socket.send('[2,1,2,0,"//elsewhere"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,2,2,"invalid"]']);
    expect(shown(session.print(""))).to.deep.equal(["info: Saved"]);
    socket.send('[2,1,3,0,"/?page=2"]');
    await socket.settled();
    expect(shown(session.print(""))).to.deep.equal([]);
    socket.send('[2,1,4,0,"/?hello=Ada"]');
    await socket.settled();
    expect(shown(session.print(""))).to.deep.equal(["info: Hello Ada"]);
  });

  it("of mount is in the first HTML and stays after the join", async () => {
    const visit = { url: "/?hello=Ada", query: { hello: "Ada" } };
    const { socket, session } = await sessions().live(Notes, visit);
    expect(shown(session.print(""))).to.deep.equal(["info: Hello Ada"]);
    socket.send('[1,1,1,0,"count"]');
    await socket.settled();
    expect(shown(session.print(""))).to.deep.equal(["info: Hello Ada"]);
  });

  it("is bounded: a long text is cut between characters, and the oldest of too many go", async () => {
    const { socket, session } = await sessions().live(Notes);
    socket.send('[1,1,1,0,"long"]');
    await socket.settled();
    expect(shown(session.print(""))).to.deep.equal([`info: ${"x".repeat(498)}…`]);
    socket.send('[1,1,2,0,"many"]');
    await socket.settled();
    const kinds = shown(session.print("")).map((text) => text.slice(0, 5));
    expect(kinds).to.deep.equal([2, 3, 4, 5, 6, 7, 8, 9].map((n) => `kind${n}`));
  });

  it("has a kind and is a text: anything else fails the handler", async () => {
    const { socket } = await sessions().live(Notes);
    for (const [at, wrong] of [undefined, null, 7, { text: "a" }].entries()) {
      mistake = wrong;
      socket.send(`[1,1,${at + 1},0,"wrong"]`);
      await socket.settled();
    }
    socket.send('[1,1,5,0,"nameless"]');
    await socket.settled();
    const codes = sessions().reports.map(({ error }) => (error as { code: string }).code);
    expect(codes).to.deep.equal(Array(5).fill("FLASH_ARGUMENT"));
  });

  it("is known to the check of bound names", async () => {
    const Closable = defineView({
      mount: () => ({}),
      render: () => (
        <button type="button" live-click="live:clear-flash" live-value-kind="info">
          Close
        </button>
      ),
    });
    await sessions().mount(Closable);
    const Wrong = defineView({
      mount: () => ({}),
      render: () => <button type="button" live-click="live:clear-flush" />,
    });
    const error = await sessions()
      .mount(Wrong)
      .catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: "UNKNOWN_EVENT" });
  });

  it("is not there any more when the user comes back to a view that was left", async () => {
    const { socket, session } = await sessions().live(Notes);
    socket.send('[1,1,1,0,"save"]', "[3,1]");
    await socket.settled();
    socket.send(`[0,2,"${session.id}","tab",1,1,1,1]`);
    const [joined, patch, ...others] = await socket.settled();
    expect([joined, others]).to.deep.equal(["[0,2,1,1,1]", []]);
    expect(patch).to.match(/^\[1,2,2,0,/);
    expect(shown(session.print(""))).to.deep.equal([]);
  });

  it("is not there any more in a page that the browser has kept for the way back", async () => {
    for (const [code, texts] of [
      [4001, []],
      [undefined, ["info: Saved"]],
    ] as const) {
      const { socket, session } = await sessions().live(Notes);
      socket.send('[1,1,1,0,"save"]');
      await socket.settled();
      socket.ws.close(code);
      await eventually(() => session.status === "detached");
      const back = await sessions().open();
      back.send(`[0,1,"${session.id}","tab",1,1,1,1]`);
      await back.settled();
      expect(shown(session.print(""))).to.deep.equal(texts);
    }
  });

  it("set while the page is away is there when it is back", async () => {
    const { socket, session } = await sessions().live(Notes);
    socket.send('[1,1,1,0,"gated"]');
    await eventually(() => release !== null);
    socket.close();
    await eventually(() => session.status === "detached");
    release?.();
    await eventually(() => session.flashes !== null);
    const back = await sessions().open();
    back.send(`${joinFrame(1, session).slice(0, -1)},1,0,0]`);
    await back.settled();
    expect(shown(session.print(""))).to.deep.equal(["info: Done"]);
  });
});
