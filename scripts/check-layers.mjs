// Checks the layers with dependency-cruiser, which has no reader for TypeScript 7: it is given the imports alone.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { importsOf } from "./imports-of.mjs";
import { root, run } from "./run.mjs";

const outline = join(root, ".cache", "layers");
const folders = ["src", "client", "views"].filter((folder) => existsSync(join(root, folder)));

function readImports(file) {
  try {
    return importsOf(readFileSync(file, "utf8"));
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    process.exit(1);
  }
}

rmSync(outline, { recursive: true, force: true });
for (const folder of folders) mkdirSync(join(outline, folder), { recursive: true });
for (const folder of folders) {
  for (const entry of readdirSync(join(root, folder), { recursive: true })) {
    if (!/\.tsx?$/.test(entry) || entry.endsWith(".d.ts")) continue;
    const imports = readImports(join(root, folder, entry));
    const file = join(outline, folder, entry.replace(/\.tsx?$/, ".js"));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, imports.map((name) => `import ${JSON.stringify(name)};\n`).join(""));
  }
}
// Next to the outline, so that the kind of a package (its own, for development) is known.
const {
  exports: _,
  name: __,
  ...manifest
} = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
writeFileSync(join(outline, "package.json"), JSON.stringify(manifest));

const depcruise = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const config = join(root, ".dependency-cruiser.cjs");
process.exitCode = await run(process.execPath, [depcruise, "--config", config, ...folders], {
  cwd: outline,
});
