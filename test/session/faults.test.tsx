// Whatever an author's code throws, wherever: another visitor's session works on, and the page learns a reference only.
import { expect } from "chai";
import express from "express";
import { createLive, type Layout } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import { Counter } from "../support/counter.js";
import { SharedStore } from "../support/desk.js";
import { at, breakSite, createFragile, secretText, wasReached, ways } from "../support/faults.js";
import { type Served, serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import { type Socket, Visitor } from "../support/visitor.js";

const secret = "0123456789abcdef0123456789abcdef";
const FragileLayout: Layout = ({ head, children }) =>
  at("layout") ?? (
    <html lang="en">
      <head>{head}</head>
      <body>{children}</body>
    </html>
  );

function createApp(store = new SharedStore(), version = 0) {
  const live = createLive({
    secret,
    store,
    durability: "event",
    // Short, so that what never settles is soon over.
    limits: { handlerMs: 20, mountMs: 20, eventsBurst: 1e6, joinsBurst: 1e6 },
    session: () => at("session") ?? {},
    key: () => at("key"),
    onError: () => at("onError"),
  });
  // Without it, Express prints stacks into its own error page.
  const app = express().set("env", "production").use(live);
  app.get("/fragile", live.page(createFragile(version), { layout: FragileLayout }));
  app.get("/counter", live.page(Counter));
  return { app, live };
}

/** One socket of a page, and everything that it was sent. */
class Page {
  readonly frames: string[] = [];
  readonly #socket: Socket;
  #ref = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Sends an event and resolves with the frame that answers it. */
  async ask(handler: string, payload?: string): Promise<string> {
    this.#ref += 1;
    this.#socket.send([1, 1, this.#ref, 0, handler, 0, ...(payload ? [payload] : [])]);
    for (;;) {
      const frame = await this.#socket.next();
      this.frames.push(frame);
      const [tag, , , ref] = JSON.parse(frame);
      if (tag === 4) return frame;
      if ((tag === 1 || tag === 3) && [ref].flat().includes(this.#ref)) return frame;
    }
  }

  leave(): void {
    this.#socket.send([5, 1]);
  }
}

interface Stage {
  readonly site: Served;
  readonly visitor: Visitor;
  readonly page: Page;
  readonly html: string;
}

const event =
  (name: string) =>
  ({ page }: Stage): Promise<unknown> =>
    page.ask(name);

/** By name of the site: what makes it run. */
const live: Readonly<Record<string, (stage: Stage) => unknown>> = {
  event: event("event"),
  "event, later": event("later"),
  "event, latest": event("latest"),
  schema: event("checked"),
  update: event("update"),
  "returned function": event("returned"),
  change: event("change"),
  payload: event("push"),
  loader: event("load"),
  timer: event("tick"),
  message: event("publish"),
  action: ({ page, html }) => page.ask((html.match(/@[\w-]{7}/g) ?? [])[0] ?? ""),
  render: event("add"),
  head: event("add"),
  error: event("add"),
  persist: event("add"),
  unmount: ({ page }) => page.leave(),
  "component state": async ({ page }) => {
    await page.ask("toggle");
    await page.ask("toggle");
  },
  "component update": event("add"),
  "component mounted": async ({ page }) => {
    await page.ask("toggle");
    await page.ask("toggle");
  },
  "component render": event("add"),
  "component error": event("add"),
  "component unmount": event("toggle"),
  "component action": ({ page, html }) => page.ask((html.match(/@[\w-]{7}/g) ?? [])[1] ?? ""),
  "component message": event("tell"),
};

const visited = ["mount", "params", "session", "key", "layout", "head", "render", "error"];
const componentVisited = ["component state", "component render", "component error"];
const restored = ["migrate", "resume", "params"];

async function joined(site: Served, path: string, visitor = new Visitor(site.url)) {
  const { html, token } = await visitor.get(path);
  const socket = await visitor.connect();
  socket.send([0, 1, token, "tab", 1]);
  const first = await socket.next();
  if (first !== "[0,1,1]") throw new Error(`joined with ${first}`);
  return { visitor, socket, html, token, page: new Page(socket) };
}

for (const [how, way] of Object.entries(ways)) {
  describe(`${how}, wherever it comes from`, function () {
    this.timeout(30_000);
    let write: typeof process.stderr.write;
    const unheard: unknown[] = [];
    const heard = (reason: unknown): void => {
      unheard.push(reason);
    };
    // What is reported goes to stderr here: the app's own `onError` is among what fails.
    beforeEach(() => {
      // As in a real process, where one rejection that nobody hears ends everything.
      process.prependListener("unhandledRejection", heard);
      write = process.stderr.write;
      process.stderr.write = () => true;
    });
    afterEach(() => {
      process.stderr.write = write;
      breakSite(null);
      process.off("unhandledRejection", heard);
      expect(unheard.splice(0)).to.deep.equal([]);
    });

    it("hurts no other session, and not its own but for this one turn", async () => {
      const { app, live: app1 } = withDevelopment(false, () => createApp());
      await using site = await serve(app, app1);
      const bystander = await joined(site, "/counter");
      let count = 0;
      for (const [name, run] of Object.entries(live)) {
        // Made by a getter or by JSON.stringify, a rejection is nobody's but theirs who wrote it.
        if (how === "a rejection" && ["change", "payload"].includes(name)) continue;
        const stage = await joined(site, "/fragile");
        breakSite(name, way);
        await run({ site, ...stage });
        await eventually(() => wasReached(name), `${name} to run`);
        expect(await bystander.page.ask("increment"), name).to.match(/^\[1,1,\d+,\d+,/);
        breakSite(null);
        if (name !== "unmount") expect(await stage.page.ask("add"), name).to.match(/^\[1,1,\d+,/);
        expect(unheard.splice(0), name).to.deep.equal([]);
        expect(stage.page.frames.join("\n"), name).not.to.contain(secretText);
        stage.socket.close();
        count += 1;
      }
      expect(count).to.be.above(20);
      bystander.socket.close();
    });

    it("costs a visit its page, and nobody else", async () => {
      const { app, live: app1 } = withDevelopment(false, () => createApp());
      await using site = await serve(app, app1);
      const statuses = new Set<number>();
      for (const name of [...visited, ...componentVisited]) {
        breakSite(name, way);
        const { response, html } = await new Visitor(site.url).get("/fragile");
        expect(wasReached(name), name).to.equal(true);
        breakSite(null);
        statuses.add(response.status);
        expect(html, name).not.to.match(new RegExp(`${secretText}|node_modules|\\.tsx?:\\d`));
      }
      const { response } = await new Visitor(site.url).get("/fragile");
      expect(response.status).to.equal(200);
      for (const status of statuses) expect([200, 404, 500, 503]).to.include(status);
    });

    it("lets a session that cannot be brought back mount afresh", async () => {
      for (const name of restored) {
        const store = new SharedStore();
        const first = createApp(store);
        await using one = await serve(first.app, first.live);
        const { visitor, token, page } = await joined(one, "/fragile");
        await page.ask("add");
        await first.live.close();
        const second = createApp(store, 1);
        await using two = await serve(second.app, second.live);
        const back = new Visitor(two.url);
        back.cookie = visitor.cookie;
        breakSite(name, name === "params" ? once(way) : way);
        const headers = { "live-rejoin": `${token} tab 1 1 1` };
        const { response } = await back.get("/fragile", { headers });
        expect(wasReached(name), name).to.equal(true);
        expect([200, response.headers.get("live-view")], name).to.deep.equal([
          response.status,
          "fresh",
        ]);
        breakSite(null);
      }
    });

    it("may even come from the app's own onError", async () => {
      const { app, live: app1 } = createApp();
      await using site = await serve(app, app1);
      const { page, socket } = await joined(site, "/fragile");
      breakSite("onError", way);
      await page.ask("add");
      const failing = page.ask("change");
      await failing;
      breakSite(null);
      expect(await page.ask("add")).to.match(/^\[1,1,/);
      socket.close();
    });
  });
}

function once(way: () => unknown): () => unknown {
  let isOver = false;
  return () => {
    if (isOver) return undefined;
    isOver = true;
    return way();
  };
}
