// What the sockets of one address may do together, and what becomes of those who are too many.
import { expect } from "chai";
import { defineView } from "slotwire";
import { eventually, joinFrame, useSessions } from "../support/sessions.js";

const Plain = defineView({
  mount: () => ({ n: 0 }),
  events: { add: ({ n }) => ({ n: n + 1 }) },
  render: ({ n }) => <b>{n}</b>,
});

describe("the sockets of one address", () => {
  const sessions = useSessions({
    maxSocketsPerAddress: 2,
    eventsPerSecondPerAddress: 100,
    eventsBurstPerAddress: 10,
    joinsPerSecondPerAddress: 100,
  });

  it("are few: one more is told to come back later, and its session waits for it", async () => {
    const here = { address: "203.0.113.7" };
    const first = await sessions().live(Plain, here);
    await sessions().live(Plain, here);
    const third = await sessions().mount(Plain, here);
    const socket = await sessions().open();
    socket.send(joinFrame(1, third));
    expect(await socket.next()).to.match(/^\[5,[1-4]\d{3}\]$/);
    expect(await socket.closed()).to.equal(1012);
    await sessions().live(Plain, { address: "203.0.113.8" });
    first.socket.close();
    await eventually(() => first.session.status === "detached");
    const later = await sessions().open();
    const again = await sessions().mount(Plain, here);
    later.send(joinFrame(1, again));
    expect(await later.next()).to.equal("[0,1,1]");
  });

  it("are read more slowly together, and lose nothing", async () => {
    const here = { address: "203.0.113.7" };
    const one = await sessions().live(Plain, here);
    const two = await sessions().live(Plain, here);
    const other = await sessions().live(Plain, { address: "203.0.113.8" });
    const startMs = performance.now();
    for (let ref = 1; ref <= 20; ref += 1) {
      for (const { socket } of [one, two]) socket.send(`[1,1,${ref},0,"add"]`);
    }
    one.socket.send("[6]");
    two.socket.send("[6]");
    other.socket.send('[1,1,1,0,"add"]');
    await other.socket.next();
    await eventually(() => one.session.print("").includes(">20<"));
    await eventually(() => two.session.print("").includes(">20<"));
    for (const { socket } of [one, two]) socket.send('[1,1,21,0,"add"]');
    await eventually(() => one.session.print("").includes(">21<"));
    await eventually(() => two.session.print("").includes(">21<"));
    // 42 frames and more, of which 10 at once, the others at 100 a second.
    expect(performance.now() - startMs).to.be.above(250);
  });

  it("are forgotten with the last of them", async () => {
    const { addresses } = sessions().registry.services;
    const stranger = await sessions().open();
    const { socket } = await sessions().live(Plain, { address: "203.0.113.9" });
    await eventually(() => addresses.strangers === 1);
    expect(addresses.size).to.equal(1);
    stranger.close();
    socket.close();
    await eventually(() => addresses.strangers === 0 && addresses.size === 0);
  });
});
