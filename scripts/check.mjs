// Runs every check but the tests: `node scripts/check.mjs [name …]`, all of them when none is named.
import { build } from "./build.mjs";
import { ensureDependencies, run, runModule } from "./run.mjs";

const checks = {
  build: async () => ((await build({ isQuiet: true })) ? 0 : 1),
  lint: () => runModule("@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]),
  types: () => runModule("typescript/bin/tsc", ["-b"]),
  layers: () => script("check-layers.mjs"),
  lengths: () => script("check-lengths.mjs"),
  knip: () => runModule("knip/bin/knip.js", []),
  size: () => runModule("size-limit/bin.js", []),
  publint: () => runModule("publint/src/cli.js", ["--strict"]),
  attw: () => runModule("@arethetypeswrong/cli/dist/index.js", attwOptions),
};

// Run alone: it takes the time of the tests.
const extra = {
  coverage: () => runModule("c8/bin/c8.js", [process.execPath, "scripts/test.mjs", "unit"]),
};

// --pack makes the tarball that npm would publish and reads the types out of it.
const attwOptions = ["--pack", ".", "--profile", "esm-only"];

function script(name) {
  return run(process.execPath, [`scripts/${name}`]);
}

const names = process.argv.slice(2);
await ensureDependencies();
const failed = [];
for (const name of names.length > 0 ? names : Object.keys(checks)) {
  const check = checks[name] ?? extra[name];
  if (check === undefined) {
    console.error(
      `Unknown check ${name}; there are ${Object.keys({ ...checks, ...extra }).join(", ")}.`,
    );
    process.exit(2);
  }
  console.log(`\n— ${name}`);
  if ((await check()) !== 0) failed.push(name);
}
console.log(failed.length === 0 ? "\nall checks passed" : `\nfailed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
