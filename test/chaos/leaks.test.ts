// Thousands of sessions that come and go in every way leave nothing in their process.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { isWhole } from "../support/chaos/survive.js";

interface Measured {
  readonly heapUsed: number;
  readonly handles: Readonly<Record<string, number>>;
  readonly remains: string;
}

const program = fileURLToPath(new URL("../support/chaos/leaks-app.ts", import.meta.url));
const sessions = isWhole ? 10_000 : 300;
/** A session that stayed would be several kilobytes, so a hundred of them would show. */
const maxGrowth = 512 * 1024;

describe("sessions that leave, close, are cut off, fall silent or never join", function () {
  this.timeout(0);

  it(`leave no handle, no timer and no memory, ${sessions} of them`, async () => {
    // Optimised code grows with use for minutes, and is not what is looked for.
    const flags = ["--no-opt", "--expose-gc", "--conditions=slotwire-src", "--import=tsx"];
    const options = [...flags, program];
    const env = { ...process.env, LEAKS_SESSIONS: String(sessions) };
    const { stdout } = await promisify(execFile)(process.execPath, options, { env });
    const { before, after } = JSON.parse(stdout) as { before: Measured; after: Measured };
    expect(after.remains).to.equal("");
    expect(after.handles).to.deep.equal(before.handles);
    const grown = after.heapUsed - before.heapUsed;
    process.stdout.write(`      heap ${before.heapUsed} bytes, ${grown} more after ${sessions}\n`);
    expect(grown).to.be.below(maxGrowth);
  });
});
