// Makes sure that the browser tests have a Chromium: found, else installed by the platform's own means.
import { spawnSync } from "node:child_process";
import { findBrowser } from "./find-browser.mjs";
import { run } from "./run.mjs";

/** The commands that install a Chromium here, or null where no package manager is known. */
function installCommands() {
  if (process.platform === "darwin" && has("brew")) {
    return [["brew", "install", "--cask", "chromium"]];
  }
  if (process.platform !== "linux") return null;
  const sudo = elevation();
  if (sudo === null) return null;
  if (has("apt-get")) {
    const name = isUbuntu() ? "chromium-browser" : "chromium";
    return [
      [...sudo, "apt-get", "update"],
      [...sudo, "apt-get", "install", "-y", "--no-install-recommends", name],
    ];
  }
  if (has("dnf")) return [[...sudo, "dnf", "install", "-y", "chromium"]];
  if (has("apk")) return [[...sudo, "apk", "add", "chromium"]];
  if (has("pacman")) return [[...sudo, "pacman", "-S", "--noconfirm", "chromium"]];
  return null;
}

/** What stands before a command that needs root: nothing for root, sudo where it asks no password. */
function elevation() {
  if (process.getuid?.() === 0) return [];
  if (has("sudo") && spawnSync("sudo", ["-n", "true"]).status === 0) return ["sudo", "-n"];
  return null;
}

function has(program) {
  return spawnSync(process.platform === "win32" ? "where" : "which", [program]).status === 0;
}

/** Ubuntu's `chromium` is a name without a package; `chromium-browser` brings the one that exists. */
function isUbuntu() {
  return spawnSync("grep", ["-q", "^ID=ubuntu", "/etc/os-release"]).status === 0;
}

const help = `The browser tests need Chromium or Chrome, and none was found.
  Install one (https://www.chromium.org/getting-involved/download-chromium/, or your system's
  package "chromium"), or say where it is:  CHROME_PATH=/path/to/chrome npm test
  Everything but the browser tests runs without one:  npm run test:unit`;

async function ensureBrowser() {
  if (findBrowser() !== null) return true;
  if (process.env.CHROME_PATH) {
    console.error(`CHROME_PATH is ${process.env.CHROME_PATH}, which is not a program.`);
    return false;
  }
  for (const [command, ...args] of installCommands() ?? []) {
    console.log(`Installing a browser: ${[command, ...args].join(" ")}`);
    const code = await run(command, args, { env: { DEBIAN_FRONTEND: "noninteractive" } });
    if (code !== 0) break;
  }
  if (findBrowser() !== null) return true;
  console.error(help);
  return false;
}

process.exitCode = (await ensureBrowser()) ? 0 : 1;
