// What this machine is and how something is installed on it, for the scripts that need a program.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { findOnPath } from "./find-browser.mjs";
import { run } from "./run.mjs";

const has = (program) => findOnPath([program]) !== null;

/** What stands before a command that needs root: nothing for root, sudo where it asks no password. */
function elevation() {
  // brew refuses to run as root, and needs no root.
  if (process.platform === "darwin" || process.getuid?.() === 0) return [];
  const canSudo = has("sudo") && spawnSync("sudo", ["-n", "true"]).status === 0;
  return canSudo ? ["sudo", "-n"] : null;
}

function isUbuntu() {
  const file = "/etc/os-release";
  return existsSync(file) && /^ID="?ubuntu"?$/m.test(readFileSync(file, "utf8"));
}

/** The commands of `commandsOf(machine)`, with sudo before them unless `prefix` says otherwise. */
export function commandsHere(commandsOf, prefix = elevation() ?? ["sudo"]) {
  return commandsOf({ platform: process.platform, has, isUbuntu: isUbuntu(), prefix });
}

/** Runs them where this may be done without a password. */
export async function install(what, commandsOf) {
  const prefix = elevation();
  for (const [command, ...args] of (prefix && commandsHere(commandsOf, prefix)) ?? []) {
    console.log(`Installing ${what}: ${[command, ...args].join(" ")}`);
    await run(command, args);
  }
}
