// Runs the tests: `node scripts/test.mjs [stage …]`, every stage when none is named; the last line sums up.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, sep } from "node:path";
import { build } from "./build.mjs";
import { ensureDependencies, root, run, runModule } from "./run.mjs";

const precompiledFolders = ["test/jsx/", "test/tree/", "test/property/"];
/** The most processes that browser tests run in. */
const maxHands = 2;
const precompiler = "./dist/src/compile/register.js";

// The soak repeats every random test many times over; the tests read SOAK themselves.
const isSoaking = process.argv.includes("--soak");
if (isSoaking) process.env.SOAK = "1";
// Chaos in full: hundreds of clients for minutes instead of some seconds with a few.
const isWhole = process.argv.includes("--whole");
if (isWhole) process.env.CHAOS = "whole";

const stages = {
  types: () => counted(runModule("typescript/bin/tsc", ["-b"])),
  unit: async () => {
    const isReady = (await run(process.execPath, ["scripts/ensure-servers.mjs"])) === 0;
    return isReady ? mocha("unit", testFiles(isUnit)) : { passes: 0, failures: 1 };
  },
  precompiled: () =>
    mocha("precompiled", testFiles(isPrecompiled), {
      nodeOptions: [`--import=${precompiler}`],
      env: { SLOTWIRE_JSX: "precompiled" },
    }),
  chaos: () => mocha("chaos", testFiles(isChaos)),
  browser: async () => {
    const isFound = (await run(process.execPath, ["scripts/ensure-browser.mjs"])) === 0;
    if (!isFound) return { passes: 0, failures: 1 };
    return sideBySide("browser", testFiles(isBrowser));
  },
};

const isBrowser = (file) => file.startsWith("test/browser/");
const isChaos = (file) => file.startsWith("test/chaos/");
const isUnit = (file) => !isBrowser(file) && !isChaos(file);
const isPrecompiled = (file) => precompiledFolders.some((folder) => file.startsWith(folder));

/** The test files, with `/` in their paths on every platform, in the order of their names. */
function testFiles(isWanted) {
  return readdirSync(join(root, "test"), { recursive: true })
    .map((name) => `test/${name.split(sep).join("/")}`)
    .filter((file) => /\.test\.tsx?$/.test(file) && isWanted(file))
    .sort();
}

/** A stage that is no mocha run fails as one test and passes as none. */
async function counted(code) {
  return { passes: 0, failures: (await code) === 0 ? 0 : 1 };
}

/**
 * Runs the files in several processes at once, each with a browser of its own: these tests mostly wait.
 * The first one's output is shown as it comes, the others' after it. A test that fails is tried once more,
 * and the output says so: on a busy machine a browser may leave a page without a frame for seconds.
 */
async function sideBySide(name, files) {
  const hands = Math.min(maxHands, availableParallelism() + 1, files.length);
  const runs = Array.from({ length: hands }, (_, hand) => {
    const lines = hand === 0 ? undefined : [];
    const own = files.filter((_, index) => index % hands === hand);
    return {
      lines,
      result: mocha(`${name}-${hand + 1}`, own, { lines, retries: 1, timeoutMs: 30_000 }),
    };
  });
  const sum = { passes: 0, failures: 0 };
  for (const { lines, result } of runs) {
    const { passes, failures } = await result;
    for (const chunk of lines ?? []) process.stdout.write(chunk);
    sum.passes += passes;
    sum.failures += failures;
  }
  return sum;
}

async function mocha(
  name,
  files,
  { nodeOptions = [], env = {}, lines, retries = 0, timeoutMs = 10_000 } = {},
) {
  if (files.length === 0) {
    console.error(`There are no test files for the stage "${name}".`);
    return { passes: 0, failures: 1 };
  }
  const counts = join(root, ".cache", `counts-${name}.json`);
  mkdirSync(join(root, ".cache"), { recursive: true });
  rmSync(counts, { force: true });
  // The precompiler is registered before tsx, which then asks it for the source of a module.
  const node = [...nodeOptions, "--import=tsx", "--conditions=slotwire-src"];
  const code = await run(
    process.execPath,
    [
      ...node,
      "--no-experimental-require-module",
      "node_modules/mocha/bin/mocha.js",
      "--no-config",
      `--timeout=${isSoaking ? 0 : timeoutMs}`,
      `--retries=${retries}`,
      "--reporter=./scripts/count-reporter.cjs",
      ...files,
    ],
    { env: { ...env, SLOTWIRE_COUNTS: counts }, lines },
  );
  if (!existsSync(counts)) return { passes: 0, failures: 1 };
  const { passes, failures } = JSON.parse(readFileSync(counts, "utf8"));
  return { passes, failures: code !== 0 && failures === 0 ? 1 : failures };
}

async function main(names) {
  const unknown = names.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    console.error(
      `Unknown stage ${unknown.join(", ")}; there are ${Object.keys(stages).join(", ")}.`,
    );
    process.exit(2);
  }
  await ensureDependencies();
  const wanted = names.length > 0 ? names : Object.keys(stages);
  const sum = { passed: 0, failed: 0 };
  const needsBuild = wanted.some((name) => name !== "types");
  if (needsBuild && !(await build({ isQuiet: true }))) sum.failed++;
  for (const name of wanted) {
    const startedAt = performance.now();
    console.log(`\n— ${name}`);
    const { passes, failures } = await stages[name]();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`— ${name}: ${passes} passed, ${failures} failed, ${seconds} s`);
    sum.passed += passes;
    sum.failed += failures;
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed === 0 ? 0 : 1;
}

await main(process.argv.slice(2).filter((argument) => !argument.startsWith("--")));
