// One run of the chaos suite as a test: says its table, and fails with the seed that makes it again.
import { expect } from "chai";
import type { Backend } from "./backend.js";
import { handlesNow, handlesSince } from "./handles.js";
import { type ChaosOptions, runChaos } from "./run.js";

/** Whole: `npm run chaos`, for minutes. Otherwise a part of the tests, for seconds. */
export const isWhole = process.env.CHAOS === "whole";

/** As far as timing allows, the same seed makes the same run. */
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const shownProblems = 20;

/** Nothing is to be lost. */
export const strict = { losesSessions: false, repeatsRuns: false, hearsAll: true };

/** Starts the server, and afterwards nothing of it may be left. */
export async function survives(
  start: () => Promise<Backend>,
  options: Omit<ChaosOptions, "seed">,
): Promise<void> {
  const before = await handlesNow();
  {
    await using backend = await start();
    const { problems, rows } = await runChaos(backend, { seed, ...options });
    const lines = rows.map(([what, count]) => `      ${what.padEnd(32)}${count}\n`);
    process.stdout.write(`      seed ${seed}\n${lines.join("")}`);
    expect(problems.slice(0, shownProblems).join("\n"), `CHAOS_SEED=${seed}`).to.equal("");
  }
  expect(await handlesSince(before), "handles that were left").to.equal("");
}
