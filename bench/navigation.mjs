// Measures links in Chromium and prints two tables: `node bench/navigation.mjs [--quick]`, after a build.
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { findBrowser } from "../scripts/find-browser.mjs";
import { linkSlotwire } from "./peers.mjs";
import { root } from "./process.mjs";
import { measureNavigation, navigationTable } from "./rows/navigation.mjs";
import { measureSite, siteTable } from "./rows/site.mjs";
import { writeBetweenMarkers } from "./table.mjs";

const { values: flags } = parseArgs({
  options: {
    /** A third of the clicks, and nothing is written. */
    quick: { type: "boolean", default: false },
  },
});

const loadBefore = `load average ${loadavg()[0].toFixed(1)} before`;

linkSlotwire();
const browser = await chromium.launch({
  executablePath: findBrowser() ?? undefined,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  const clicks = navigationTable(await measureNavigation(browser, { isQuick: flags.quick }));
  const pages = siteTable(await measureSite(browser));
  const machine = `Chromium ${browser.version()}, ${cpus().length} cores, Node ${process.versions.node}, ${loadBefore}, ${new Date().toISOString().slice(0, 10)}.`;
  const text = `${clicks}\n\n${pages}\n\n${machine}`;
  console.log(text);
  if (!flags.quick) writeBetweenMarkers(join(root, "bench", "README.md"), text, "navigation");
} finally {
  await browser.close();
}
