// Handlers as authors combine them: text that streams in, searches that overtake each other, limits for each event.
import { expect } from "chai";
import { defineView } from "slotwire";
import { eventually, useSessions } from "../support/sessions.js";

/** Runs what waits for it one step at a time. */
class Steps {
  #waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  get size(): number {
    return this.#waiting.length;
  }

  async take(): Promise<void> {
    await eventually(() => this.#waiting.length > 0);
    this.#waiting.shift()?.();
  }
}

let steps = new Steps();
let ended: string[] = [];

const Story = defineView({
  name: "story",
  mount: () => ({ text: "", count: 0, shown: "" }),
  events: {
    tell: {
      policy: "latest",
      run: async (_state, ctx) => {
        const words = String(ctx.payload.words).split(" ");
        ctx.update({ text: "" });
        for (const word of words) {
          await steps.next();
          if (ctx.signal.aborted) ended.push(String(ctx.payload.words));
          ctx.update(({ text }) => ({ text: `${text}${word} ` }));
        }
        ctx.reply(words.length);
        return ({ text }) => ({ text: `${text}.` });
      },
    },
    add: ({ count }) => ({ count: count + 1 }),
    addLater: {
      policy: "concurrent",
      run: async ({ count }) => {
        const seen = count;
        await steps.next();
        return (now) => ({ count: now.count + 1, shown: `${seen}→${now.count}` });
      },
    },
    once: { limit: 1, run: ({ count }) => ({ count: count + 1 }) },
    also: { limit: 1, run: ({ count }) => ({ count: count + 10 }) },
    nothing: () => undefined,
    same: (state) => ({ count: state.count }),
  },
  render: ({ text, count, shown }) => `${text}|${count}|${shown}`,
});

beforeEach(() => {
  steps = new Steps();
  ended = [];
});

describe("a handler that streams", () => {
  const sessions = useSessions();

  it("shows each word as it comes, while other events run", async () => {
    const { socket } = await sessions().live(Story);
    socket.send('[1,1,1,0,"tell",0,"words=once+upon"]');
    await steps.take();
    expect(await socket.next()).to.match(/^\[1,1,1,0,.*"once \|0\|"\]\]$/);
    socket.send('[1,1,2,0,"add"]');
    expect(await socket.next()).to.equal('[1,1,2,2,[1,0,"once |1|"]]');
    await steps.take();
    expect(await socket.next()).to.equal('[2,1,3,1,"reply",2]');
    expect(await socket.next()).to.equal('[1,1,4,1,[1,0,"once upon .|1|"]]');
  });

  it("is ended by its next call, and says nothing more", async () => {
    const { socket, session } = await sessions().live(Story);
    socket.send('[1,1,1,0,"tell",0,"words=old+story"]');
    await steps.take();
    expect(await socket.next()).to.match(/"old \|0\|"\]\]$/);
    socket.send('[1,1,2,0,"tell",0,"words=new"]');
    // The call before is answered at once, with what the new one has shown.
    expect(await socket.next()).to.equal('[1,1,2,1,[1,0,"|0|"]]');
    await steps.take();
    await eventually(() => ended.length > 0);
    await steps.take();
    expect(await socket.next()).to.equal('[2,1,3,2,"reply",1]');
    expect(await socket.next()).to.equal('[1,1,4,2,[1,0,"new .|0|"]]');
    expect(session.print("")).to.equal("<div l=1>new .|0|</div>");
    expect(ended).to.deep.equal(["old story"]);
  });
});

describe("what a handler returns", () => {
  const sessions = useSessions();

  it("is a function of the state when it is merged, and not of the state that the handler was given", async () => {
    const { socket } = await sessions().live(Story);
    socket.send('[1,1,1,0,"addLater"]', '[1,1,2,0,"addLater"]', '[1,1,3,0,"add"]');
    expect(await socket.next()).to.match(/^\[1,1,1,3,.*"\|1\|"\]\]$/);
    await steps.take();
    expect(await socket.next()).to.equal('[1,1,2,1,[1,0,"|2|0→1"]]');
    await steps.take();
    expect(await socket.next()).to.equal('[1,1,3,2,[1,0,"|3|0→2"]]');
  });

  it("may be nothing, or what is there already: the event is answered with an empty patch", async () => {
    const { socket } = await sessions().live(Story);
    socket.send('[1,1,1,0,"nothing"]');
    expect(await socket.next()).to.equal("[1,1,1,1]");
    socket.send('[1,1,2,0,"same"]');
    expect(await socket.next()).to.equal("[1,1,2,2]");
  });
});

describe("the limit of an event", () => {
  const sessions = useSessions();

  it("is its own: what goes beyond is refused, and other events run", async () => {
    const { socket, session } = await sessions().live(Story);
    socket.send('[1,1,1,0,"once"]', '[1,1,2,0,"once"]', '[1,1,3,0,"also"]', '[1,1,4,0,"add"]');
    const frames = await socket.settled();
    // How many turns it takes is the event loop's business.
    const refused = frames.filter((frame) => frame.startsWith("[3"));
    expect(refused.map((frame) => JSON.parse(frame).slice(3))).to.deep.equal([[2, "overloaded"]]);
    expect(session.print("")).to.equal("<div l=1>|12|</div>");
  });

  it("is counted for each session by itself", async () => {
    const first = await sessions().live(Story);
    const second = await sessions().live(Story);
    first.socket.send('[1,1,1,0,"once"]');
    second.socket.send('[1,1,1,0,"once"]');
    expect(await first.socket.next()).to.match(/^\[1,1,1,1,.*"\|1\|"\]\]$/);
    expect(await second.socket.next()).to.match(/^\[1,1,1,1,.*"\|1\|"\]\]$/);
  });
});
