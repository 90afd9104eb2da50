// Random walks through the shop, by links, back, forward and reload, against a model of what has to be seen.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { openPage, settled } from "../../support/browser.js";
import { type Expected, ShopModel } from "../../support/shop-model.js";
import { type ShopSite, startShop } from "../../support/shop-site.js";
import { createRandom, type Random } from "../../support/tree-gen/random.js";

const seeds = process.env.SOAK === "1" ? 60 : 5;
const steps = 20;

let shop: ShopSite;

interface Walker {
  readonly page: Page;
  readonly model: ShopModel;
  readonly random: Random;
}

/** What can be done, as often as it is to be done. */
const deeds = [
  ...[clickLink, clickLink, clickLink, clickLink, clickLink, clickLink],
  ...[goBack, goBack, goBack, goForward, goForward, scroll, scroll, scroll],
  ...[add, add, closeMessage, reload],
];

/** Does something, and tells what it was. */
async function act(walker: Walker): Promise<string> {
  for (;;) {
    const did = await walker.random.pick(deeds)(walker);
    if (did !== null) return did;
  }
}

async function clickLink({ page, model, random }: Walker): Promise<string> {
  const selector = "main a[live-nav], .shop-bar-inner > a[live-nav], .shop-links a";
  const count = await page.locator(selector).count();
  const [href, kind] = await page.evaluate(
    async ([where, at]) => {
      const link = document.querySelectorAll<HTMLElement>(where as string)[at as number]!;
      const [href, kind] = ["href", "live-nav"].map((name) => link.getAttribute(name)!);
      // The next page may look like this one: only the event tells them apart.
      const navigated = new Promise((done) => {
        addEventListener("live:navigated", done, { once: true });
      });
      link.click();
      if (kind === "navigate") await navigated;
      return [href, kind];
    },
    [selector, random.below(count)],
  );
  model.clicked(href!, kind!);
  return `${kind} ${href}`;
}

async function goBack({ page, model, random }: Walker): Promise<string | null> {
  const { back } = model.steps;
  return back === 0 ? null : go(page, model, -1 - random.below(Math.min(back, 2)));
}

async function goForward({ page, model, random }: Walker): Promise<string | null> {
  const { forward } = model.steps;
  return forward === 0 ? null : go(page, model, 1 + random.below(Math.min(forward, 2)));
}

async function go(page: Page, model: ShopModel, by: number): Promise<string> {
  await page.evaluate((steps) => history.go(steps), by);
  model.went(by);
  return `go ${by}`;
}

async function scroll({ page, model, random }: Walker): Promise<string> {
  const to = random.below(12) * 100;
  // What is scrolled is known to the page at the next frame.
  await page.evaluate((top) => {
    scrollTo(0, top);
    return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }, to);
  model.scrolled(to);
  return `scroll ${to}`;
}

async function add({ page, model }: Walker): Promise<string | null> {
  const name = await page.evaluate(() => {
    const button = document.querySelector<HTMLElement>("main .add:not(:disabled)");
    button?.click();
    return button?.getAttribute("aria-label")?.replace(/^Add | to the cart$/g, "");
  });
  if (name === undefined) return null;
  model.said(`${name} is in your cart.`);
  return `add ${name}`;
}

async function closeMessage({ page, model }: Walker): Promise<string | null> {
  if (model.expected.flash.length === 0) return null;
  await page.evaluate(() => document.querySelector<HTMLElement>(".flash-close")?.click());
  model.said(null);
  return "close the message";
}

async function reload({ page, model }: Walker): Promise<string> {
  await page.reload();
  model.reloaded();
  return "reload";
}

/** What is shown; a place that is further down than the page goes counts as its end. */
async function seenBy({ page, model }: Walker): Promise<Expected> {
  const { scroll } = model.expected;
  const { end, top, at, ...seen } = await page.evaluate(() => ({
    url: location.pathname + location.search + location.hash,
    title: document.title,
    heading: document.querySelector("h1")?.textContent ?? "",
    flash: Array.from(document.querySelectorAll(".flash"), (each) => each.textContent ?? ""),
    end: document.documentElement.scrollHeight - innerHeight,
    top: document.getElementById("shelf")?.getBoundingClientRect().top ?? 0,
    at: scrollY,
  }));
  // Below the bar, which is 80 pixels high.
  const wanted = Math.min(Math.max(0, scroll === "target" ? at + top - 80 : scroll), end);
  return { ...seen, scroll: Math.abs(wanted - at) <= 1 ? scroll : at };
}

async function expectSeen(walker: Walker, trace: readonly string[]): Promise<void> {
  const { page, model } = walker;
  const wanted = JSON.stringify(model.expected);
  const untilMs = performance.now() + 3000;
  for (;;) {
    const { url, title, heading, flash, scroll } = await seenBy(walker);
    if (JSON.stringify({ url, title, heading, flash, scroll }) === wanted) break;
    if (performance.now() > untilMs) break;
  }
  await settled(page);
  // Nothing that came after the answer has changed it.
  expect(await seenBy(walker), trace.join("\n")).to.deep.equal(model.expected);
  model.scrolled(await page.evaluate(() => scrollY));
}

describe("walks through the shop", function () {
  this.timeout(60_000);

  before(async () => {
    shop = await startShop();
  });

  after(() => shop[Symbol.asyncDispose]());

  for (let seed = 1; seed <= seeds; seed++) {
    it(`show what has to be shown after each of ${steps} steps, seed ${seed}`, async () => {
      await using opened = await openPage(`${shop.url}/shop`);
      const { page } = opened;
      await settled(page);
      const walker = { page, model: new ShopModel(), random: createRandom(seed) };
      const trace: string[] = [];
      for (let step = 0; step < steps; step++) {
        trace.push(await act(walker));
        await expectSeen(walker, trace);
      }
      expect(opened.problems).to.deep.equal([]);
    });
  }
});
