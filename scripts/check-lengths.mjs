// Checks that no source file is longer than 250 lines.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run.mjs";

const maxLines = 250;
const folders = ["src", "client", "views", "test", "bench", "scripts"];

let isClean = true;
for (const folder of folders) {
  for (const entry of readdirSync(join(root, folder), { recursive: true })) {
    const file = `${folder}/${entry.replaceAll("\\", "/")}`;
    if (file.includes("node_modules/") || !/\.(?:[cm]?[jt]s|tsx)$/.test(file)) continue;
    const lines = readFileSync(join(root, file), "utf8").split("\n").length - 1;
    if (lines <= maxLines) continue;
    console.error(`${file} has ${lines} lines; the most is ${maxLines}.`);
    isClean = false;
  }
}
process.exitCode = isClean ? 0 : 1;
