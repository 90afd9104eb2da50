// Pages whose network lets no WebSocket through: they live on an event stream, and on WebSockets as soon as one works.
import { expect } from "chai";
import express from "express";
import helmet from "helmet";
import type { Page } from "playwright-core";
import { createLive, defineView, topic } from "slotwire";
import { type Blockade, BlockedSite } from "../../support/blocked.js";
import { openPage, settled } from "../../support/browser.js";
import { noIcon, textBecomes } from "../../support/live-app.js";

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
      say: ({ sent }, ctx) => ({ sent: [...sent, String(ctx.payload.text)] }),
    },
    messages: { news: { topic: news, run: (_state, _ctx, heard) => ({ heard }) } },
    render: ({ count, heard, sent }) => (
      <main>
        <button id="add" type="button" live-click="add">
          {count}
        </button>
        <p id="heard">{heard}</p>
        <form live-submit="say" live-reset>
          <input name="text" />
        </form>
        <ol>
          {sent.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      </main>
    ),
  });
  const live = createLive();
  const app = express().use(helmet(), live, noIcon).get("/", live.page(Desk));
  return { log, live, app };
}

type Desk = ReturnType<typeof createDesk>;
const serveBlocked = ({ app, live }: Desk, blockade: Blockade, port?: number) =>
  new BlockedSite(app, live, blockade).start(port);

/** The requests of the page under /live/events. */
function watchEvents(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/live/events")) {
      seen.push(`${request.method()} ${pathname.replace(/events\/.+/, "events/ID")}`);
    }
  });
  return seen;
}

/** Lets the page's clock run: what is not answered is given up after seconds. */
async function passUntilLive(page: Page): Promise<void> {
  while (!(await page.locator("[live-state=live]").count())) await page.clock.runFor(500);
}

describe("a live page without WebSockets", () => {
  for (const blockade of ["refused", "unanswered", "swallowed"] as const) {
    it(`lives on an event stream where they are ${blockade}: events, forms and pushes`, async () => {
      const desk = createDesk();
      await using site = await serveBlocked(desk, blockade);
      await using opened = await openPage();
      const { page } = opened;
      const requests = watchEvents(page);
      if (blockade !== "refused") await page.clock.install();
      await page.goto(site.url);
      if (blockade !== "refused") await passUntilLive(page);
      await page.click("#add");
      await page.click("#add");
      await textBecomes(page, "#add", "2");
      await page.fill("input", "hello");
      await page.press("input", "Enter");
      await textBecomes(page, "li", "hello");
      desk.live.publish(news, "pushed");
      await textBecomes(page, "#heard", "pushed");
      await settled(page);
      expect(desk.log).to.deep.equal(["mount", "add 0", "add 1"]);
      expect(requests.slice(0, 2)).to.deep.equal(["GET /live/events", "POST /live/events/ID"]);
      expect(requests.filter((request) => request.startsWith("GET"))).to.have.length(1);
      expect(desk.live.stats()).to.include({
        sessions: 1,
        connections: 1,
      });
    }).timeout(60_000);
  }
});
