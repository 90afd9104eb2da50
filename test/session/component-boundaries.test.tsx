// Components that cannot be rendered: who shows what instead, and what becomes of the turn.
import { expect } from "chai";
import { type Child, defineComponent, defineView } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import { fingerprintIn, useSessions } from "../support/sessions.js";

const log: string[] = [];

function Bomb({ isLit }: { isLit: boolean }) {
  if (isLit) throw new Error("boom");
  return "calm";
}

/** Breaks by its own state. */
const Fuse = defineComponent({
  name: "fuse",
  state: (_props: { isLit?: boolean }) => ({ isLit: false, count: 0 }),
  actions: {
    light: (_state, ctx) => {
      ctx.push("lit");
      return { isLit: true };
    },
    count: ({ count }) => ({ count: count + 1 }),
  },
  unmount: () => {
    log.push("unmount fuse");
  },
  render: ({ isLit, count }, on, { props }) => (
    <b live-click={on.light()} live-focus={on.count()}>
      {count}
      <Bomb isLit={isLit || props.isLit === true} />
    </b>
  ),
});

/** Takes care of what is inside. */
const Shelter = defineComponent({
  name: "shelter",
  state: (_props: { children?: Child; isFragile?: boolean }) => ({ tries: 0 }),
  actions: { retry: ({ tries }) => ({ tries: tries + 1 }) },
  error: (problem, on, { props }) => {
    if (props.isFragile) throw new Error("no words");
    return (
      <button live-click={on.retry()}>
        {String(props.id)}: {(problem as Error).message}
      </button>
    );
  },
  render: ({ tries }, _on, { props }) => (
    <section>
      {tries}
      {props.children}
    </section>
  ),
});

const View = defineView({
  mount: ({ query }) => ({ count: 0, isLit: query.lit === "1", isFragile: query.fragile === "1" }),
  events: {
    light: () => ({ isLit: true }),
    calm: () => ({ isLit: false }),
    count: ({ count }) => ({ count: count + 1 }),
  },
  render: ({ count, isLit, isFragile }) => (
    <main>
      {count}
      <Shelter id="outer">
        <Shelter id="inner" isFragile={isFragile}>
          <Fuse id="fuse" isLit={isLit} />
        </Shelter>
      </Shelter>
      <Fuse id="other" />
    </main>
  ),
});

const plain = (html: string) => html.replace(/ l=\d+| live-\w+="[^"]*"/g, "");

describe("an error boundary", () => {
  const sessions = useSessions();
  beforeEach(() => {
    log.length = 0;
  });
  const live = async (query: Record<string, string> = {}) => {
    const joined = await sessions().live(View, { query });
    const html = () => plain(joined.session.print(""));
    return { ...joined, html };
  };
  const errors = () => sessions().reports.map(({ error }) => (error as Error).message);

  it("shows its fallback in the first page, and the page lives", async () => {
    const { socket, session, html } = await live({ lit: "1" });
    const broken = "<button>inner: boom</button>";
    expect(html()).to.equal(`<div><main>0<section>0${broken}</section><b>0calm</b></main></div>`);
    expect([...session.print("").matchAll(/ l=(\d+)/g)].map(([, id]) => Number(id))).to.deep.equal([
      1, 2, 3, 4,
    ]);
    expect(errors()).to.deep.equal(["boom"]);
    expect(sessions().reports[0]?.place.where).to.equal("shelter.render");
    socket.send('[1,1,1,0,"count"]');
    await socket.next();
    expect(html()).to.contain("<main>1<section>");
  });

  it("shows what it is for again when that can be rendered", async () => {
    const { socket, html } = await live();
    socket.send('[1,1,1,0,"light"]');
    expect(await socket.next()).to.match(/^\[1,1,1,1,/);
    expect(html()).to.contain("<section>0<button>inner: boom</button></section><b>0calm</b>");
    expect(log).to.deep.equal(["unmount fuse"]);
    socket.send('[1,1,2,0,"calm"]');
    await socket.next();
    expect(html()).to.contain("<section>0<section>0<b>0calm</b></section></section>");
  });

  it("catches a component inside that broke by its own event, whose turn counts", async () => {
    const { socket, session, html } = await live();
    socket.send(`[1,1,1,0,"${fingerprintIn(session.print(""))}",5]`);
    const frames = await socket.settled();
    expect(frames[0]).to.match(/^\[1,1,1,1,.*"inner",?.*"boom"/);
    expect(frames[1]).to.equal('[2,1,2,1,"push","lit",null]');
    expect(html()).to.contain("<button>inner: boom</button>");
    socket.send(`[1,1,2,0,"${fingerprintIn(session.print(""))}",4]`);
    await socket.next();
    expect(html()).to.contain("<section>1<b>0calm</b></section>");
  });

  it("leaves what its own fallback throws to the next one around", async () => {
    const { html } = await live({ lit: "1", fragile: "1" });
    expect(html()).to.equal(
      "<div><main>0<button>outer: no words</button><b>0calm</b></main></div>",
    );
    expect(errors()).to.deep.equal(["boom", "no words"]);
  });

  it("is missed where there is none: the turn has not happened, for anybody in it", async () => {
    const { socket, session, html } = await live();
    const before = html();
    const other = session.print("").slice(session.print("").lastIndexOf("<b"));
    const count = fingerprintIn(other, "live-focus=");
    const light = fingerprintIn(other);
    socket.send(`[1,1,1,0,"${light}",6]`);
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"failed","e1"]']);
    expect(html()).to.equal(before);
    expect(errors()).to.deep.equal(["boom"]);
    socket.send(`[1,1,2,1,"${count}",6]`);
    await socket.next();
    expect(html()).to.contain("<b>1calm</b>");
  });
});

describe("a view that cannot be rendered", () => {
  const sessions = useSessions();

  it("keeps the state of its components while it shows its own word on the problem", async () => {
    const Fragile = defineView({
      mount: () => ({ isLit: false }),
      events: { light: () => ({ isLit: true }), look: () => {} },
      error: () => <i>sorry</i>,
      render: ({ isLit }) => (
        <main>
          <Fuse id="a" />
          <Bomb isLit={isLit} />
        </main>
      ),
    });
    log.length = 0;
    const { socket, session } = await sessions().live(Fragile);
    socket.send(`[1,1,1,0,"${fingerprintIn(session.print(""), "live-focus=")}",3]`);
    await socket.next();
    socket.send('[1,1,2,0,"light"]');
    await socket.settled();
    expect(plain(session.print(""))).to.equal("<div><i>sorry</i></div>");
    socket.send('[1,1,3,0,"look"]');
    await socket.settled();
    expect(plain(session.print(""))).to.equal("<div><main><b>1calm</b>calm</main></div>");
    expect(log).to.deep.equal([]);
  });
});

describe("one id for two components", () => {
  const sessions = useSessions();
  const Twins = defineView({
    mount: () => ({ isTwice: false }),
    events: { twice: () => ({ isTwice: true }) },
    render: ({ isTwice }) => (
      <p>
        <Fuse id="a" />
        {isTwice && <Fuse id="a" />}
      </p>
    ),
  });

  it("is an error in development, and nothing of the turn happens", async () => {
    const { socket, session } = await sessions().live(Twins);
    const before = session.print("");
    socket.send('[1,1,1,0,"twice"]');
    expect(await socket.next()).to.equal('[3,1,1,1,"failed","e1"]');
    expect(sessions().reports[0]?.error).to.include({ code: "DUPLICATE_COMPONENT" });
    expect(session.print("")).to.equal(before);
  });

  it("is reported in production, and both places show the one", async () => {
    const session = await sessions().mount(Twins);
    withDevelopment(false, () => {
      session.changeState({ isTwice: true });
      session.page?.update(session.state, true);
      session.page?.findComponent(Fuse as never, "a")?.changeState({ isLit: false, count: 3 });
      session.page?.update(session.state, false);
    });
    expect(plain(session.print(""))).to.equal("<div><p><b>3calm</b><b>3calm</b></p></div>");
    expect(sessions().reports[0]?.error).to.include({ code: "DUPLICATE_COMPONENT" });
  });
});
