// One Chromium for all browser tests of a run, pages in contexts of their own, and the wait for a live view.
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { findBrowser } from "../../scripts/find-browser.mjs";

let launched: Promise<Browser> | undefined;

/** The browser that all test files of this run share; it closes itself after the last test. */
export function launchBrowser(): Promise<Browser> {
  launched ??= launch();
  return launched;
}

async function launch(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) {
    throw new Error(
      "No Chromium was found: run `node scripts/ensure-browser.mjs`, or set CHROME_PATH.",
    );
  }
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      // Chromium refuses to run as root inside its sandbox.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

// A root hook, registered by whichever test file imports this one first. Programs without mocha
// (a benchmark) close the browser themselves.
if (typeof after === "function") after(closeBrowser);

/** Closes the shared browser; the next `launchBrowser` starts another. */
export async function closeBrowser(): Promise<void> {
  const browser = launched;
  launched = undefined;
  await (await browser)?.close();
}

/** A context of its own (cookies, cache) with one page in it, closed at the end of the block. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page threw and logged as errors, in order. */
  readonly problems: readonly string[];
}

/** Opens a page in a fresh context: `await using opened = await openPage()`. */
export async function openPage(url?: string): Promise<OpenPage> {
  const browser = await launchBrowser();
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    // Browsers ask every site for this icon, and a test's app has none.
    const isAboutIcon = message.location().url.endsWith("/favicon.ico");
    if (message.type() === "error" && !isAboutIcon) problems.push(message.text());
  });
  if (url !== undefined) await page.goto(url);
  return { page, context, problems, [Symbol.asyncDispose]: () => context.close() };
}

/**
 * Waits until every live view of the page is joined and none of its events is unanswered: the client
 * says so in `window.slotwire.isSettled`.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { slotwire } = window as unknown as { slotwire?: { isSettled: boolean } };
    return slotwire?.isSettled === true;
  });
}
