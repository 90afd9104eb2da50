// Limits, token buckets and the scheduler: the small parts that keep one client from costing the others.
import { expect } from "chai";
import { resolveLimits } from "../../src/session/limits.js";
import { Scheduler, type Turn } from "../../src/session/scheduler.js";
import { TokenBucket } from "../../src/session/token-bucket.js";
import { eventually } from "../support/sessions.js";

describe("limits", () => {
  it("have defaults, and keep what is given", () => {
    expect(resolveLimits({ maxDepth: 8 })).to.include({ maxDepth: 8, maxPayload: 65536 });
    expect(resolveLimits({ maxDepth: undefined as unknown as number }).maxDepth).to.equal(32);
  });

  it("refuse what is no limit, rather than have none", () => {
    for (const got of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1.5, "10mb", null]) {
      expect(() => resolveLimits({ maxPayload: got as number })).to.throw("LIMIT_INVALID");
    }
    expect(() => resolveLimits({ maxPayloads: 1 } as object)).to.throw('write "maxPayload"');
  });
});

describe("a token bucket", () => {
  it("allows a burst, then so many a second", () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 3 });
    expect([1, 2, 3].map(() => bucket.tryTake(0))).to.deep.equal([true, true, true]);
    expect(bucket.tryTake(0)).to.equal(false);
    expect(bucket.tryTake(99)).to.equal(false);
    expect(bucket.tryTake(100)).to.equal(true);
  });

  it("tells how long a debt takes", () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 1 });
    expect(bucket.take(0)).to.equal(0);
    expect(bucket.take(0)).to.equal(100);
    expect(bucket.take(0)).to.equal(200);
    expect(bucket.take(1000)).to.equal(0);
  });
});

describe("the scheduler", () => {
  it("takes each turn once, in order, and lets the event loop breathe between", async () => {
    const scheduler = new Scheduler();
    const taken: number[] = [];
    let loops = 0;
    const turn = (n: number): Turn => ({
      isScheduled: false,
      takeTurn() {
        taken.push(n);
        const endMs = performance.now() + 0.2;
        while (performance.now() < endMs);
      },
    });
    const turns = Array.from({ length: 100 }, (_, n) => turn(n));
    for (const each of [...turns, ...turns]) scheduler.schedule(each);
    await eventually(() => {
      loops += 1;
      return taken.length === 100;
    });
    expect(taken).to.deep.equal(Array.from({ length: 100 }, (_, n) => n));
    expect(loops).to.be.above(2);
  });
});
