// What a component's handlers can do with ctx, and what is left of it when the component is gone.
import { expect } from "chai";
import { type Action, defineComponent, defineView, topic } from "slotwire";
import { missedChannel } from "../../src/telemetry.js";
import { eventually, fingerprintIn, useSessions } from "../support/sessions.js";

const news = topic<{ text: string }>("component-news");

let signals: AbortSignal[] = [];
let settle: (text: string) => void = () => {};

const Reader = defineComponent({
  name: "reader",
  state: (_props: { onDone?: Action }) => ({ text: "-", ticks: 0 }),
  mounted: (_state, ctx) => {
    ctx.subscribe(news);
    ctx.every(5, "tick");
  },
  events: {
    search: {
      policy: "latest",
      run: (_state, ctx) => {
        signals.push(ctx.signal);
        return new Promise<{ text: string }>((resolve) => {
          settle = (text) => resolve({ text });
        });
      },
    },
    wait: (_state, ctx) => {
      signals.push(ctx.signal);
      return new Promise<void>(() => {});
    },
    stream: (_state, ctx) => {
      ctx.update({ text: "half" });
      ctx.reply({ got: ctx.props.id });
      return { text: "whole" };
    },
    done: (_state, ctx) => {
      ctx.call(ctx.props.onDone as Action);
      return { text: "done" };
    },
    wrong: (_state, ctx) => ctx.call("done" as unknown as Action),
  },
  messages: {
    tick: ({ ticks }) => ({ ticks: ticks + 1 }),
    heard: { topic: news, run: (_state, _ctx, { text }) => ({ text }) },
    read: (_state, _ctx, text: string) => ({ text }),
  },
  render: ({ text, ticks }, on) => (
    <p
      live-click={on.search}
      live-focus={on.stream}
      live-blur={on.done}
      live-keyup={on.wrong}
      live-keydown={on.wait}
      class={ticks > 1 ? "ticks" : null}
    >
      {text}
    </p>
  ),
});

const View = defineView({
  name: "library",
  mount: () => ({ ids: ["1", "2"], picked: [] as string[] }),
  events: {
    close: () => ({ ids: ["2"] }),
    closeAll: () => ({ ids: [] }),
    nothing: () => {},
    sendAway: (_state, ctx) => ctx.send(Reader, "3", "read", "x"),
    sendWrong: (_state, ctx) => ctx.send(Reader, "1", "reed" as "read", "x"),
    sendNothing: (_state, ctx) => ctx.send("reader" as unknown as typeof Reader, "1", "read", "x"),
    sendAndFail: (_state, ctx) => {
      ctx.send(Reader, "1", "read", "never");
      throw new Error("after all not");
    },
  },
  actions: { pick: ({ picked }, _ctx, id: string) => ({ picked: [...picked, id] }) },
  render: ({ ids, picked }, on) => (
    <main>
      {ids.map((id) => (
        <Reader key={id} id={id} onDone={on.pick(id)} />
      ))}
      {picked.join()}
    </main>
  ),
});

describe("ctx of a component", () => {
  const sessions = useSessions();
  beforeEach(() => {
    signals = [];
  });

  const live = async () => {
    const joined = await sessions().live(View);
    const html = () => joined.session.print("");
    const handler = (binding: string) => fingerprintIn(html(), `live-${binding}=`);
    return { ...joined, html, handler };
  };

  it("starts timers and hears topics from mounted on, for its own messages", async () => {
    const { html } = await live();
    await eventually(() => html().split('class="ticks"').length === 3);
    sessions().registry.services.pubsub.publish(news, { text: "extra" });
    await eventually(() => html().split(">extra</p>").length === 3);
    expect(sessions().reports).to.deep.equal([]);
  });

  it("gives back timers and subscriptions when the component is gone", async () => {
    const { socket, html } = await live();
    await eventually(() => html().includes('class="ticks"'));
    expect(sessions().registry.stats()).to.include({ alarms: 2, topics: 1 });
    socket.send('[1,1,1,0,"closeAll"]');
    await eventually(() => html() === "<div l=1><main l=2></main></div>" || !html().includes("<p"));
    expect(sessions().registry.stats()).to.include({ alarms: 0, topics: 0 });
  });

  it("is aborted when the component is gone, and its event is answered", async () => {
    const { socket, handler } = await live();
    const search = handler("click");
    socket.send(`[1,1,1,0,"${search}",2]`, '[1,1,2,0,"close"]');
    await eventually(() => signals[0]?.aborted === true);
    await socket.until(() => socket.frames.some((frame) => /^\[1,1,\d+,\[2,1\]/.test(frame)));
    expect(sessions().reports).to.deep.equal([]);
  });

  it("frees the mailbox when a handler held it and its component is gone", async () => {
    const { socket, session, handler } = await live();
    socket.send(`[1,1,1,0,"${handler("keydown")}",2]`);
    await eventually(() => signals.length === 1);
    session.page?.componentOf("reader#1")?.freed();
    socket.send('[1,1,2,0,"nothing"]');
    await socket.until(() => socket.frames.some((frame) => /^\[1,1,\d+,(2|\[1,2\])/.test(frame)));
    expect(signals[0]?.aborted).to.equal(true);
  });

  it("keeps runs of one instance apart from another's under the policy latest", async () => {
    const { socket, session, html } = await live();
    const second = html().slice(html().lastIndexOf("<p"));
    socket.send(`[1,1,1,0,"${fingerprintIn(html())}",2]`);
    await eventually(() => signals.length === 1);
    const settleFirst = settle;
    socket.send(`[1,1,2,0,"${fingerprintIn(second)}",3]`);
    await eventually(() => signals.length === 2);
    expect(signals[0]?.aborted).to.equal(false);
    settleFirst("one");
    settle("two");
    await eventually(() => session.print("").includes(">two</p>"));
    expect(html()).to.contain(">one</p>");
  });

  it("updates in the middle, replies, and knows the props", async () => {
    const { socket, html, handler } = await live();
    socket.send(`[1,1,1,0,"${handler("focus")}",2]`);
    await socket.until(() => socket.frames.some((each) => each.endsWith('"reply",{"got":"1"}]')));
    await eventually(() => html().includes(">whole</p>"));
  });

  it("calls an action that the parent bound, after its own change", async () => {
    const { socket, html, handler } = await live();
    socket.send(`[1,1,1,0,"${handler("blur")}",2]`);
    await eventually(() => html().endsWith("</p>1</main></div>"));
    expect(html()).to.contain(">done</p>");
  });

  it("says what call and send expect", async () => {
    const { socket, handler } = await live();
    socket.send(
      `[1,1,1,0,"${handler("keyup")}",2]`,
      '[1,1,2,0,"sendWrong"]',
      '[1,1,3,0,"sendNothing"]',
    );
    await eventually(() => sessions().reports.length === 3);
    expect(sessions().reports.map(({ error }) => (error as { code: string }).code)).to.deep.equal([
      "CTX_ARGUMENT",
      "UNKNOWN_MESSAGE",
      "CTX_ARGUMENT",
    ]);
    expect(sessions().reports[0]?.place.where).to.equal("reader.wrong");
  });

  it("tells observers of a message that found nobody, and drops one whose handler threw", async () => {
    const { socket, session, html } = await live();
    const missed: unknown[] = [];
    const onMissed = (message: unknown) => missed.push(message);
    missedChannel.subscribe(onMissed);
    socket.send('[1,1,1,0,"sendAway"]', '[1,1,2,0,"sendAndFail"]', '[1,1,3,0,"nothing"]');
    await eventually(() => missed.length === 1);
    missedChannel.unsubscribe(onMissed);
    const place = { sessionId: session.id, view: "library" };
    expect(missed).to.deep.equal([{ ...place, component: "reader", id: "3", name: "read" }]);
    await socket.settled();
    expect(html()).not.to.contain("never");
  });
});
