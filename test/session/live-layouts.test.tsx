// Live layouts: rendered around a view in its container, again when what they are given changed, and skipped otherwise.
import { expect } from "chai";
import { defineComponent, defineView, type LiveLayout } from "slotwire";
import { placeView } from "../../src/live/placed-view.js";
import { fingerprintIn, useSessions } from "../support/sessions.js";

/** A layout that counts its calls. */
function counted(name: string): LiveLayout & { calls: number } {
  const layout = Object.assign(
    ({ children, url, flash, session }: Parameters<LiveLayout>[0]) => {
      layout.calls += 1;
      return (
        <section id={name}>
          {url} {String(session.user ?? "nobody")} {flash.info}
          <div>{children}</div>
        </section>
      );
    },
    { calls: 0 },
  );
  return layout;
}

const Page = defineView({
  mount: ({ query }) => ({ n: 1, page: String(query.page ?? ""), isBare: false }),
  params: ({ query }) => ({ page: String(query.page ?? "") }),
  events: {
    add: ({ n }) => ({ n: n + 1 }),
    bare: ({ isBare }) => ({ isBare: !isBare }),
    say: (_state, ctx) => {
      ctx.flash("info", "Saved");
    },
  },
  render: ({ n, page, isBare }) =>
    isBare ? (
      [n, page]
    ) : (
      <p>
        {n} {page}
      </p>
    ),
});

const within = (layouts: readonly LiveLayout[], view = Page as Parameters<typeof placeView>[0]) =>
  placeView(view, { within: layouts, title: null });

describe("a live layout", () => {
  const sessions = useSessions();

  it("stands around the view in its container, the first one outermost", async () => {
    const session = await sessions().mount(within([counted("a"), counted("b")]), {
      url: "/x?page=2",
      query: { page: "2" },
      session: { user: "Ann" },
    });
    expect(session.print("")).to.equal(
      '<div l=1><section l=2 id="a">/x?page=2 Ann <div><section l=3 id="b">/x?page=2 Ann <div>' +
        "<p l=4>1 2</p></div></section></div></section></div>",
    );
  });

  it("is skipped when the state changes, and the patch is the view's alone", async () => {
    const layouts = [counted("a"), counted("b")];
    const { socket, session } = await sessions().live(within(layouts));
    socket.send('[1,1,1,0,"add"]', '[1,1,2,0,"add"]');
    expect((await socket.settled()).at(-1)).to.equal("[1,1,2,2,[4,0,3]]");
    expect(layouts.map(({ calls }) => calls)).to.deep.equal([1, 1]);
    expect(session.print("")).to.contain("<p l=4>3 </p>");
  });

  it("is called again when the flash or the URL changed, around the same view", async () => {
    const layouts = [counted("a"), counted("b")];
    const { socket, session } = await sessions().live(within(layouts), { url: "/x" });
    socket.send('[1,1,1,0,"say"]');
    await socket.settled();
    expect(layouts.map(({ calls }) => calls)).to.deep.equal([2, 2]);
    expect(session.print("")).to.equal(
      '<div l=1><section l=2 id="a">/x nobody Saved<div><section l=3 id="b">/x nobody Saved<div>' +
        "<p l=4>1 </p></div></section></div></section></div>",
    );
    socket.send('[2,1,2,0,"/x?page=7"]');
    await socket.settled();
    expect(session.print("")).to.contain('<section l=3 id="b">/x?page=7 nobody');
    expect(session.print("")).to.contain("<p l=4>1 7</p>");
    expect(layouts.map(({ calls }) => calls)).to.deep.equal([3, 3]);
  });

  it("lets the view be anything: an element, several things, an element again", async () => {
    const layout = counted("a");
    const { socket, session } = await sessions().live(within([layout]), { url: "/x" });
    const shown = () => /<div>(.*)<\/div><\/section>/.exec(session.print(""))?.[1];
    socket.send('[1,1,1,0,"bare"]', '[1,1,2,0,"add"]');
    await socket.settled();
    expect(shown()).to.equal("2");
    socket.send('[1,1,3,0,"bare"]', '[1,1,4,0,"add"]');
    await socket.settled();
    expect(shown()).to.equal("<p l=4>3 </p>");
    expect(layout.calls).to.equal(1);
  });

  it("need not show the view, and shows it as it is by then", async () => {
    const Gate: LiveLayout = ({ children, flash }) =>
      flash.info ? <b>{children}</b> : <i>shut</i>;
    const { socket, session } = await sessions().live(within([Gate]));
    socket.send('[1,1,1,0,"add"]');
    expect(await socket.settled()).to.deep.equal(["[1,1,1,1]"]);
    expect(session.print("")).to.equal("<div l=1><i l=2>shut</i></div>");
    socket.send('[1,1,2,0,"say"]', '[1,1,3,0,"add"]');
    await socket.settled();
    expect(session.print("")).to.equal("<div l=1><b l=3><p l=4>3 </p></b></div>");
  });

  it("has the events of components in it, which keep their state", async () => {
    const Menu = defineComponent({
      name: "menu",
      state: () => ({ isOpen: false }),
      actions: { toggle: ({ isOpen }) => ({ isOpen: !isOpen }) },
      render: ({ isOpen }, on, { props }: { props: { id: string; children?: unknown } }) => (
        <nav>
          <button type="button" live-click={on.toggle()}>
            Menu
          </button>
          {isOpen ? <ul>{props.children as string}</ul> : (props.children as string)}
        </nav>
      ),
    });
    const Shell: LiveLayout = ({ children, url }) => (
      <Menu id="m">
        {url}
        {children}
      </Menu>
    );
    const { socket, session } = await sessions().live(within([Shell]), { url: "/x" });
    const print = fingerprintIn(session.print(""));
    socket.send('[1,1,1,0,"add"]', `[1,1,2,2,"${print}"]`, '[1,1,3,0,"add"]');
    await socket.settled();
    expect(session.print("")).to.match(/<ul>\/x<p l=\d+>3 <\/p><\/ul><\/nav><\/div>$/);
    socket.send(`[1,1,4,2,"${print}"]`, '[2,1,5,0,"/x?page=3"]', '[1,1,6,0,"add"]');
    await socket.settled();
    expect(session.print("")).to.match(/<\/button>\/x\?page=3<p l=\d+>4 3<\/p><\/nav><\/div>$/);
  });
});

describe("a view in a live layout that cannot be rendered", () => {
  const sessions = useSessions();

  const Broken = defineView({
    mount: () => ({ n: 0 }),
    events: { add: ({ n }) => ({ n: n + 1 }), say: (_state, ctx) => ctx.flash("info", "no") },
    error: (_problem, { reference }) => <p>Sorry, {reference}</p>,
    render: ({ n }) => {
      if (n === 1) throw new Error("no render");
      return <p>{n}</p>;
    },
  });

  it("shows its problem inside the layout, until the next render", async () => {
    const layout = counted("a");
    const { socket, session } = await sessions().live(within([layout], Broken), { url: "/x" });
    socket.send('[1,1,1,0,"add"]');
    await socket.settled();
    expect(session.print("")).to.equal(
      '<div l=1><section l=2 id="a">/x nobody <div><p l=4>Sorry, e1</p></div></section></div>',
    );
    socket.send('[1,1,2,0,"say"]');
    await socket.settled();
    expect(session.print("")).to.equal(
      '<div l=1><section l=2 id="a">/x nobody no<div><p l=5>0</p></div></section></div>',
    );
  });

  it("shows its problem in the first HTML, inside the layout", async () => {
    const First = defineView({
      mount: () => ({}),
      error: () => <p>Sorry</p>,
      render: (): never => {
        throw new Error("no render");
      },
    });
    const session = await sessions().mount(within([counted("a")], First), { url: "/x" });
    expect(session.print("")).to.contain('<section l=2 id="a">/x nobody <div><p l=3>Sorry</p>');
  });

  it("shows its problem in the layout as it was, where a change is what the layout throws at", async () => {
    const Fragile: LiveLayout = ({ children, flash }) => {
      if (flash.info) throw new Error("no layout");
      return <main>{children}</main>;
    };
    const { socket, session } = await sessions().live(within([Fragile], Broken));
    socket.send('[1,1,1,0,"say"]');
    await socket.settled();
    // The turn did not happen, and with it the flash.
    expect(session.print("")).to.match(
      /^<div l=1><main l=2><p l=\d+>Sorry, e1<\/p><\/main><\/div>$/,
    );
    expect(sessions().reports.map(({ error }) => (error as Error).message)).to.deep.equal([
      "no layout",
    ]);
  });

  it("shows its problem alone where the layout can show nothing", async () => {
    let isBroken = false;
    const Fragile: LiveLayout = ({ children }) => {
      if (isBroken) throw new Error("no layout");
      return <main>{children}</main>;
    };
    const { socket, session } = await sessions().live(within([Fragile], Broken));
    isBroken = true;
    socket.send('[1,1,1,0,"say"]');
    await socket.settled();
    expect(session.print("")).to.match(/^<div l=1><p(?: l=\d+)?>Sorry, e1<\/p><\/div>$/);
    isBroken = false;
    socket.send('[1,1,2,0,"say"]');
    await socket.settled();
    expect(session.print("")).to.match(/^<div l=1><main l=\d+><p l=\d+>0<\/p><\/main><\/div>$/);
  });
});
