// Many clients, a network that does what networks do, and at the end: nothing lost, nothing twice.
import { expect } from "chai";
import { type ChaosOptions, runChaos } from "../support/chaos/run.js";

// Each run has its own faults; a failure names the seed that makes them again, as far as timing allows.
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const isWhole = process.env.CHAOS === "whole";

const real = { clients: 500, stormMs: 120_000, scale: 1, deedMs: 1_500 };
/** Five times as fast, so that in seconds as much happens to each client as in minutes. */
const short = { clients: 40, stormMs: 6_000, scale: 0.2, deedMs: 150 };

async function survives(options: Omit<ChaosOptions, "seed">): Promise<void> {
  const { problems, rows } = await runChaos({ seed, ...options });
  process.stdout.write(rows.map(([what, count]) => `      ${what.padEnd(32)}${count}\n`).join(""));
  expect(problems.slice(0, 20).join("\n"), `CHAOS_SEED=${seed}`).to.equal("");
}

describe("chaos", function () {
  this.timeout(0);

  it("loses no event, runs none twice, and leaves every page as the server has it", () =>
    survives(isWhole ? real : short));

  it("does so too when sessions keep so little that pages come whole", () => {
    const limits = { maxUnackedChars: 2_000 };
    if (isWhole) return survives({ ...real, clients: 200, stormMs: 60_000, limits });
    return survives({ ...short, clients: 20, stormMs: 3_000, limits });
  });
});
