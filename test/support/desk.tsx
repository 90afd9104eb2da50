// A desk that is kept while nobody runs it: the view, apps that serve it, and one page of a visitor over their lives.
import express from "express";
import { createLive, defineComponent, defineView, type SessionStore } from "slotwire";
import type { Durability } from "../../src/session/keeper.js";
import type { Limits } from "../../src/session/limits.js";
import { MemoryStore } from "../../src/stores/memory-store.js";
import { serve } from "./server.js";
import { type Socket, Visitor } from "./visitor.js";

export const secret = "0123456789abcdef0123456789abcdef";
/** Outlives the apps that use it, as a store in another process does. */
export class SharedStore extends MemoryStore {
  override close(): void {}
}

const Note = defineComponent({
  name: "note",
  state: ({ text }: { text: string }) => ({ text, edits: 0 }),
  actions: { edit: ({ edits }) => ({ edits: edits + 1 }) },
  render: ({ text, edits }, on) => (
    <button type="button" live-click={on.edit()}>
      {text} {edits}
    </button>
  ),
});

export const mounts: string[] = [];
export const Desk = defineView({
  name: "Desk",
  mount: ({ query, session, ctx }) => {
    mounts.push(String(query.who));
    ctx.after(60_000, "late");
    return { n: 0, at: new Map([["a", 1n]]), who: String(session.who), late: false };
  },
  params: ({ query }) => ({ who: String(query.who) }),
  events: {
    add: ({ n }) => ({ n: n + 1 }),
    tell: ({ n }, ctx) => {
      ctx.reply(`told ${n}`);
      ctx.push("pushed", n);
    },
    slow: async ({ n }) => {
      await new Promise(() => {});
      return { n: n + 100 };
    },
  },
  actions: { by: ({ n }, _ctx, by: number) => ({ n: n + by }) },
  messages: { late: () => ({ late: true }) },
  render: ({ n, at, who, late }, on) => (
    <p live-click={on.by(7)}>
      {who} {n} {String(at.get("a"))} {late && "late"} <Note id="1" text="note" />
    </p>
  ),
});

export type View = Parameters<ReturnType<typeof createLive>["page"]>[0];

export function createApp(
  store: SessionStore,
  view: View = Desk,
  durability: Durability = "shutdown",
  limits: Partial<Limits> = {},
) {
  const errors: unknown[] = [];
  const live = createLive({
    secret,
    store,
    durability,
    limits,
    session: (request) => ({ who: request.headers["x-who"] ?? "nobody" }),
    key: (request) => request.headers["x-key"] as string | undefined,
    onError: (error) => errors.push(error),
  });
  const app = express().use(live).get("/desk", live.page(view));
  return { app, live, errors };
}

/** What a page has of its session, of its first owner unless it says so. */
interface Place {
  readonly epoch?: number;
  readonly seq: number;
  readonly ref: number;
}

/** One page of a visitor, over the life of several servers. */
export class DeskPage {
  readonly visitor: Visitor;
  token = "";
  html = "";
  constructor(site: string, before?: DeskPage) {
    this.visitor = new Visitor(site);
    this.visitor.cookie = before?.visitor.cookie ?? "";
    this.token = before?.token ?? "";
  }

  async open(): Promise<Socket> {
    const { token, html } = await this.visitor.get("/desk?who=ada");
    this.token = token;
    this.html = html;
    return this.join();
  }

  /** With one `add` that is answered. */
  async openAndAdd(): Promise<Socket> {
    const socket = await this.open();
    await socket.next();
    socket.send([1, 1, 1, 0, "add"]);
    await socket.next();
    return socket;
  }

  async join(): Promise<Socket> {
    const socket = await this.visitor.connect();
    socket.send([0, 1, this.token, "tab", 1]);
    return socket;
  }

  /** Fetches itself again, as a page does that is told that its session is gone. */
  async return(
    at: Place = { seq: 0, ref: 0 },
    instance = "tab",
    headers: Record<string, string> = {},
  ) {
    const { response, html, token } = await this.visitor.get("/desk?who=ada", {
      headers: {
        "live-rejoin": `${this.token} ${instance} ${at.epoch ?? 1} ${at.seq} ${at.ref}`,
        ...headers,
      },
    });
    this.token = token;
    this.html = html;
    return response.headers.get("live-view");
  }
}

/** A page whose process has ended in order, after one `add`: its session lies in the store. */
export async function keptPage(store: MemoryStore, view: View = Desk, headers = {}) {
  const { app, live } = createApp(store, view);
  await using site = await serve(app, live);
  const page = new DeskPage(site.url);
  const { token } = await page.visitor.get("/desk?who=ada", { headers });
  page.token = token;
  const socket = await page.join();
  await socket.next();
  socket.send([1, 1, 1, 0, "add"]);
  await socket.next();
  await live.close();
  return page;
}
