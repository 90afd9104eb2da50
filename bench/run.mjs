// Runs Slotwire beside its peers and prints one table: `node bench/run.mjs [--quick] [--only=click,tick]`.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { installPeers } from "./peers.mjs";
import { isPinned, pinLoad, root, setBeside } from "./process.mjs";
import { measureBroadcastRows } from "./rows/broadcast.mjs";
import { measureBrowserRows } from "./rows/browser.mjs";
import { measureByteRows } from "./rows/bytes.mjs";
import { measureClickRows } from "./rows/click.mjs";
import { measureCrowdRows } from "./rows/crowd.mjs";
import { measureMemoryRows } from "./rows/memory.mjs";
import { measureMountRows } from "./rows/mount.mjs";
import { measureResumeRows } from "./rows/resume.mjs";
import { measureSizeRows } from "./rows/size.mjs";
import { measureSnapshotRows } from "./rows/snapshot.mjs";
import { measureStormRows } from "./rows/storm.mjs";
import { measureTickRows } from "./rows/tick.mjs";
import { measureTreeRows } from "./rows/tree.mjs";
import {
  resultsToHeadlines,
  resultsToSummary,
  resultsToTable,
  writeBetweenMarkers,
} from "./table.mjs";

const everyone = ["slotwire", "runtime", "liveviewjs", "floor"];
const withoutFloor = ["slotwire", "runtime", "liveviewjs"];
const withoutRuntime = ["slotwire", "liveviewjs", "floor"];

/** In the order of the table: what is measured, and of whom. */
const stages = {
  click: { measure: measureClickRows, names: everyone },
  tick: { measure: measureTickRows, names: withoutFloor },
  mount: { measure: measureMountRows, names: everyone },
  resume: { measure: measureResumeRows, names: withoutRuntime },
  snapshot: { measure: measureSnapshotRows, names: [] },
  storm: { measure: measureStormRows, names: ["slotwire", "liveviewjs"] },
  broadcast: { measure: measureBroadcastRows, names: everyone },
  crowd: { measure: measureCrowdRows, names: withoutRuntime },
  memory: { measure: measureMemoryRows, names: everyone },
  bytes: { measure: measureByteRows, names: withoutFloor },
  size: { measure: measureSizeRows, names: ["slotwire"] },
  browser: { measure: measureBrowserRows, names: ["slotwire", "liveviewjs"] },
  tree: { measure: measureTreeRows, names: [] },
};

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    /** Leaves servers out, for example `--without=slotwire,runtime`. */
    without: { type: "string", default: "" },
    /** Another checkout, built: a column of its own, in the place of the runtime mode. */
    beside: { type: "string" },
    /** Measures what is in dist already. */
    "skip-build": { type: "boolean", default: false },
    /** Puts the first numbers into the project's README.md too. */
    readme: { type: "boolean", default: false },
  },
});

/** Other programs take caches and turns from the servers: above 1 or so the numbers are a guess. */
const loadBefore = `load average ${loadavg()[0].toFixed(1)} before`;

const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, ${
  isPinned ? "server and load pinned to a core each" : "not pinned"
}, ${loadBefore}, ${new Date().toISOString().slice(0, 10)}${flags.quick ? ", quick run" : ""}`;

async function measureStages() {
  const wanted = flags.only === undefined ? Object.keys(stages) : flags.only.split(",");
  const without = flags.without.split(",");
  const rows = [];
  for (const name of wanted) {
    const { measure, names } = stages[name];
    const startedAt = Date.now();
    const kept = names.filter((server) => !without.includes(server));
    rows.push(...(await measure({ names: withBeside(kept), isQuick: flags.quick })));
    console.error(`${name}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  }
  return rows;
}

function withBeside(names) {
  if (flags.beside === undefined || !names.includes("slotwire")) return names;
  return names.filter((name) => name !== "runtime").concat("beside");
}

if (flags.beside !== undefined) setBeside(resolve(flags.beside));
if (!flags["skip-build"]) {
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: ["ignore", 2, 2] });
}
installPeers();
pinLoad();
const results = { machine, rows: await measureStages() };
const table = resultsToTable(results, flags.beside !== undefined);
console.log(`${table}\n\n${resultsToSummary(results)}`);

// A quick look, or part of a run, is not the record of it.
const isWhole = flags.only === undefined && flags.without === "" && flags.beside === undefined;
if (!flags.quick && isWhole) {
  writeFileSync(join(root, "bench", "results.json"), `${JSON.stringify(results, null, 2)}\n`);
  writeBetweenMarkers(join(root, "bench", "README.md"), table);
  if (flags.readme) writeBetweenMarkers(join(root, "README.md"), resultsToHeadlines(results));
}
process.exit();
