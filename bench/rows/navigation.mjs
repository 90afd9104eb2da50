// Milliseconds from a click on a link to the next page's heading, with a round trip of 100 ms, live and plain.
import { startLatency } from "../load/latency.mjs";
import { startServer } from "../process.mjs";
import { median } from "./measure.mjs";

const roundTripMs = 100;

const ways = [
  { name: "a plain multi-page Express app", path: "/plain/items" },
  { name: "live navigation", path: "/live-site/items" },
  { name: "live navigation, prefetched on hover", path: "/live-site/items?eager", isHovered: true },
];

/** Runs in each document before its scripts: when it was clicked, and when another heading was there. */
function timeHeadings() {
  const now = () => performance.timeOrigin + performance.now();
  addEventListener(
    "click",
    ({ timeStamp }) => {
      sessionStorage.clickedAt = performance.timeOrigin + timeStamp;
    },
    true,
  );
  let last;
  new MutationObserver(() => {
    const heading = document.querySelector("h1")?.textContent;
    if (!heading || heading === last) return;
    last = heading;
    const at = now();
    requestAnimationFrame(() => {
      const since = (time) => time - Number(sessionStorage.clickedAt);
      globalThis.shown = { heading, content: since(at), frame: since(now()) };
    });
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

function shownAs(page, heading) {
  const handle = page.waitForFunction(
    (wanted) => globalThis.shown?.heading === wanted && globalThis.shown,
    heading,
  );
  return handle.then((shown) => shown.jsonValue());
}

/** One visit of the list, one click on an item that was not shown before, and back. */
async function visit(page, url, { path, isHovered }, at) {
  await page.goto(url + path);
  if (!path.startsWith("/plain")) {
    await page.waitForFunction(() => globalThis.slotwire?.isSettled === true);
  }
  const link = page.getByRole("link", { name: `Item ${at}`, exact: true });
  await link.scrollIntoViewIfNeeded();
  if (isHovered) {
    const prefetched = page.waitForResponse((response) => response.url().endsWith(`/items/${at}`));
    await link.hover();
    await (await prefetched).finished();
  }
  const requests = [];
  const count = (request) => {
    if (["document", "fetch"].includes(request.resourceType())) requests.push(request.url());
  };
  page.on("request", count);
  await link.click();
  const there = await shownAs(page, `Item ${at}`);
  page.off("request", count);
  const isLoaded = !path.startsWith("/plain") && (await isNewDocument(page));
  if (isLoaded) throw new Error(`expected a live navigation from ${path}, got a page load`);
  // Later, so that the answer to this call is out before the document is left.
  await page.evaluate(() => {
    setTimeout(() => {
      sessionStorage.clickedAt = performance.timeOrigin + performance.now();
      history.back();
    });
  });
  const back = await shownAs(page, "All items");
  return { there, back, requests: requests.length };
}

/** A live navigation leaves the document, and what was written into it, as it was. */
function isNewDocument(page) {
  return page.evaluate(
    () => performance.getEntriesByType("navigation")[0]?.name !== globalThis.first,
  );
}

/** What the network and the browser take for a page, without anything being shown. */
function timeFetch(page, at) {
  return page.evaluate(async (url) => {
    const from = performance.now();
    await (await fetch(url, { cache: "no-store" })).text();
    return performance.now() - from;
  }, `/plain/items/${at}`);
}

export async function measureNavigation(browser, { isQuick }) {
  const server = await startServer("navigation");
  const proxy = await startLatency(server.port, roundTripMs);
  const context = await browser.newContext();
  await context.addInitScript(timeHeadings);
  await context.addInitScript(() => {
    globalThis.first = location.href;
  });
  const page = await context.newPage();
  const taken = ways.map(() => []);
  const fetched = [];
  try {
    const rounds = isQuick ? 5 : 15;
    for (let round = 0; round < rounds; round += 1) {
      for (const [i, way] of ways.entries()) {
        taken[i].push(await visit(page, proxy.url, way, round));
      }
      fetched.push(await timeFetch(page, round));
    }
  } finally {
    await context.close();
    proxy.close();
    await server.stop();
  }
  const bare = { name: "a bare `fetch` of the page, nothing shown", content: rounded(fetched) };
  const shown = ways.map(({ name }, i) => ({ name, ...summaryOf(taken[i]) }));
  return [{ ...bare, requests: 1 }, ...shown];
}

const rounded = (times) => Math.round(median(times));

function summaryOf(visits) {
  const of = (pick) => rounded(visits.map(pick));
  return {
    content: of(({ there }) => there.content),
    frame: of(({ there }) => there.frame),
    back: of(({ back }) => back.content),
    requests: of(({ requests }) => requests),
  };
}

export function navigationTable(rows) {
  return [
    "| 60 rows, click on one of them | content in the document, ms | next frame, ms | requests of pages | back, ms |",
    "|---|---:|---:|---:|---:|",
    ...rows.map(
      ({ name, content, frame = "", back = "", requests }) =>
        `| ${name} | ${content} | ${frame} | ${requests} | ${back} |`,
    ),
  ].join("\n");
}
