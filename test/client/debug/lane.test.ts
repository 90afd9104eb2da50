// The simulated network: late, in order, and changed while something is on the way.
import { expect } from "chai";
import { Lane, type Latency } from "../../../client/debug/lane.js";

/** Puts the numbers from 0 up and waits for all; answers in which order they came. */
function orderOf(lane: Lane, count: number, put: (index: number) => void = () => {}) {
  return new Promise<readonly number[]>((resolve) => {
    const order: number[] = [];
    for (let index = 0; index < count; index++) {
      put(index);
      lane.put(() => {
        if (order.push(index) === count) resolve(order);
      });
    }
  });
}

describe("a lane of the simulated network", () => {
  it("delivers at once, within the call, while there is no latency", () => {
    let isDelivered = false;
    new Lane(() => ({ ms: 0, jitterMs: 0 })).put(() => {
      isDelivered = true;
    });
    expect(isDelivered).to.equal(true);
  });

  it("delivers after the latency", async () => {
    const startedAtMs = performance.now();
    await orderOf(new Lane(() => ({ ms: 40, jitterMs: 0 })), 1);
    // Timers count whole milliseconds.
    expect(performance.now() - startedAtMs).to.be.at.least(39);
  });

  it("keeps the order, however the jitter falls", async () => {
    const order = await orderOf(new Lane(() => ({ ms: 10, jitterMs: 10 })), 50);
    expect(order).to.deep.equal(Array.from({ length: 50 }, (_, index) => index));
  });

  it("lets nothing overtake when the latency ends", async () => {
    let latency: Latency = { ms: 20, jitterMs: 0 };
    const order = await orderOf(new Lane(() => latency), 4, (index) => {
      if (index === 2) latency = { ms: 0, jitterMs: 0 };
    });
    expect(order).to.deep.equal([0, 1, 2, 3]);
  });
});
