// A page that missed more frames than its session keeps: it comes whole, and with it what HTML cannot say.
import { expect } from "chai";
import { defineView } from "slotwire";
import { Sessions } from "../support/sessions.js";

let release: () => void = () => {};

const Long = defineView({
  mount: () => ({ text: "", n: 0 }),
  events: {
    write: (state, ctx) => ({ text: String(ctx.payload.text), n: state.n + 1 }),
    tell: (_state, ctx) => {
      ctx.reply("told");
      ctx.push("pushed", 1);
    },
    fail: () => {
      throw new Error("boom");
    },
    beside: {
      policy: "concurrent",
      run: async (_state, ctx) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        ctx.reply("at last");
        return (state) => ({ n: state.n + 100 });
      },
    },
  },
  head: ({ n }) => <title>{`n ${n}`}</title>,
  render: ({ text, n }) => (
    <p>
      {n} {text}
    </p>
  ),
});

const long = "x".repeat(150);
const write = (ref: number) => `[1,1,${ref},0,"write",0,{"text":"${long}"}]`;

describe("a page that missed more than its session keeps", () => {
  let sessions: Sessions;

  beforeEach(async () => {
    sessions = await new Sessions({ maxUnackedChars: 400 }).start();
  });

  /** Joins, sends these frames, and is cut off. */
  async function cutOff(...frames: readonly string[]) {
    const { session, socket } = await sessions.live(Long);
    socket.send(...frames);
    const missed = await socket.settled();
    socket.close();
    return { session, missed };
  }

  async function back(session: { readonly id: string }, at: readonly number[]) {
    const socket = await sessions.open();
    socket.send(`[0,1,"${session.id}","tab",1,${at}]`);
    return { socket, frames: await socket.settled() };
  }

  it("is told of the templates again, which were in what it missed", async () => {
    const { session, missed } = await cutOff(write(1), write(2), write(3));
    expect(missed[0]).to.match(/^\[1,1,1,1,\["[\w-]+",\["<div>","<\/div>"\]/);
    const { socket, frames } = await back(session, [1, 0, 0]);
    expect(frames[1]).to.match(/^\[1,1,\d+,0,\[1,"<div l=1><p>3 x+<\/p><\/div>"\]\]$/);
    socket.send(write(4));
    expect(await socket.next()).to.match(/^\[1,1,\d+,4,\["[\w-]+",\["<div>","<\/div>"\]/);
  });

  it("gets the pushes, replies, errors and titles that it missed, in their order, after the page", async () => {
    const { session } = await cutOff('[1,1,1,0,"tell"]', '[1,1,2,0,"fail"]', write(3), write(4));
    const { frames } = await back(session, [1, 0, 0]);
    const [joined, page, ...others] = frames;
    expect(joined).to.equal("[0,1,1,8,4]");
    expect(page).to.match(/^\[1,1,9,0,\[1,"<div l=1>/);
    expect(others).to.deep.equal([
      '[2,1,10,1,"reply","told"]',
      '[2,1,11,1,"push","pushed",1]',
      '[3,1,12,2,"failed","e1"]',
      '[2,1,13,0,"title","n 1"]',
      '[2,1,14,0,"title","n 2"]',
    ]);
  });

  it("gets none of them again that it has got", async () => {
    const { session } = await cutOff('[1,1,1,0,"tell"]', '[1,1,2,0,"tell"]', write(3), write(4));
    const { frames } = await back(session, [1, 4, 1]);
    expect(frames.slice(2)).to.deep.equal([
      '[2,1,12,2,"push","pushed",1]',
      '[2,1,13,0,"title","n 1"]',
      '[2,1,14,0,"title","n 2"]',
    ]);
    const { frames: again } = await back(session, [1, 14, 4]);
    expect(again).to.deep.equal(["[0,1,1,14,4]"]);
  });

  it("keeps those of another loss, when that comes before they arrived", async () => {
    const { session } = await cutOff('[1,1,1,0,"tell"]', write(2), write(3));
    await back(session, [1, 0, 0]);
    const { frames } = await back(session, [1, 0, 0]);
    expect(frames.filter((frame) => frame.startsWith("[2,"))).to.have.length(4);
  });

  it("gets an answer for whatever it asks again for, now or when there is one", async () => {
    const { session } = await cutOff('[1,1,1,0,"beside"]', write(2), write(3), write(4));
    const { socket } = await back(session, [1, 0, 0]);
    socket.send('[1,1,1,9,"beside"]', write(2), write(4));
    const answers = await socket.settled();
    expect(answers.map((frame) => frame.replace(/^\[1,1,\d+/, "[1,1,·"))).to.deep.equal([
      "[1,1,·,2]",
      "[1,1,·,4]",
    ]);
    release();
    expect(await socket.next()).to.match(/^\[2,1,\d+,1,"reply","at last"\]$/);
    expect(await socket.next()).to.match(/^\[1,1,\d+,1,.*103/);
  });

  it("loses the oldest of them when they alone are more than the limit", async () => {
    const tells = Array.from({ length: 30 }, (_, at) => `[1,1,${at + 1},0,"tell"]`);
    const { session } = await cutOff(...tells);
    const { frames } = await back(session, [1, 0, 0]);
    const kept = frames.filter((frame) => /^\[[23],/.test(frame));
    expect(kept.join("").length).to.be.within(300, 440);
    expect(kept.at(-1)).to.match(/,30,"push","pushed",1\]$/);
  });
});
