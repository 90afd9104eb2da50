// What the tests of the fallback share: a view, its app on a network that lets no WebSocket through, and what its page asks for.
import express from "express";
import helmet from "helmet";
import type { Page } from "playwright-core";
import { createLive, defineView, topic } from "slotwire";
import { type Blockade, BlockedSite } from "./blocked.js";
import { noIcon } from "./live-app.js";

export const news = topic<string>("news");

export function createDesk() {
  const log: string[] = [];
  const Desk = defineView({
    name: "desk",
    resume: () => ({}),
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

export type Desk = ReturnType<typeof createDesk>;
export const serveBlocked = ({ app, live }: Desk, blockade: Blockade | null, port?: number) =>
  new BlockedSite(app, live, blockade).start(port);

/** The requests of the page under /live/events. */
export function watchEvents(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/live/events")) {
      seen.push(`${request.method()} ${pathname.replace(/events\/.+/, "events/ID")}`);
    }
  });
  return seen;
}
