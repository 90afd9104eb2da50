// A document that joins its session again over the same socket, as a hurried or a hostile one may.
import { expect } from "chai";
import { defineView } from "slotwire";
import { eventually, joinFrame, useSessions } from "../support/sessions.js";

const Counter = defineView({
  mount: () => ({ n: 0 }),
  events: { add: (state) => ({ n: state.n + 1 }) },
  render: ({ n }) => n,
});

describe("a session that is joined twice over one socket", () => {
  const sessions = useSessions();

  it("has its newest number, and is let go with the socket", async () => {
    const { session, socket } = await sessions().live(Counter);
    socket.send(joinFrame(2, session), '[1,2,1,0,"add"]', '[1,1,2,0,"add"]');
    const frames = await socket.settled();
    expect(frames[0]).to.equal("[0,2,1]");
    expect(frames[1]).to.match(/^\[1,2,1,1,/);
    expect(frames[2]).to.equal('[4,1,"unknown"]');
    socket.close();
    await eventually(() => session.status === "detached");
    expect(sessions().registry.stats()).to.include({ sessions: 1, detached: 1, connections: 0 });
  });
});
