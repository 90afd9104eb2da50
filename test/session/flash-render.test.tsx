// What renders are given of messages that are shown once, and that those without them do no work.
import { expect } from "chai";
import { defineComponent, defineView, type Flash } from "slotwire";
import { fingerprintIn, useSessions } from "../support/sessions.js";

const renders: string[] = [];

const Counter = defineComponent({
  name: "counter",
  state: (_props: object) => ({ n: 0 }),
  actions: {
    fail: (_state, ctx) => ctx.flash("error", "No counting today"),
  },
  render: ({ n }, on, { flash }) => {
    renders.push("component");
    return <i live-click={on.fail()}>{`${n} ${flash.error ?? "fine"}`}</i>;
  },
});

/** Shows none, but for what is in its component. */
const Blind = defineView({
  mount: () => ({}),
  events: {
    leave: (_state, ctx) => ctx.navigate("/next"),
    clear: (_state, ctx) => ctx.clearFlash(),
  },
  render: () => {
    renders.push("view");
    return <Counter id="1" />;
  },
});

describe("a message that is shown once", () => {
  const sessions = useSessions();
  beforeEach(() => renders.splice(0));

  it("of a component reaches the view and all components, and renders those alone that show it", async () => {
    const { socket, session } = await sessions().live(Blind);
    renders.splice(0);
    socket.send(`[1,1,1,0,"${fingerprintIn(session.print(""))}"]`);
    await socket.settled();
    expect(session.print("")).to.contain("0 No counting today");
    expect(renders).to.deep.equal(["component"]);
  });

  it("that no render reads costs no render", async () => {
    const Silent = defineView({
      mount: () => ({}),
      events: { save: (_state, ctx) => ctx.flash("info", "Saved") },
      render: () => {
        renders.push("silent");
        return <p />;
      },
    });
    const { socket } = await sessions().live(Silent);
    socket.send('[1,1,1,0,"save"]');
    expect(await socket.settled()).to.deep.equal(["[1,1,1,1]"]);
    expect(renders).to.deep.equal(["silent"]);
  });

  it("costs a session nothing that has none", async () => {
    const { socket, session } = await sessions().live(Blind);
    socket.send('[1,1,1,0,"leave"]', '[1,1,2,0,"live:clear-flash"]', '[1,1,3,0,"clear"]');
    await socket.settled();
    expect(session.flashes).to.equal(null);
  });

  it("given by render is frozen, and finds no names but those that were set", async () => {
    let given: Flash = {};
    const Kept = defineView({
      mount: ({ ctx }) => {
        ctx.flash("info", "Hello");
        return {};
      },
      render: (_state, _on, { flash }) => {
        given = flash;
        return <p />;
      },
    });
    await sessions().mount(Kept);
    expect(Object.isFrozen(given)).to.equal(true);
    expect({ ...given }).to.deep.equal({ info: "Hello" });
    expect(given.constructor).to.equal(undefined);
  });
});
