// Checks the layers with dependency-cruiser, which has no reader for TypeScript 7: it is given the imports alone.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root, run } from "./run.mjs";

const { parse } = createRequire(import.meta.url)("@babel/parser");
const outline = join(root, ".cache", "layers");
const folders = ["src", "client", "views"].filter((folder) => existsSync(join(root, folder)));

/** Every module that a source names in an import, an export or an `import("…")`, types included. */
function importsOf(source) {
  const specifiers = [];
  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node.type !== "string") return;
    const named = node.source ?? (node.type === "TSImportType" ? node.argument : undefined);
    const literal = named?.literal ?? named;
    if (literal?.type === "StringLiteral") specifiers.push(literal.value);
    const [first] = node.callee?.type === "Import" ? node.arguments : [];
    if (first?.type === "StringLiteral") specifiers.push(first.value);
    for (const key of Object.keys(node)) if (key !== "loc") visit(node[key]);
  };
  const plugins = ["typescript", "jsx"];
  visit(parse(source, { sourceType: "module", plugins, errorRecovery: true }).program);
  return specifiers;
}

rmSync(outline, { recursive: true, force: true });
for (const folder of folders) mkdirSync(join(outline, folder), { recursive: true });
for (const folder of folders) {
  for (const entry of readdirSync(join(root, folder), { recursive: true })) {
    if (!/\.tsx?$/.test(entry) || entry.endsWith(".d.ts")) continue;
    const imports = importsOf(readFileSync(join(root, folder, entry), "utf8"));
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
