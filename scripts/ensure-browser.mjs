// Makes sure that the browser tests have a Chromium: found, else installed by the platform's own means.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { browserCommands } from "./browser-package.mjs";
import { findBrowser, findOnPath } from "./find-browser.mjs";
import { run } from "./run.mjs";

const has = (program) => findOnPath([program]) !== null;

/** What stands before a command that needs root: nothing for root, sudo where it asks no password. */
function elevation() {
  if (process.getuid?.() === 0) return [];
  const canSudo = has("sudo") && spawnSync("sudo", ["-n", "true"]).status === 0;
  return canSudo ? ["sudo", "-n"] : null;
}

function isUbuntu() {
  const file = "/etc/os-release";
  return existsSync(file) && /^ID="?ubuntu"?$/m.test(readFileSync(file, "utf8"));
}

function commandsWith(prefix) {
  return browserCommands({ platform: process.platform, has, isUbuntu: isUbuntu(), prefix });
}

function helpWith(commands) {
  const advice =
    commands === null
      ? "Install one (https://www.chromium.org/getting-involved/download-chromium/)"
      : `Install one:  ${commands.map((words) => words.join(" ")).join(" && ")}`;
  return `The browser tests need Chromium or Chrome, and none was found.
  ${advice}
  Or say where it is:  CHROME_PATH=/path/to/chrome npm test
  Everything but the browser tests runs without one:  npm run test:unit`;
}

async function ensureBrowser() {
  if (findBrowser() !== null) return true;
  if (process.env.CHROME_PATH) {
    console.error(`CHROME_PATH is ${process.env.CHROME_PATH}, which is not a program.`);
    return false;
  }
  // brew refuses to run as root, and needs no root.
  const prefix = process.platform === "darwin" ? [] : elevation();
  for (const [command, ...args] of (prefix && commandsWith(prefix)) ?? []) {
    console.log(`Installing a browser: ${[command, ...args].join(" ")}`);
    await run(command, args);
  }
  if (findBrowser() !== null) return true;
  console.error(helpWith(commandsWith(prefix ?? ["sudo"])));
  return false;
}

process.exitCode = (await ensureBrowser()) ? 0 : 1;
