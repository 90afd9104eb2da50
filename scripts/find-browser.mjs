// Finds a Chromium or Chrome on this machine: CHROME_PATH, the PATH, then the usual places.
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Those without windows first: they are quicker. */
const names = [
  "chromium-headless-shell",
  "chrome-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];

/** Answers the path of a browser's program, or null. A CHROME_PATH that is wrong finds nothing else. */
export function findBrowser(env = process.env, platform = process.platform) {
  if (env.CHROME_PATH) return isProgram(env.CHROME_PATH) ? env.CHROME_PATH : null;
  return findOnPath(names, env, platform) ?? usualPlaces(env, platform).find(isProgram) ?? null;
}

/** The first program of these names on the PATH, or null. Small images have no `which` to ask. */
export function findOnPath(wanted, env = process.env, platform = process.platform) {
  const suffix = platform === "win32" ? ".exe" : "";
  return (
    (env.PATH ?? env.Path ?? "")
      .split(delimiter)
      .filter((folder) => folder !== "")
      .flatMap((folder) => wanted.map((name) => join(folder, name + suffix)))
      .find(isProgram) ?? null
  );
}

function usualPlaces(env, platform) {
  if (platform === "darwin") {
    return [join(env.HOME ?? "/", "Applications"), "/Applications"].flatMap((folder) => [
      join(folder, "Google Chrome.app/Contents/MacOS/Google Chrome"),
      join(folder, "Chromium.app/Contents/MacOS/Chromium"),
      join(folder, "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    ]);
  }
  if (platform === "win32") {
    return [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, "Google/Chrome/Application/chrome.exe"),
        join(folder, "Chromium/Application/chrome.exe"),
        join(folder, "Microsoft/Edge/Application/msedge.exe"),
      ]);
  }
  return ["/usr/lib/chromium/chromium", "/opt/google/chrome/chrome", "/snap/bin/chromium"];
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
