// Makes sure that the browser tests have a Chromium: found, else installed by the platform's own means.
import { browserCommands, headlessCommands } from "./browser-package.mjs";
import { findBrowser } from "./find-browser.mjs";
import { commandsHere, install } from "./machine.mjs";

function help() {
  const commands = commandsHere(browserCommands);
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
  for (const commandsOf of [headlessCommands, browserCommands]) {
    await install("a browser", commandsOf);
    if (findBrowser() !== null) return true;
  }
  console.error(help());
  return false;
}

process.exitCode = (await ensureBrowser()) ? 0 : 1;
