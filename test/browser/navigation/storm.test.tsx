// A user who waits for nothing: links, patches, back and forward at random, of which the last one counts, and is shown.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { launchBrowser, openPage, settled } from "../../support/browser.js";
import { noIcon } from "../../support/live-app.js";
import { ready } from "../../support/navigation-site.js";
import { serve } from "../../support/server.js";

const names = ["a", "b", "c"];

const pageOf = (name: string) =>
  defineView({
    mount: () => ({ page: "0", count: 0 }),
    params: ({ query }) => ({ page: String(query.page ?? "0") }),
    events: { more: ({ count }) => ({ count: count + 1 }) },
    head: ({ page }) => <title>{`${name} ${page}`}</title>,
    render: ({ page, count }) => (
      <main>
        <h1>{`${name} ${page}`}</h1>
        {names.map((each) => (
          <a key={each} href={`/${each}?page=1`} live-nav="navigate">
            {each}
          </a>
        ))}
        {["1", "2", "3"].map((each) => (
          <a key={each} href={`/${name}?page=${each}`} live-nav="patch" live-replace={each === "3"}>
            {each}
          </a>
        ))}
        <button type="button" live-click="more">
          {count}
        </button>
      </main>
    ),
  });

const seeds = process.env.SOAK ? Array.from({ length: 60 }, (_, at) => at + 1) : [3, 34];

describe("a storm of navigations", () => {
  before(launchBrowser);

  it("ends where the last one leads, with the page, its title and its session", async () => {
    const live = createLive();
    const app = express().use(live, noIcon);
    for (const name of names) app.get(`/${name}`, live.page(pageOf(name)));
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page } = opened;
    for (const seed of seeds) {
      await page.goto(`${site.url}/a?page=1`);
      await ready(page, "a 1");
      await settled(page);
      await page.evaluate(async (start) => {
        // Some way to go back, which does not leave the document.
        for (let step = 0; step < 10; step++) {
          const arrived = new Promise((done) => {
            addEventListener("live:navigated", done, { once: true });
          });
          document.querySelectorAll<HTMLElement>("a")[step % 5]?.click();
          await arrived;
        }
        let state = start;
        const next = [...Array(200)].map(() => {
          state = (state * 48_271) % 0x7fffffff;
          return state;
        });
        for (let step = 0; step < 40; step++) {
          const links = document.querySelectorAll<HTMLElement>("a");
          const [action = 0, link = 0, pause = 0, ms = 0] = next.splice(0, 4);
          if (action % 10 < 6) links[link % links.length]?.click();
          else if (action % 10 === 9) document.querySelector("button")?.click();
          else if (action % 10 === 8) history.forward();
          else if (history.state?.live?.position > 5) history.back();
          if (pause % 4 === 1) await new Promise((done) => requestAnimationFrame(done));
          if (pause % 4 === 2) await new Promise((done) => setTimeout(done, ms % 30));
          if (pause % 4 === 3) await fetch("/favicon.ico").catch(() => {});
        }
      }, seed);
      // Where that is depends on who was faster; that all agree on it does not.
      await page
        .waitForFunction(() => {
          const { slotwire } = window as unknown as { slotwire: { isSettled: boolean } };
          const wanted = `${location.pathname.slice(1)} ${location.search.slice("?page=".length)}`;
          const isShown = document.querySelector("h1")?.textContent === wanted;
          const isAwaited = document.querySelector("[live-loading]");
          return slotwire.isSettled && isShown && document.title === wanted && !isAwaited;
        })
        .catch(async (error) => {
          const shown = await page.evaluate(() => [
            location.href,
            document.title,
            document.body.outerHTML,
          ]);
          throw new Error(`seed ${seed}: ${shown.join("\n")}`, { cause: error });
        });
      const count = await page.textContent("button");
      await page.click("button");
      await page.locator("button", { hasText: String(Number(count) + 1) }).waitFor();
    }
    expect(opened.problems).to.deep.equal([]);
  });
});
