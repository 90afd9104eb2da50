// Checks that no source file is longer than 250 lines.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run.mjs";

const maxLines = 250;
const folders = ["src", "client", "views", "test", "bench", "scripts"];

/** Without what is installed: the bench links to this repository from there, which would never end. */
function* filesIn(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== "node_modules") yield* filesIn(path);
    else if (entry.isFile()) yield path;
  }
}

let isClean = true;
for (const folder of folders) {
  for (const file of filesIn(folder)) {
    if (!/\.(?:[cm]?[jt]s|tsx)$/.test(file)) continue;
    const lines = readFileSync(join(root, file), "utf8").split("\n").length - 1;
    if (lines <= maxLines) continue;
    console.error(`${file} has ${lines} lines; the most is ${maxLines}.`);
    isClean = false;
  }
}
process.exitCode = isClean ? 0 : 1;
