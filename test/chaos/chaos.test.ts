// Many clients, a network that does what networks do, and at the end: nothing lost, nothing twice.
import { expect } from "chai";
import { runChaos } from "../support/chaos/run.js";

const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const isWhole = process.env.CHAOS === "whole";

describe("chaos", () => {
  it("loses no event and runs none twice, whatever the network does", async function () {
    this.timeout(0);
    const options = isWhole
      ? { clients: 500, stormMs: 120_000, scale: 1, deedMs: 1_500 }
      : { clients: 40, stormMs: 8_000, scale: 0.2, deedMs: 150 };
    const { problems, rows } = await runChaos({ seed, ...options });
    process.stdout.write(
      rows.map(([name, count]) => `      ${name.padEnd(32)}${count}\n`).join(""),
    );
    expect(problems.slice(0, 20).join("\n"), `CHAOS_SEED=${seed}`).to.equal("");
  });
});
