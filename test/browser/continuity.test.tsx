// A page whose connection is lost and found: what the user had, what they did meanwhile, and that nothing runs twice.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { defineView, topic } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { FaultProxy } from "../support/fault-proxy.js";
import { appWith, textBecomes } from "../support/live-app.js";
import { serve } from "../support/server.js";

const news = topic<string>("news");

function createDesk() {
  const log: string[] = [];
  const Desk = defineView({
    mount: ({ ctx }) => {
      log.push("mount");
      ctx.subscribe(news);
      return { count: 0, heard: "", sent: [] as string[] };
    },
    events: {
      add: ({ count }) => {
        log.push(`add ${count}`);
        return { count: count + 1 };
      },
      say: ({ sent }, ctx) => {
        log.push(`say ${ctx.payload.text}`);
        return { sent: [...sent, String(ctx.payload.text)] };
      },
    },
    messages: { news: { topic: news, run: (_state, _ctx, heard) => ({ heard }) } },
    render: ({ count, heard, sent }) => (
      <main>
        <button id="add" type="button" live-click="add">
          {count}
        </button>
        <p id="heard">{heard}</p>
        <dialog open>
          <form live-submit="say" live-reset>
            <input name="text" />
            <button type="submit">Say</button>
          </form>
        </dialog>
        <ol>
          {sent.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
        <div id="long" style="height: 60px; overflow: auto">
          <div style="height: 900px">long</div>
        </div>
      </main>
    ),
  });
  return { log, Desk };
}

/** What the user has on the screen, and a mark that a page load would wipe away. */
const whatIsThere = (page: Page) =>
  page.evaluate(() => ({
    typed: document.querySelector("input")?.value,
    caret: document.querySelector("input")?.selectionStart,
    hasFocus: document.activeElement === document.querySelector("input"),
    isOpen: document.querySelector("dialog")?.open,
    scroll: document.querySelector("#long")?.scrollTop,
    count: document.querySelector("#add")?.textContent,
    mark: (window as unknown as { mark?: string }).mark,
  }));

async function workAtDesk(page: Page): Promise<void> {
  await page.click("#add");
  await textBecomes(page, "#add", "1");
  await page.evaluate(() => {
    Object.assign(window, { mark: "the same document" });
    document.querySelector("#long")?.scrollTo(0, 300);
  });
  await page.locator("input").pressSequentially("half a sent");
  await page.evaluate(() => document.querySelector("input")?.setSelectionRange(4, 4));
}

const kept = {
  typed: "half a sent",
  caret: 4,
  hasFocus: true,
  isOpen: true,
  scroll: 300,
  mark: "the same document",
};

const stateOf = (page: Page, state: string) =>
  page.locator(`[live-state=${state}]`).waitFor({ state: "attached" });

describe("a live page whose connection is lost and found", () => {
  it("keeps what the user had, and hears what happened meanwhile", async () => {
    const { log, Desk } = createDesk();
    const { live, app } = appWith(Desk);
    await using site = await serve(app, live);
    await using proxy = await FaultProxy.start(site.port);
    await using opened = await openPage(proxy.url);
    const { page } = opened;
    await settled(page);
    await workAtDesk(page);
    await opened.context.setOffline(true);
    proxy.cut();
    await stateOf(page, "offline");
    live.publish(news, "what was missed");
    await opened.context.setOffline(false);
    await textBecomes(page, "#heard", "what was missed");
    expect(await whatIsThere(page)).to.deep.equal({ ...kept, count: "1" });
    expect(log).to.deep.equal(["mount", "add 0"]);
    expect(live.stats()).to.include({ sessions: 1, detached: 0, connections: 1 });
  });

  it("runs what was done offline once, in order, when it is back", async () => {
    const { log, Desk } = createDesk();
    const { live, app } = appWith(Desk);
    await using site = await serve(app, live);
    await using proxy = await FaultProxy.start(site.port);
    await using opened = await openPage(proxy.url);
    const { page } = opened;
    await settled(page);
    await opened.context.setOffline(true);
    proxy.cut();
    await stateOf(page, "offline");
    await page.click("#add");
    await page.fill("input", "first");
    await page.press("input", "Enter");
    await page.click("#add");
    expect(await page.textContent("#add")).to.equal("0");
    await opened.context.setOffline(false);
    await textBecomes(page, "#add", "2");
    await settled(page);
    expect(log).to.deep.equal(["mount", "add 0", "say first", "add 1"]);
    expect(await page.locator("li").allTextContents()).to.deep.equal(["first"]);
  });

  it("survives cuts in the middle of clicks: each counts once", async () => {
    const { log, Desk } = createDesk();
    const { live, app } = appWith(Desk);
    await using site = await serve(app, live);
    await using proxy = await FaultProxy.start(site.port);
    await using opened = await openPage(proxy.url);
    const { page } = opened;
    await settled(page);
    for (let click = 0; click < 20; click++) {
      await page.click("#add");
      // Sometimes the click is lost on its way, sometimes its answer.
      if (click % 4 === 1) proxy.cut();
      if (click % 4 === 3) {
        await settled(page);
        proxy.cut();
      }
    }
    await settled(page);
    expect(await page.textContent("#add")).to.equal("20");
    expect(log).to.deep.equal(["mount", ...Array.from({ length: 20 }, (_, n) => `add ${n}`)]);
  });

  it("leaves nothing behind on the server when it is closed, or left for another page", async () => {
    const { Desk } = createDesk();
    const { live, app } = appWith(Desk);
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    await settled(opened.page);
    await opened.page.goto("about:blank");
    while (live.stats().sessions > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(live.stats()).to.include({ sessions: 0, detached: 0 });
  });
});
