// Rates and counters, without a clock of their own.
import { expect } from "chai";
import { Meter } from "../../src/session/meter.js";

describe("the meter", () => {
  it("counts for ever, and rates the last ten seconds", () => {
    const meter = new Meter();
    expect(meter.perSecond).to.deep.equal({ events: 0, patches: 0 });
    for (let second = 0; second < 30; second += 1) {
      meter.secondPassed();
      meter.events += 5;
      meter.patches += second < 20 ? 100 : 2;
    }
    expect(meter.perSecond).to.deep.equal({ events: 5, patches: 2 });
    expect([meter.events, meter.patches]).to.deep.equal([150, 2020]);
  });
});
