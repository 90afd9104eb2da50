// What a page shows when its view cannot be rendered, and how it comes back.
import { expect } from "chai";
import { defineComponent, defineView } from "slotwire";
import { fingerprintIn, useSessions } from "../support/sessions.js";

const Fragile = defineView({
  mount: () => ({ items: ["a"], isTitleBroken: false }),
  events: {
    breakIt: (_state, ctx) => {
      ctx.push("unseen");
      return { items: ["a", "bad"] };
    },
    breakTitle: () => ({ items: [], isTitleBroken: true }),
    add: ({ items }) => ({ items: [...items, "b"] }),
    look: () => {},
  },
  head: ({ isTitleBroken }) => {
    if (isTitleBroken) throw new Error("no title");
    return <title>Letters</title>;
  },
  error: (problem) => <i>{(problem as Error).message}</i>,
  render: ({ items }) => {
    if (items.includes("bad")) throw new Error("cannot show bad");
    return <b>{items.join("")}</b>;
  },
});

describe("a render that throws", () => {
  const sessions = useSessions();

  it("shows the view's error instead, without what the handler did", async () => {
    const { socket, session } = await sessions().live(Fragile);
    socket.send('[1,1,1,0,"breakIt"]');
    const frames = await socket.settled();
    expect(frames).to.have.length(2);
    expect(frames[0]).to.match(/^\[1,1,1,0,.*"cannot show bad"\]+$/);
    expect(frames[1]).to.equal('[3,1,2,1,"failed","e1"]');
    expect(session.print("")).to.equal("<div l=1><i>cannot show bad</i></div>");
    expect(sessions().reports.map(({ place }) => place.where)).to.deep.equal(["render"]);
  });

  it("is over with the next event, whatever that changes, from the state before", async () => {
    const { socket, session } = await sessions().live(Fragile);
    socket.send('[1,1,1,0,"breakIt"]', '[1,1,2,0,"look"]');
    await socket.settled();
    expect(session.print("")).to.equal("<div l=1><b>a</b></div>");
    socket.send('[1,1,3,0,"breakIt"]', '[1,1,4,0,"add"]');
    await socket.settled();
    expect(session.print("")).to.equal("<div l=1><b>ab</b></div>");
  });

  it("fails the whole turn when it is the title that throws", async () => {
    const { socket, session } = await sessions().live(Fragile);
    socket.send('[1,1,1,0,"breakTitle"]', '[1,1,2,0,"add"]');
    await socket.settled();
    expect(session.print("")).to.equal("<div l=1><b>ab</b></div>");
  });

  it("leaves the page as it was when the view's error throws too", async () => {
    const Hopeless = defineView({
      mount: () => ({ n: 1 }),
      events: { breakIt: () => ({ n: 0 }) },
      error: () => {
        throw new Error("no words");
      },
      render: ({ n }) => {
        if (n === 0) throw new Error("no number");
        return String(n);
      },
    });
    const { socket, session } = await sessions().live(Hopeless);
    socket.send('[1,1,1,0,"breakIt"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"failed","e1"]']);
    expect(session.print("")).to.equal("<div l=1>1</div>");
    const places = sessions().reports.map(({ place }) => place.where);
    expect(places).to.deep.equal(["render", "error"]);
  });

  it("names the element, the components and the view of what the tree cannot print", async () => {
    const Label = ({ of }: { of: unknown }) => <b>{of as string}</b>;
    const Star = defineComponent({
      name: "star",
      state: () => ({ label: "*" as unknown }),
      actions: { spoil: () => ({ label: { a: 1 } }) },
      render: ({ label }, on) => (
        <i live-click={on.spoil()}>
          <Label of={label} />
        </i>
      ),
    });
    const Sky = defineView({
      name: "Sky",
      mount: ({ query }) => ({ label: (query.bad === "1" ? {} : "*") as unknown }),
      events: { spoil: () => ({ label: {} }) },
      render: ({ label }) => (
        <p>
          <Label of={label} />
          <Star id="a" />
        </p>
      ),
    });
    const failed = await sessions()
      .mount(Sky, { query: { bad: "1" } })
      .catch((error: Error) => error.message);
    expect(failed).to.contain("\n  In: <b>, in <Label>, in Sky\n  Fix: ");
    const { socket, session } = await sessions().live(Sky);
    socket.send('[1,1,1,0,"spoil"]');
    socket.send(`[1,1,2,0,"${fingerprintIn(session.print(""))}"]`);
    await socket.settled();
    const messages = sessions().reports.map(({ error }) => (error as Error).message);
    expect(messages[0]).to.contain("\n  In: <b>, in <Label>, in Sky\n  Fix: ");
    expect(messages[1]).to.contain("\n  In: <b>, in <Label>, in <star>, in Sky\n  Fix: ");
    expect(messages).to.have.length(2);
  });

  it("names a view without a name by the path of its page", async () => {
    const Nameless = defineView({
      mount: () => ({}),
      render: () => <p>{{} as unknown as string}</p>,
    });
    const visit = { url: "/list/7?key=secret" };
    const failed = await sessions()
      .mount(Nameless, visit)
      .catch((error: Error) => error.message);
    expect(failed).to.contain("\n  In: <p>, in the view at /list/7\n  Fix: ");
  });
});
