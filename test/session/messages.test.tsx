// Timers and topics: what reaches a session besides the events of its page.
import { expect } from "chai";
import { defineView, topic } from "slotwire";
import { eventually, joinFrame, useSessions } from "../support/sessions.js";

const scores = topic<{ home: number }>("scores");
const rooms = topic.family<{ text: string }>("rooms");

const Board = defineView({
  name: "board",
  mount: ({ ctx }) => {
    ctx.subscribe(scores);
    return { home: 0, said: "" };
  },
  events: {
    score: (state, ctx) => ctx.publish(scores, { home: state.home + 1 }),
    throws: (_state, ctx) => {
      ctx.publish(scores, { home: 99 });
      ctx.subscribe(rooms.of("a"));
      throw new Error("boom");
    },
    enter: (_state, ctx) => ctx.subscribe(rooms.of(String(ctx.payload.room))),
    leave: (_state, ctx) => ctx.unsubscribe(rooms.of(String(ctx.payload.room))),
    unhandled: (_state, ctx) => ctx.subscribe(topic<string>("elsewhere")),
    strange: (_state, ctx) => ctx.publish(scores, { home: new Date() as unknown as number }),
    byName: (_state, ctx) => ctx.publish("scores" as unknown as typeof scores, { home: 1 }),
    whole: (_state, ctx) => ctx.subscribe(rooms as unknown as typeof scores),
    nothing: (_state, ctx) => ctx.unsubscribe(undefined as unknown as typeof scores),
  },
  messages: {
    score: { topic: scores, run: (_state, _ctx, { home }) => ({ home }) },
    said: { topic: rooms, run: (state, _ctx, { text }) => ({ said: state.said + text }) },
  },
  render: ({ home, said }) => `${home}${said}`,
});

const Clock = defineView({
  name: "clock",
  mount: ({ ctx }) => {
    ctx.every(5, "tick");
    return { ticks: 0, rings: 0 };
  },
  events: {
    stop: (_state, ctx) => ctx.cancel("tick"),
    alarm: (_state, ctx) => {
      ctx.after(1, "ring");
      ctx.cancel("tick");
    },
    misspelt: (_state, ctx) => ctx.after(1, "rnig"),
    never: (_state, ctx) => ctx.every(Number.NaN, "tick"),
  },
  messages: {
    tick: (state) => ({ ticks: state.ticks + 1 }),
    ring: (state) => ({ rings: state.rings + 1 }),
  },
  render: ({ ticks, rings }) => `${ticks}/${rings}`,
});

describe("topics", () => {
  const sessions = useSessions();

  it("bring what is published to every session that subscribed", async () => {
    const one = await sessions().live(Board);
    const two = await sessions().live(Board);
    one.socket.send('[1,1,1,0,"score"]');
    expect(await one.socket.next()).to.equal("[1,1,1,1]");
    expect(await one.socket.next()).to.match(/^\[1,1,2,0,.*"1"\]\]$/);
    expect(await two.socket.next()).to.match(/^\[1,1,1,0,.*"1"\]\]$/);
  });

  it("bring what the app publishes, many messages as one patch", async () => {
    const { socket } = await sessions().live(Board);
    const { pubsub } = sessions().registry.services;
    for (let home = 1; home <= 5; home += 1) pubsub.publish(scores, { home });
    expect(await socket.next()).to.match(/^\[1,1,1,0,.*"5"\]\]$/);
    expect(await socket.settled()).to.deep.equal([]);
  });

  it("bring nothing of a handler that throws, and take its subscriptions back", async () => {
    const { socket } = await sessions().live(Board);
    socket.send('[1,1,1,0,"throws"]');
    expect(await socket.next()).to.equal('[3,1,1,1,"failed","e1"]');
    expect(await socket.settled()).to.deep.equal([]);
    expect(sessions().registry.stats().topics).to.equal(1);
  });

  it("of a family come to its message, until the session unsubscribes", async () => {
    const { socket, session } = await sessions().live(Board);
    const { pubsub } = sessions().registry.services;
    socket.send('[1,1,1,0,"enter",0,"room=a"]');
    await socket.next();
    pubsub.publish(rooms.of("a"), { text: "hello" });
    pubsub.publish(rooms.of("b"), { text: "not here" });
    await socket.next();
    socket.send('[1,1,2,0,"leave",0,"room=a"]');
    await socket.next();
    pubsub.publish(rooms.of("a"), { text: "gone" });
    expect(await socket.settled()).to.deep.equal([]);
    expect(session.print("")).to.equal("<div l=1>0hello</div>");
  });

  it("without a message that handles them are a mistake, as are messages that are no data", async () => {
    const { socket } = await sessions().live(Board);
    socket.send('[1,1,1,0,"unhandled"]', '[1,1,2,0,"strange"]');
    await socket.settled();
    const codes = sessions().reports.map(({ error }) => (error as { code: string }).code);
    expect(codes).to.deep.equal(["UNHANDLED_TOPIC", "MESSAGE_NOT_PLAIN"]);
  });

  it("are told from their names, from families and from nothing", async () => {
    const { socket } = await sessions().live(Board);
    socket.send('[1,1,1,0,"byName"]', '[1,1,2,0,"whole"]', '[1,1,3,0,"nothing"]');
    await socket.settled();
    const messages = sessions().reports.map(({ error }) => (error as Error).message.split(", ")[0]);
    expect(messages).to.deep.equal(
      ["publish", "subscribe", "unsubscribe"].map(
        (method) => `expected ctx.${method} with what topic() returned`,
      ),
    );
  });

  it("miss nothing between the page and its socket", async () => {
    const session = await sessions().mount(Board);
    sessions().registry.services.pubsub.publish(scores, { home: 3 });
    expect(session.print("")).to.equal("<div l=1>0</div>");
    const socket = await sessions().open();
    socket.send(joinFrame(1, session));
    expect(await socket.next()).to.equal("[0,1,1]");
    expect(await socket.next()).to.match(/^\[1,1,1,0,.*"3"\]\]$/);
  });
});

describe("a mailbox that overflows with messages", () => {
  const sessions = useSessions({ maxMailbox: 2 });

  it("ends its session, so that the page starts afresh rather than miss one", async () => {
    const session = await sessions().mount(Board);
    for (let home = 1; home <= 3; home += 1) {
      sessions().registry.services.pubsub.publish(scores, { home });
    }
    expect(session.status).to.equal("ended");
    const socket = await sessions().open();
    socket.send(joinFrame(1, session));
    expect(await socket.next()).to.equal('[4,1,"unknown"]');
  });
});

describe("a turn with many messages", () => {
  const sessions = useSessions({ maxTurn: 2 });

  it("is several turns, each with a render of its own, so that nobody is held up", async () => {
    const { socket } = await sessions().live(Board);
    for (let home = 1; home <= 5; home += 1) {
      sessions().registry.services.pubsub.publish(scores, { home });
    }
    expect(await socket.next()).to.match(/^\[1,1,1,0,.*"2"\]\]$/);
    expect(await socket.next()).to.equal('[1,1,2,0,[1,0,"4"]]');
    expect(await socket.next()).to.equal('[1,1,3,0,[1,0,"5"]]');
    expect(await socket.settled()).to.deep.equal([]);
  });
});

describe("timers", () => {
  const sessions = useSessions();

  it("start when the socket comes, and run until they are cancelled", async () => {
    const session = await sessions().mount(Clock);
    // Only the time that the session may wait.
    expect(sessions().registry.stats().alarms).to.equal(1);
    const socket = await sessions().open();
    socket.send(joinFrame(1, session));
    expect(await socket.next()).to.equal("[0,1,1]");
    expect(await socket.next()).to.match(/"1\/0"\]\]$/);
    expect(await socket.next()).to.equal('[1,1,2,0,[1,0,"2/0"]]');
    socket.send('[1,1,1,0,"alarm"]');
    await eventually(() => session.print("").includes("/1"), "the alarm");
    expect(sessions().registry.stats().alarms).to.equal(0);
  });

  it("refuse a message that the view lacks, and a time that makes no sense", async () => {
    const { socket } = await sessions().live(Clock);
    socket.send('[1,1,1,0,"stop"]', '[1,1,2,0,"misspelt"]', '[1,1,3,0,"never"]');
    await socket.settled();
    const codes = sessions().reports.map(({ error }) => (error as { code: string }).code);
    expect(codes).to.deep.equal(["UNKNOWN_MESSAGE", "BAD_INTERVAL"]);
    expect(String(sessions().reports[0]?.error)).to.contain('write "ring"');
  });
});
