// Main-thread milliseconds of one patch in Chromium: from the text of the frame to the changed DOM.
import { createServer } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { findBrowser } from "../../scripts/find-browser.mjs";
import { root, spawnNode } from "../process.mjs";
import { jsonOf } from "./measure.mjs";

/** The frames come from Slotwire's own tree, in a Node that precompiles the views. */
const recordScenarios = () =>
  jsonOf(
    spawnNode(
      ["--import", "slotwire/register", "--import", "tsx", "bench/client/scenarios.tsx"],
      ["ignore", "pipe", "inherit"],
    ),
  );

async function buildPage() {
  const result = await build({
    entryPoints: [join(root, "bench", "client", "page.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    write: false,
    logLevel: "error",
  });
  return `<!doctype html><meta charset="utf-8"><body><script>${result.outputFiles[0].text}</script>`;
}

/** Cross-origin isolated, so that `performance.now()` counts in steps of 5 µs. */
function servePage(html) {
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      "Content-Type": "text/html",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    response.end(html);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

export async function measureClientRows({ isQuick }) {
  const scenarios = await recordScenarios();
  const server = await servePage(await buildPage());
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const rows = [];
    for (const { name, ...scenario } of scenarios) {
      const elapsedMs = await page.evaluate(
        ([replayed, rounds]) => globalThis.time(replayed, rounds),
        [scenario, isQuick ? 11 : 41],
      );
      rows.push({ id: `client-${name}`, unit: "ms", values: { slotwire: elapsedMs } });
      if (name !== "shift") continue;
      const bytes = Buffer.byteLength(scenario.frames.at(-1));
      rows.push({ id: "bytes-shift", unit: "B", values: { slotwire: bytes } });
    }
    return rows;
  } finally {
    await browser.close();
    server.close();
  }
}
