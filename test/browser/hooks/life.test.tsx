// When a hook is told what: it comes, is changed, gets new props, moves, goes, and the connection with it.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, hook, raw } from "slotwire";
import { openPage, settled } from "../../support/browser.js";
import { FaultProxy } from "../../support/fault-proxy.js";
import { logHas, openWithLog, takeLog } from "../../support/hook-page.js";
import { appWith, noIcon } from "../../support/live-app.js";
import { serve } from "../../support/server.js";

interface Row {
  readonly id: string;
  readonly text: string;
}

const Rows = defineView({
  mount: () => ({ rows: [{ id: "a", text: "1" }] as Row[], beside: 0, html: "" }),
  events: {
    set: (_state, ctx) => ({ rows: JSON.parse(String(ctx.payload.rows)) as Row[] }),
    beside: ({ beside }) => ({ beside: beside + 1 }),
    raw: (_state, ctx) => ({ html: String(ctx.payload.html) }),
  },
  render: ({ rows, beside, html }) => (
    <div>
      <p>{beside}</p>
      <ul>
        {rows.map(({ id, text }) => (
          <li key={id} id={id} live-hook={hook("Log", { length: text.length })}>
            <b>{text}</b>
          </li>
        ))}
      </ul>
      {raw(html)}
    </div>
  ),
});

async function openRows() {
  const { app, live } = appWith(Rows);
  const site = await serve(app, live);
  const opened = await openWithLog(site.url);
  const { page } = opened;
  await settled(page);
  return {
    ...opened,
    log: () => takeLog(page),
    /** Calls an event of the view as a hook would, and waits for its answer. */
    async call(event: string, payload: Record<string, unknown> = {}) {
      await page.evaluate(
        ([name, fields]) =>
          new Promise<void>((resolve) => {
            const button = document.createElement("button");
            button.setAttribute("live-click", name as string);
            for (const [key, value] of Object.entries(fields as object)) {
              button.setAttribute(`live-value-${key}`, String(value));
            }
            document.querySelector("[live]")?.append(button);
            button.click();
            button.remove();
            addEventListener("live:patched", () => resolve(), { once: true });
          }),
        [event, payload] as const,
      );
    },
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}

const rowsOf = (...rows: string[]) => ({
  rows: JSON.stringify(rows.map((row) => ({ id: row[0], text: row.slice(1) }))),
});

describe("the life of a hook", () => {
  it("is told of what the server changes in its element, before and after, and of nothing else", async () => {
    await using page = await openRows();
    expect(await page.log()).to.deep.equal(['a mounted {"length":1}']);
    await page.call("beside");
    expect(await page.log()).to.deep.equal([]);
    await page.call("set", rowsOf("a2"));
    expect(await page.log()).to.deep.equal(['a beforeUpdate "1"', 'a updated "2" {"length":1}']);
    expect(page.problems).to.deep.equal([]);
  });

  it("has the new props when they change, and is told once", async () => {
    await using page = await openRows();
    await page.log();
    await page.call("set", rowsOf("a333"));
    expect(await page.log()).to.deep.equal(['a beforeUpdate "1"', 'a updated "333" {"length":3}']);
  });

  it("comes with a new element, and goes with it, while the others hear nothing", async () => {
    await using page = await openRows();
    await page.log();
    await page.call("set", rowsOf("a1", "b22"));
    expect(await page.log()).to.deep.equal(['b mounted {"length":2}']);
    await page.call("set", rowsOf("b22"));
    expect(await page.log()).to.deep.equal(["a destroyed false"]);
    expect(page.problems).to.deep.equal([]);
  });

  it("stays the same when its element moves", async () => {
    await using page = await openRows();
    await page.call("set", rowsOf("a1", "b1", "c1"));
    await page.log();
    await page.call("set", rowsOf("c1", "a1", "b1"));
    expect(await page.log()).to.deep.equal([]);
  });

  it("comes with raw HTML too, where the app puts it there", async () => {
    await using page = await openRows();
    await page.log();
    await page.call("raw", { html: '<i id="x" live-hook="Log">raw</i>' });
    expect(await page.log()).to.deep.equal(["x mounted {}"]);
    await page.call("raw", { html: "<i>none</i>" });
    expect(await page.log()).to.deep.equal(["x destroyed false"]);
  });
});

const Switch = defineView({
  mount: () => ({ hook: "Log" as string | null, count: 0, isIgnored: true }),
  events: {
    hook: (_state, ctx) => ({ hook: ctx.payload.value ? String(ctx.payload.value) : null }),
    count: ({ count }) => ({ count: count + 1 }),
  },
  render: ({ hook: name, count }) => (
    <div>
      <p id="p" live-hook={name}>
        text
      </p>
      <figure id="f" live-hook={hook("Log", { count })} live-update="ignore" data-count={count}>
        <b>{count}</b>
      </figure>
      {count >= 0 && (
        <>
          <i id="i" live-hook="Log" />
          {count}
        </>
      )}
      <button type="button" live-click="hook" live-value-value="">
        none
      </button>
      <button type="button" live-click="hook" live-value-value="Log">
        again
      </button>
      <button type="button" live-click="hook" live-value-value="Other">
        other
      </button>
      <button type="button" live-click="count">
        count
      </button>
    </div>
  ),
});

describe("a hook's attribute", () => {
  it("can be added, changed and taken away by a patch", async () => {
    const { app, live } = appWith(Switch);
    await using site = await serve(app, live);
    await using opened = await openWithLog(site.url);
    const { page } = opened;
    await page.evaluate('slotwire.hook("Other", { mounted: () => log.push("other") })');
    const paragraph = async () => (await takeLog(page)).filter((line) => !/^[fi] /.test(line));
    expect(await paragraph()).to.deep.equal(["p mounted {}"]);
    await page.click("text=none");
    await settled(page);
    expect(await paragraph()).to.deep.equal(['p beforeUpdate "text"', "p destroyed true"]);
    await page.click("text=again");
    await settled(page);
    expect(await paragraph()).to.deep.equal(["p mounted {}"]);
    await page.click("text=other");
    await settled(page);
    expect(await paragraph()).to.deep.equal(['p beforeUpdate "text"', "p destroyed true", "other"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("gives new props to a hook whose content the server leaves alone, and nothing to its neighbour", async () => {
    const { app, live } = appWith(Switch);
    await using site = await serve(app, live);
    await using opened = await openWithLog(site.url);
    const { page } = opened;
    await settled(page);
    await page.evaluate(() => document.querySelector("#f")?.append("mine"));
    await takeLog(page);
    await page.click("text=count");
    await settled(page);
    expect(await takeLog(page)).to.deep.equal([
      'f beforeUpdate "0mine"',
      'f updated "0mine" {"count":1}',
    ]);
    expect(await page.getAttribute("#f", "data-count")).to.equal("1");
  });
});

describe("hooks and the connection", () => {
  it("hear that it is gone and that it is back", async () => {
    const { app, live } = appWith(Rows);
    await using site = await serve(app, live);
    await using proxy = await FaultProxy.start(site.port);
    await using opened = await openWithLog(proxy.url);
    const { page } = opened;
    await settled(page);
    await takeLog(page);
    proxy.hold("up");
    proxy.cut();
    await logHas(page, "disconnected");
    proxy.release("up");
    await logHas(page, "reconnected");
    expect(await takeLog(page)).to.deep.equal(["a disconnected", "a reconnected"]);
  });

  it("live on outside of views, where they are mounted once", async () => {
    const live = createLive({
      layout: ({ head, children }) => (
        <html lang="en">
          <head>{head}</head>
          <body>
            <header id="outside" live-hook="Log" />
            {children}
          </body>
        </html>
      ),
    });
    const app = express().use(live, noIcon).get("/", live.page(Rows));
    await using site = await serve(app, live);
    await using proxy = await FaultProxy.start(site.port);
    await using opened = await openWithLog(proxy.url);
    const { page } = opened;
    await settled(page);
    expect(await takeLog(page)).to.deep.equal(["outside mounted {}", 'a mounted {"length":1}']);
    proxy.cut();
    await logHas(page, "a reconnected");
    expect((await takeLog(page)).filter((line) => line.startsWith("outside"))).to.deep.equal([]);
  });

  it("are not loaded where nothing asks for them", async () => {
    const Plain = defineView({ mount: () => ({}), render: () => <p>plain</p> });
    const { app, live } = appWith(Plain);
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    await settled(opened.page);
    const loaded = await opened.page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name),
    );
    expect(loaded.filter((name) => name.includes("interaction"))).to.deep.equal([]);
  });
});
