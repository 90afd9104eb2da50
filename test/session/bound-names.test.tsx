// Names of events in bindings: checked in development, whenever elements come.
import { expect } from "chai";
import { defineComponent, defineView } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import { eventually, useSessions } from "../support/sessions.js";

const Panel = defineComponent({
  name: "panel",
  state: () => ({ isOpen: false }),
  messages: { open: () => ({ isOpen: true }) },
  render: ({ isOpen }) => (isOpen ? <button live-click="opne">open</button> : null),
});

const View = defineView({
  name: "names",
  mount: ({ query }) => ({ isOpen: query.open === "1", count: 0, hasPanel: query.panel === "1" }),
  events: {
    open: () => ({ isOpen: true }),
    count: ({ count }) => ({ count: count + 1 }),
    send: (_state, ctx) => ctx.send(Panel, "panel", "open"),
  },
  render: ({ isOpen, count, hasPanel }) => (
    <main>
      <b live-click="count">{count}</b>
      {hasPanel && <Panel id="panel" />}
      {isOpen && <button live-on-dblclick="cuont">open</button>}
    </main>
  ),
});

describe("the name of an event in a binding", () => {
  const sessions = useSessions();
  const messages = () => sessions().reports.map(({ error }) => (error as Error).message);

  it("fails the first page when the view does not have it", async () => {
    let message = "";
    await sessions()
      .mount(View, { query: { open: "1" } })
      .catch((error: Error) => {
        message = error.message;
      });
    expect(message).to.contain('got: "cuont"').and.to.contain('write "count"');
  });

  it("is reported when its element comes later, of a component too, and the page goes on", async () => {
    const { socket, session } = await sessions().live(View, { query: { panel: "1" } });
    socket.send('[1,1,1,0,"count"]', '[1,1,2,0,"count"]', '[1,1,3,0,"open"]', '[1,1,4,0,"count"]');
    await socket.settled();
    expect(messages()).to.have.length(1);
    expect(messages()[0]).to.contain('write "count"');
    expect(session.print("")).to.contain(">3</b>").and.to.contain("cuont");
    socket.send('[1,1,5,0,"send"]');
    await eventually(() => messages().length === 2);
    expect(session.print("")).to.contain('live-click="opne"');
  });

  it("is not looked for in production", async () => {
    const { session } = await sessions().live(View);
    withDevelopment(false, () => {
      session.changeState({ ...session.state, isOpen: true });
      session.page?.update(session.state, true);
    });
    expect(session.print("")).to.contain("cuont");
    expect(messages()).to.deep.equal([]);
  });
});
