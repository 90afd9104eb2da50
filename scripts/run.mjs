// Runs a program of this package's own node_modules, or any other, with its output passed on.
import { spawn } from "node:child_process";
import { existsSync, lstatSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Starts `command`, waits for its end and answers its exit code; a signal counts as 1.
 * `lines` collects the output instead of passing it on at once, for stages that run side by side.
 */
export function run(command, args, { env = {}, cwd = root, lines } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", lines ? "pipe" : "inherit", lines ? "pipe" : "inherit"],
      // npm is a .cmd file on Windows, which only a shell can start.
      shell: process.platform === "win32" && command === "npm",
    });
    child.stdout?.on("data", (chunk) => lines.push(chunk));
    child.stderr?.on("data", (chunk) => lines.push(chunk));
    child.once("error", (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(127);
    });
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** Runs a JavaScript program of a dependency, such as `node_modules/mocha/bin/mocha.js`. */
export function runModule(path, args, options) {
  return run(process.execPath, [join(root, "node_modules", path), ...args], options);
}

/** Installs the dependencies when they are missing or older than the lock file. */
export async function ensureDependencies() {
  const modules = join(root, "node_modules");
  // A folder that is linked is another checkout's: to install here would empty it there.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const installed = join(modules, ".package-lock.json");
  const isCurrent =
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
  if (isCurrent) return;
  console.log("Installing the dependencies (npm ci) …");
  const code = await run("npm", ["ci", "--no-audit", "--no-fund"]);
  if (code !== 0) {
    console.error("npm ci failed; nothing can run without the dependencies.");
    process.exit(code);
  }
}
