// Many clients, a network that does what networks do, and at the end: nothing lost, nothing twice.
import { ChaosServer } from "../support/chaos/server.js";
import { isWhole, strict, survives } from "../support/chaos/survive.js";

/** In the short form everything is five times as fast. */
const pace = isWhole
  ? { clients: 500, stormMs: 120_000, scale: 1, deedMs: 1_500 }
  : { clients: 40, stormMs: 4_000, scale: 0.2, deedMs: 150 };
const limits = { eventsBurst: 300, silenceMs: isWhole ? 20_000 : 4_000 };

describe("chaos of the network", function () {
  this.timeout(0);

  it("loses no event, runs none twice, and leaves every page as the server has it", () =>
    survives(() => new ChaosServer(limits).start(), { ...pace, expects: strict }));

  it("does so too when sessions keep so little that pages come whole", () => {
    const clients = isWhole ? 200 : 20;
    const stormMs = isWhole ? 60_000 : 2_000;
    // Less than half of the patches of `big`, and more than all that is pushed while a page gets nothing: that is kept.
    const maxUnackedChars = isWhole ? 5_000 : 2_000;
    const start = () => new ChaosServer({ ...limits, maxUnackedChars }).start();
    return survives(start, { ...pace, clients, stormMs, bigChance: 0.25, expects: strict });
  });
});
