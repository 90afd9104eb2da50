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

  it("and another under one number, while both are on their way, is the only one there", async () => {
    const { registry } = sessions();
    const both = [await sessions().mount(Counter), await sessions().mount(Counter)];
    let arrive = (): void => {};
    const onTheirWay = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    for (const { id } of both) void registry.restorer.once(id, () => onTheirWay);
    const socket = await sessions().open();
    socket.send(...both.map((session) => joinFrame(1, session)), "[6]");
    expect(await socket.next()).to.equal("[6]");
    arrive();
    expect(await socket.settled()).to.deep.equal(["[0,1,1]", '[3,1,0,0,"malformed"]']);
    socket.send("[5,1]");
    await socket.settled();
    await eventually(() => registry.stats().sessions === 0, "the end of both");
  });

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
