// What each page of the shop costs a browser that comes for the first time: bytes, time, and how far things move.
import { spawnNode } from "../process.mjs";
import { median } from "./measure.mjs";

const paths = ["/shop", "/shop?page=3", "/shop/products/moon-jar", "/shop/workshop", "/shop/login"];

/** Runs in the document before its scripts. */
function watchPaints() {
  globalThis.seen = { shift: 0, largest: 0 };
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
    });
  watch("layout-shift", ({ value }) => {
    globalThis.seen.shift += value;
  });
  watch("largest-contentful-paint", ({ startTime }) => {
    globalThis.seen.largest = startTime;
  });
}

async function startSite() {
  const child = spawnNode(
    ["--import", "slotwire/register", "--import", "tsx", "views/server.ts"],
    ["ignore", "pipe", "inherit"],
  );
  let text = "";
  for await (const chunk of child.stdout) {
    text += chunk;
    const [, url] = /(http:\S+)/.exec(text) ?? [];
    if (url !== undefined) return { url, stop: () => child.kill() };
  }
  throw new Error("expected the demos to say where they are");
}

const isScript = (url) => /\.js(\?|$)/.test(url);
const isStyle = (url) => /\.css(\?|$)/.test(url);

async function look(browser, url) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.addInitScript(watchPaints);
  const page = await context.newPage();
  const bytes = { page: 0, scripts: 0, styles: 0 };
  const responses = [];
  page.on("response", (response) => responses.push(response));
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(() => globalThis.slotwire?.isSettled === true);
  for (const response of responses) {
    const size = (await response.body()).length;
    if (isScript(response.url())) bytes.scripts += size;
    else if (isStyle(response.url())) bytes.styles += size;
    else if (response.request().resourceType() === "document") bytes.page += size;
  }
  const seen = await page.evaluate(() => ({
    ...globalThis.seen,
    first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    elements: document.querySelectorAll("*").length,
  }));
  await context.close();
  return { ...seen, ...bytes, requests: responses.length };
}

export async function measureSite(browser) {
  process.env.PORT = "0";
  process.env.LIVE_SECRET ??= "a secret of the bench, thirty-two bytes";
  const site = await startSite();
  try {
    const rows = [];
    // The first visit makes server and browser warm.
    await look(browser, site.url + paths[0]);
    for (const path of paths) {
      const looks = [];
      for (let turn = 0; turn < 3; turn += 1) looks.push(await look(browser, site.url + path));
      const of = (name) => median(looks.map((each) => each[name]));
      rows.push({ path, ...looks[0], first: of("first"), largest: of("largest") });
    }
    return rows;
  } finally {
    site.stop();
  }
}

const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

export function siteTable(rows) {
  return [
    "| page of the shop, 390 × 844 | HTML, KB | scripts, KB | styles, KB | requests | elements | first paint, ms | largest paint, ms | layout shift |",
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ...rows.map(
      ({ path, page, scripts, styles, requests, elements, first, largest, shift }) =>
        `| \`${path}\` | ${kilobytes(page)} | ${kilobytes(scripts)} | ${kilobytes(styles)} | ${requests} | ${elements} | ${Math.round(first)} | ${Math.round(largest)} | ${shift.toFixed(3)} |`,
    ),
  ].join("\n");
}
