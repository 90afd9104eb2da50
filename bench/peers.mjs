// Installs the peers from bench's own lock into bench/node_modules, when they are not there yet.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { root } from "./process.mjs";

const folder = join(root, "bench");
const lock = join(folder, "package-lock.json");
const installed = join(folder, "node_modules", ".package-lock.json");

const isInstalled = () =>
  existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;

/** The servers import `slotwire` as an app does: from a node_modules, by its exports, built. */
export function linkSlotwire() {
  const link = join(folder, "node_modules", "slotwire");
  rmSync(link, { force: true });
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(join("..", ".."), link, "dir");
}

export function installPeers() {
  if (!isInstalled()) {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: folder,
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    });
  }
  linkSlotwire();
}
