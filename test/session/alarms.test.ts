// Alarms ring in the order they are due, whatever is armed, re-armed and disarmed between.
import { expect } from "chai";
import fc from "fast-check";
import { type Alarm, Alarms } from "../../src/session/alarms.js";
import { eventually } from "../support/sessions.js";

class Bell implements Alarm {
  dueMs = 0;
  heapIndex = -1;
  readonly rang: Bell[];

  constructor(rang: Bell[]) {
    this.rang = rang;
  }

  ring(): void {
    this.rang.push(this);
  }
}

describe("alarms", () => {
  it("ring once, in the order they are due", async () => {
    const alarms = new Alarms();
    const rang: Bell[] = [];
    const [first, second, never] = [new Bell(rang), new Bell(rang), new Bell(rang)];
    alarms.arm(second, 6);
    alarms.arm(first, 2);
    alarms.arm(never, 4);
    alarms.disarm(never);
    await eventually(() => rang.length === 2);
    expect(rang).to.deep.equal([first, second]);
    expect(alarms.size).to.equal(0);
  });

  it("that are armed while one rings do not wait for those before", async () => {
    const alarms = new Alarms();
    const rang: Bell[] = [];
    const late = new Bell(rang);
    const early = new Bell(rang);
    alarms.arm(late, 60_000);
    alarms.arm(early, 1);
    await eventually(() => rang.length === 1);
    expect(alarms.size).to.equal(1);
    alarms.close();
    expect(late.heapIndex).to.equal(-1);
  });

  it("keep their order over any arming, re-arming and disarming", () => {
    const step = fc.record({
      bell: fc.nat(20),
      dueMs: fc.integer({ min: 1e9, max: 2e9 }),
      isDisarmed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const alarms = new Alarms();
        const bells = Array.from({ length: 21 }, () => new Bell([]));
        const due = new Map<Bell, number>();
        for (const { bell, dueMs, isDisarmed } of steps) {
          const alarm = bells[bell] as Bell;
          if (isDisarmed) {
            alarms.disarm(alarm);
            due.delete(alarm);
          } else {
            alarms.armAt(alarm, dueMs);
            due.set(alarm, dueMs);
          }
        }
        expect(alarms.size).to.equal(due.size);
        const first = bells.find(({ heapIndex }) => heapIndex === 0);
        if (due.size > 0) expect(first?.dueMs).to.equal(Math.min(...due.values()));
        for (const bell of bells) {
          expect(bell.heapIndex >= 0).to.equal(due.has(bell));
          if (due.has(bell)) expect(bell.dueMs).to.equal(due.get(bell));
        }
        alarms.close();
      }),
      { numRuns: 500 },
    );
  });
});
