// New connections by turns: who gets in when, and who does not.
import { Duplex } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect } from "chai";
import { ConnectionGate } from "../../src/http/connection-gate.js";
import { eventually } from "../support/sessions.js";

function connection(): Duplex {
  return new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
}

/** Lets `count` numbered connections come in this turn. */
function storm(gate: ConnectionGate, count: number) {
  const sockets = Array.from({ length: count }, connection);
  const inside: number[] = [];
  sockets.forEach((socket, n) => {
    gate.enter(socket, () => inside.push(n));
  });
  return { sockets, inside };
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const free = { maxWaiting: 10_000, isBusy: () => false };

describe("connections that come in one turn", () => {
  it("are let in at once when they are few", () => {
    const { inside } = storm(new ConnectionGate(free), 16);
    expect(inside).to.deep.equal(numbers(16));
  });

  it("are let in turn by turn when they are many, in their order and all of them", async () => {
    const gate = new ConnectionGate(free);
    const { sockets, inside } = storm(gate, 3_000);
    for (const socket of sockets) Object.assign(socket, { bytesRead: 1 });
    expect(inside.length).to.equal(16);
    expect(gate.size).to.equal(2_984);
    const late = storm(gate, 1);
    for (let before = inside.length; inside.length < 3_000; before = inside.length) {
      await nextTurn();
      expect(inside.length - before).to.be.at.most(256);
    }
    await eventually(() => gate.size === 0);
    expect(late.inside).to.deep.equal([0]);
    expect(inside).to.deep.equal(numbers(3_000));
    expect(gate.size).to.equal(0);
  });

  it("are fewer in the turns after one that took long", async () => {
    const gate = new ConnectionGate(free);
    const { inside } = storm(gate, 100);
    const endMs = performance.now() + 25;
    while (performance.now() < endMs);
    await nextTurn();
    expect(inside.length).to.equal(16 + 8);
  });

  it("wait for as long as those who are in have enough to do", async () => {
    let isBusy = true;
    const gate = new ConnectionGate({ maxWaiting: 10_000, isBusy: () => isBusy });
    const { inside } = storm(gate, 20);
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    expect(inside.length).to.equal(16);
    isBusy = false;
    await eventually(() => gate.size === 0);
    expect(inside).to.deep.equal(numbers(20));
  });

  it("wait while hundreds who are in have sent nothing yet, and may all send at once", async () => {
    const gate = new ConnectionGate(free);
    const { sockets, inside } = storm(gate, 600);
    await eventually(() => inside.length === 128);
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    expect(inside.length).to.equal(128);
    for (const socket of sockets.slice(0, 100)) Object.assign(socket, { bytesRead: 1 });
    await eventually(() => inside.length === 228);
    // Those who never send anything hold up nobody for long.
    await eventually(() => inside.length === 600);
    expect(inside).to.deep.equal(numbers(600));
  });

  it("are closed when too many wait", () => {
    const { sockets, inside } = storm(new ConnectionGate({ ...free, maxWaiting: 4 }), 22);
    expect(inside.length).to.equal(16);
    expect(sockets.map(({ destroyed }) => destroyed)).to.deep.equal([
      ...numbers(20).map(() => false),
      true,
      true,
    ]);
  });

  it("are forgotten when they leave while they wait, and an error of theirs ends nothing", async () => {
    const gate = new ConnectionGate(free);
    const { sockets, inside } = storm(gate, 20);
    sockets[17]?.destroy(new Error("reset"));
    await eventually(() => gate.size === 0);
    expect(inside).to.deep.equal([...numbers(17), 18, 19]);
    expect(sockets[19]?.listenerCount("error")).to.equal(0);
  });
});
