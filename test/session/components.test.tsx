// Stateful components over a real socket: their own state, their own patches, and nothing of the view rendered.
import { expect } from "chai";
import { defineComponent, defineView } from "slotwire";
import * as v from "valibot";
import { fingerprintIn, useSessions } from "../support/sessions.js";

const log: string[] = [];

const Star = defineComponent({
  name: "star",
  state: (props: { initial: number }) => {
    log.push(`state ${props.initial}`);
    return { value: props.initial };
  },
  update: (props, _state, previous) => {
    log.push(`update ${previous.initial} to ${props.initial}`);
    return { value: props.initial };
  },
  events: {
    clear: () => ({ value: 0 }),
    put: {
      schema: v.object({ to: v.string() }),
      run: (_state, _ctx, { to }) => ({ value: Number(to) }),
    },
  },
  actions: {
    add: ({ value }, _ctx, by: number) => ({ value: value + by }),
    fail: () => {
      throw new Error("no star");
    },
  },
  messages: { reset: (_state, _ctx, to: number) => ({ value: to }) },
  unmount: ({ value }) => {
    log.push(`unmount ${value}`);
  },
  render: ({ value }, on, { props }) => {
    log.push(`render ${props.id}`);
    return (
      <b live-click={on.add(5)} live-focus={on.clear} live-blur={on.put} live-keyup={on.fail()}>
        {value}
      </b>
    );
  },
});

const Sky = defineView({
  mount: () => ({ ids: ["x", "y"], initial: 1 }),
  events: {
    drop: ({ ids }) => ({ ids: ids.slice(1) }),
    dawn: () => ({ initial: 7 }),
    send: (_state, ctx) => ctx.send(Star, "y", "reset", 40),
    sendNowhere: (_state, ctx) => ctx.send(Star, "nowhere", "reset", 40),
  },
  render: ({ ids, initial }) => {
    log.push("view");
    return ids.map((id) => <Star key={id} id={id} initial={initial} />);
  },
});

const name = (binding: string) => `live-${binding}=`;

describe("a stateful component", () => {
  const sessions = useSessions();
  beforeEach(() => {
    log.length = 0;
  });

  it("changes its own state, and only it is rendered and patched", async () => {
    const { socket, session } = await sessions().live(Sky);
    expect(log).to.deep.equal(["view", "state 1", "render x", "state 1", "render y"]);
    expect(session.print("").replace(/"@[^"]*"/g, '"@"')).to.equal(
      '<div l=1><b l=2 live-click="@" live-focus="@" live-blur="@" live-keyup="@">1</b>' +
        '<b l=3 live-click="@" live-focus="@" live-blur="@" live-keyup="@">1</b></div>',
    );
    log.length = 0;
    const add = fingerprintIn(session.print("").slice(session.print("").indexOf("<b l=3")));
    socket.send(`[1,1,1,0,"${add}",3]`, `[1,1,2,0,"${add}",3]`);
    const [first, second] = await socket.settled();
    expect(first).to.match(/^\[1,1,1,1,\[.*\],\[3,"[\w-]{8}",\d,6\]\]$/);
    expect(second).to.match(/^\[1,1,2,2,\[3,\d,11\]\]$/);
    expect(log).to.deep.equal(["render y", "render y"]);
  });

  it("gives its events what the page sent, through their schema", async () => {
    const { socket, session } = await sessions().live(Sky);
    const put = fingerprintIn(session.print(""), name("blur"));
    socket.send(`[1,1,1,0,"${put}",2,{"to":"8"}]`, `[1,1,2,0,"${put}",2,{}]`);
    const [first, second] = await socket.settled();
    expect(first).to.match(/\[2,.*,8\]\]$/);
    expect(second).to.equal('[3,1,2,2,"invalid"]');
    const clear = fingerprintIn(session.print(""), name("focus"));
    socket.send(`[1,1,3,0,"${clear}",2]`);
    expect(await socket.next()).to.match(/^\[1,1,3,3,\[2,\d,0\]\]$/);
  });

  it("cannot be called by name from the page", async () => {
    const { socket } = await sessions().live(Sky);
    socket.send('[1,1,1,0,"clear"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"unknown-event"]']);
  });

  it("is told by update when the view gives it other props", async () => {
    const { socket, session } = await sessions().live(Sky);
    log.length = 0;
    socket.send('[1,1,1,0,"dawn"]');
    await socket.next();
    expect(log).to.deep.equal(["view", "update 1 to 7", "render x", "update 1 to 7", "render y"]);
    expect(session.print("")).to.contain(">7</b>");
  });

  it("is freed at once when it is not rendered any more, and clicks on it are stale", async () => {
    const { socket, session } = await sessions().live(Sky);
    const add = fingerprintIn(session.print(""));
    log.length = 0;
    socket.send('[1,1,1,0,"drop"]', `[1,1,2,1,"${add}",2]`);
    expect((await socket.settled())[1]).to.equal('[3,1,2,2,"stale"]');
    expect(log).to.deep.equal(["view", "unmount 1"]);
  });

  it("takes messages that ctx.send brings, typed, wherever it is", async () => {
    const { socket, session } = await sessions().live(Sky);
    log.length = 0;
    socket.send('[1,1,1,0,"send"]', '[1,1,2,0,"sendNowhere"]');
    await socket.until(() => session.print("").includes(">40</b>"));
    expect(log).to.deep.equal(["render y"]);
    expect(sessions().reports).to.deep.equal([]);
  });

  it("changes nothing when its handler throws", async () => {
    const { socket, session } = await sessions().live(Sky);
    const fail = fingerprintIn(session.print(""), name("keyup"));
    socket.send(`[1,1,1,0,"${fail}",2]`);
    expect(await socket.next()).to.equal('[3,1,1,1,"failed","e1"]');
    expect(sessions().reports[0]?.place.where).to.equal("star.fail");
  });

  it("is unmounted when the session ends", async () => {
    const { session } = await sessions().live(Sky);
    log.length = 0;
    session.end(null);
    expect(log).to.deep.equal(["unmount 1", "unmount 1"]);
  });
});
