// Where components stand: what their root may be, what a move keeps, and what a change of root costs.
import { expect } from "chai";
import { type Child, defineComponent, defineView } from "slotwire";
import { fingerprintIn, useSessions } from "../support/sessions.js";

let viewRenders = 0;

type Look = "item" | "other" | "text" | "two" | "none" | "component";

const Cell = defineComponent({
  name: "cell",
  state: (props: { look?: Look }) => ({ look: props.look ?? "item", count: 0 }),
  messages: {
    look: (_state, _ctx, look: Look) => ({ look }),
    count: ({ count }) => ({ count: count + 1 }),
  },
  render: ({ look, count }, _on, { props }): Child => {
    const text = `${props.id}${count}`;
    switch (look) {
      case "item":
        return <li>{text}</li>;
      case "other":
        return <li class="other">{text}</li>;
      case "text":
        return text;
      case "two":
        return [<b>{text}</b>, <i />];
      case "none":
        return null;
      case "component":
        return <Row>{text}</Row>;
    }
  },
});

function Row({ children }: { children: Child }) {
  return <p>{children}</p>;
}

type Way = "keyed" | "plain" | "wrapped" | "list";

const View = defineView({
  mount: ({ query }) => ({
    left: ["a", "b", "c"],
    right: [] as string[],
    way: String(query.way ?? "keyed") as Way,
    one: "x",
  }),
  events: {
    send: (_state, ctx) => {
      const { id, look } = ctx.payload;
      if (look === undefined) ctx.send(Cell, String(id), "count");
      else ctx.send(Cell, String(id), "look", look as Look);
    },
    move: ({ left, right }) => ({ left: left.slice(1), right: [...right, left[0] ?? ""] }),
    swap: () => ({ one: "y" }),
  },
  render: ({ left, right, way, one }) => {
    viewRenders++;
    const cells = (ids: readonly string[]) =>
      ids.map((id) => {
        if (way === "wrapped") return <Row key={id}>{<Cell id={id} />}</Row>;
        return way === "keyed" ? <Cell key={id} id={id} /> : <Cell id={id} />;
      });
    return (
      <main>
        <ul>{cells(left)}</ul>
        <ol>{cells(right)}</ol>
        <Cell id={one} look="text" />
      </main>
    );
  },
});

const plain = (html: string) => html.replace(/ l=\d+/g, "");

describe("the place of a component", () => {
  const sessions = useSessions();
  const live = async (way: Way = "keyed") => {
    const { socket, session } = await sessions().live(View, { query: { way } });
    let ref = 0;
    viewRenders = 0;
    const event = async (name: string, payload = {}) => {
      ref++;
      socket.send(`[1,1,${ref},0,"${name}",0,${JSON.stringify(payload)}]`);
      const before = socket.frames.length;
      await socket.settled();
      if (name === "send" && socket.frames.length === before + 2) await socket.next();
      return socket.frames.at(-1) === "[6]" ? socket.frames.at(-2) : socket.frames.at(-1);
    };
    return { event, socket, session, html: () => plain(session.print("")) };
  };

  it("is kept by its state when it moves to another container", async () => {
    const { event, html } = await live();
    await event("send", { id: "a" });
    await event("move");
    expect(html()).to.equal(
      "<div><main><ul><li>b0</li><li>c0</li></ul><ol><li>a1</li></ol>x0</main></div>",
    );
  });

  it("belongs to somebody else under another id", async () => {
    const { event, html, session } = await live();
    await event("send", { id: "x" });
    expect(html()).to.contain("x1</main>");
    await event("swap");
    expect(html()).to.contain("y0</main>");
    expect(session.page?.componentOf("cell#x")).to.equal(null);
  });

  it("may hold several roots, text, nothing or a component, changed without the view", async () => {
    for (const way of ["plain", "wrapped", "keyed"] as const) {
      const { event, html } = await live(way);
      const shown = async (id: string, look: Look) => {
        await event("send", { id, look });
        return html();
      };
      const around = (inner: string) => (way === "wrapped" ? `<p>${inner}</p>` : inner);
      const list = (first: string) =>
        ["<ul>", around(first), around("<li>b0</li>"), around("<li>c0</li>"), "</ul>"].join("");
      expect(await shown("a", "other")).to.contain(list('<li class="other">a0</li>'));
      expect(viewRenders).to.equal(0);
      expect(await shown("a", "component")).to.contain(list("<p>a0</p>"));
      expect(viewRenders).to.equal(0);
      expect(await shown("x", "two")).to.contain("<b>x0</b><i></i></main>");
      expect(await shown("x", "none")).to.contain("</ol></main>");
      expect(viewRenders).to.equal(0);
      expect(await shown("a", "two")).to.contain(list("<b>a0</b><i></i>"));
      // A keyed row that is not one element any more takes its list along: only the view can tell how.
      expect(viewRenders).to.equal(way === "keyed" ? 1 : 0);
      expect(await shown("a", "none")).to.contain(list(""));
      expect(await shown("a", "item")).to.contain(list("<li>a0</li>"));
    }
  });

  it("is all that a patch names, when only what it shows changed", async () => {
    const { event, session, socket } = await live();
    await event("send", { id: "b" });
    await event("send", { id: "b" });
    expect(socket.frames.filter((frame) => frame.includes("b2"))).to.deep.equal([
      '[1,1,4,0,[3,0,"b2"]]',
    ]);
    expect(viewRenders).to.equal(0);
    await event("send", { id: "b", look: "other" });
    expect(socket.frames.at(-1)).to.match(/^\[1,1,6,0,\[.*\],\[1,.*\[7,\[3\],\[4,\[2,5,/);
    expect(plain(session.print(""))).to.contain('<li>a0</li><li class="other">b2</li><li>c0</li>');
  });

  it("needs an id", async () => {
    const Nameless = defineView({
      mount: () => ({}),
      render: () => <Cell id={undefined as unknown as string} />,
    });
    let code = "";
    await sessions()
      .mount(Nameless)
      .catch((error: { code: string }) => {
        code = error.code;
      });
    expect(code).to.equal("COMPONENT_ID");
  });

  it("is in a live view only", async () => {
    expect(() => (Cell as (props: { id: string }) => unknown)({ id: "a" })).to.throw(
      "COMPONENT_OUTSIDE_VIEW",
    );
  });
});

describe("components of the same name", () => {
  const sessions = useSessions();
  const make = (text: string) =>
    defineComponent({
      name: "twin",
      state: () => ({ count: 0 }),
      actions: { count: ({ count }) => ({ count: count + 1 }) },
      render: ({ count }, on) => (
        <b live-click={on.count()}>
          {text} {count}
        </b>
      ),
    });
  const One = make("one");
  const Two = make("two");

  it("are two all the same, and a click finds the right one", async () => {
    const Both = defineView({
      mount: () => ({ isFirst: true }),
      events: { drop: () => ({ isFirst: false }) },
      render: ({ isFirst }) => (
        <p>
          {isFirst && <One id="a" />}
          <Two id="a" />
        </p>
      ),
    });
    const { socket, session } = await sessions().live(Both);
    const html = session.print("");
    const two = fingerprintIn(html.slice(html.lastIndexOf("<b")));
    expect(two).not.to.equal(fingerprintIn(html));
    socket.send(`[1,1,1,0,"${two}",3]`, '[1,1,2,0,"drop"]', `[1,1,3,0,"${two}",3]`);
    await socket.settled();
    expect(session.print("").replace(/ l=\d+| live-\w+="[^"]*"/g, "")).to.equal(
      "<div><p><b>two 2</b></p></div>",
    );
  });
});
