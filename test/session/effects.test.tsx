// What follows a patch: effects in their order, the title, and changes of the URL.
import { expect } from "chai";
import { type Ctx, defineView } from "slotwire";
import { placeView } from "../../src/live/placed-view.js";
import { useSessions } from "../support/sessions.js";

describe("effects of a handler", () => {
  const sessions = useSessions();
  let kept: Ctx<{ n: number }> | null = null;

  const Effects = defineView({
    mount: ({ ctx }) => ({ n: Number(ctx.session.start) }),
    events: {
      all: (state, ctx) => {
        ctx.push("saved", { id: 1 });
        ctx.reply([ctx.eventId.split(":")[1], ctx.isConnected, ctx.session.start]);
        ctx.navigate("/next");
        ctx.patch("/?page=2");
        ctx.redirect("https://example.com/", { external: true });
        return { n: state.n + 1 };
      },
      mutated: (_state, ctx) => {
        const payload = { n: 1 };
        ctx.push("payload", payload);
        payload.n = 2;
      },
      away: (_state, ctx) => ctx.navigate("//evil.example"),
      keep: (_state, ctx) => {
        kept = ctx;
      },
    },
    render: ({ n }) => n,
  });

  it("follow the patch, in their order, with the ref they belong to; a reply comes before it", async () => {
    const { socket } = await sessions().live(Effects, { session: { start: 7 } });
    socket.send('[1,1,1,0,"all"]');
    const [reply, patch, ...effects] = await socket.settled();
    expect(reply).to.equal('[2,1,1,1,"reply",["1",true,7]]');
    expect(patch).to.match(/^\[1,1,2,1,.*8\]\]$/);
    expect(effects).to.deep.equal([
      '[2,1,3,1,"push","saved",{"id":1}]',
      '[2,1,4,1,"navigate","/next"]',
      '[2,1,5,1,"patch","/?page=2"]',
      '[2,1,6,1,"redirect","https://example.com/"]',
    ]);
  });

  it("hold what a payload was when it was pushed", async () => {
    const { socket } = await sessions().live(Effects);
    socket.send('[1,1,1,0,"mutated"]');
    expect((await socket.settled())[1]).to.equal('[2,1,2,1,"push","payload",{"n":1}]');
  });

  it("refuse URLs of other hosts", async () => {
    const { socket } = await sessions().live(Effects);
    socket.send('[1,1,1,0,"away"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"failed","e1"]']);
    expect(sessions().reports[0]?.error).to.include({ code: "URL_NOT_ALLOWED" });
  });

  it("come too late when the handler has returned: they are reported and dropped", async () => {
    const { socket } = await sessions().live(Effects);
    socket.send('[1,1,1,0,"keep"]');
    await socket.next();
    kept?.push("late");
    kept?.update({ n: 99 });
    expect(await socket.settled()).to.deep.equal([]);
    const codes = sessions().reports.map(({ error }) => (error as { code: string }).code);
    expect(codes).to.deep.equal(["CTX_AFTER_CALL", "CTX_AFTER_CALL"]);
  });
});

describe("a live head", () => {
  const sessions = useSessions();

  it("sends the title when it changed", async () => {
    const Titled = defineView({
      mount: () => ({ unread: 0, other: 0 }),
      events: {
        mail: (state) => ({ unread: state.unread + 1 }),
        other: (state) => ({ other: state.other + 1 }),
      },
      head: ({ unread }) => <title>{`Mail & more (${unread})`}</title>,
      render: ({ other }) => <p>{other}</p>,
    });
    const { socket } = await sessions().live(Titled);
    socket.send('[1,1,1,0,"mail"]');
    expect(await socket.settled()).to.deep.equal([
      "[1,1,1,1]",
      '[2,1,2,0,"title","Mail & more (1)"]',
    ]);
    socket.send('[1,1,2,0,"other"]');
    expect(await socket.settled()).to.have.length(1);
  });

  it("sends the title by its template when it changed", async () => {
    const Titled = defineView({
      mount: () => ({ title: "Mail" }),
      events: { clear: () => ({ title: "" }), again: () => ({ title: "A & B" }) },
      head: ({ title }) => <title lang="en">{title}</title>,
      render: () => <p>a</p>,
    });
    const title = (own: string | null) => (own === null ? "Site" : `${own} · Site`);
    const { socket, session } = await sessions().live(placeView(Titled, { within: [], title }));
    expect(session.head).to.equal("<title>Mail · Site</title>");
    socket.send('[1,1,1,0,"clear"]');
    expect((await socket.settled())[1]).to.equal('[2,1,2,0,"title","Site"]');
    socket.send('[1,1,2,0,"again"]');
    expect((await socket.settled())[1]).to.equal('[2,1,4,0,"title","A & B · Site"]');
  });

  it("sends the other elements that changed, and only those", async () => {
    const Described = defineView({
      mount: () => ({ isOpen: true, n: 1 }),
      events: { more: ({ n }) => ({ n: n + 1 }), close: () => ({ isOpen: false }) },
      head: ({ isOpen, n }) => (
        <>
          <title>Shop</title>
          <meta name="description" content={`"${n}" left`} />
          {isOpen && <meta name="robots" content="index" />}
          <link rel="icon" href="/a.svg" />
        </>
      ),
      render: () => <p>same</p>,
    });
    const { socket, session } = await sessions().live(Described);
    socket.send('[1,1,1,0,"more"]', '[1,1,2,0,"close"]');
    const [one, two] = [1, 2].map(
      (n) => `<meta name="description" content="&quot;${n}&quot; left">`,
    );
    const robots = '<meta name="robots" content="index">';
    expect((await socket.settled()).map((frame) => JSON.parse(frame))).to.deep.equal([
      [1, 1, 1, 1],
      [2, 1, 2, 0, "head", [one], [two]],
      [1, 1, 3, 2],
      [2, 1, 4, 0, "head", [robots], []],
    ]);
    expect(session.head).to.equal(`<title>Shop</title>${two}<link rel="icon" href="/a.svg">`);
  });

  it("stays as it was when its head throws", async () => {
    const Broken = defineView({
      mount: () => ({ n: 0 }),
      events: { add: ({ n }) => ({ n: n + 1 }) },
      head: ({ n }) => {
        if (n === 1) throw new Error("no head");
        return <title>{`n ${n}`}</title>;
      },
      render: ({ n }) => <p>{n}</p>,
    });
    const { socket, session } = await sessions().live(Broken);
    socket.send('[1,1,1,0,"add"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"failed","e1"]']);
    expect(session.head).to.equal("<title>n 0</title>");
  });
});

describe("params", () => {
  const sessions = useSessions();

  const Paged = defineView({
    mount: () => ({ page: 0, by: "" }),
    params: ({ query, params }) => ({ page: Number(query.page ?? 1), by: String(params.by) }),
    render: ({ page, by }) => <p>{`${by} ${page}`}</p>,
  });

  it("run after mount, and again when the query changes", async () => {
    const visit = { url: "/list/name?page=3", query: { page: "3" }, params: { by: "name" } };
    const { socket, session } = await sessions().live(Paged, visit);
    expect(session.print("")).to.contain("name 3");
    socket.send('[2,1,1,0,"/list/name?page=4#end"]');
    await socket.next();
    expect(session.print("")).to.contain("name 4");
  });

  it("refuse the URL of another page", async () => {
    const { socket } = await sessions().live(Paged, { url: "/list/name" });
    const others = ["/list/other", "/", "//evil.example/list/name", "http://evil.example/"];
    socket.send(...others.map((url, i) => `[2,1,${i + 1},0,"${url}"]`));
    const frames = await socket.settled();
    expect(frames).to.deep.equal(others.map((_, i) => `[3,1,${i + 1},${i + 1},"invalid"]`));
  });
});
