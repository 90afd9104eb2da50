// What the demos promise, on pages made to break it: one mount, small patches, no lost key, no inline code.
import { expect } from "chai";
import express from "express";
import helmet from "helmet";
import { createLive, defineView, topic } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { appWith, noIcon, textBecomes } from "../support/live-app.js";
import { serve } from "../support/server.js";

describe("a live page in the browser", () => {
  it("mounts once per visit, and its socket brings no page", async () => {
    let mounts = 0;
    const Counter = defineView({
      mount: async () => ({ count: 0, mounts: ++mounts }),
      events: { increment: ({ count }) => ({ count: count + 1 }) },
      render: (state) => (
        <button type="button" live-click="increment">
          {state.count}
        </button>
      ),
    });
    const { live, app } = appWith(Counter);
    await using site = await serve(app, live);
    await using opened = await openPage();
    const frames: string[] = [];
    opened.page.on("websocket", (ws) =>
      ws.on("framereceived", ({ payload }) => frames.push(String(payload))),
    );
    await opened.page.goto(site.url);
    await settled(opened.page);
    expect(frames).to.deep.equal(["[0,1,1]"]);
    await opened.page.click("button");
    await textBecomes(opened.page, "button", "1");
    expect(mounts).to.equal(1);
    await opened.page.reload();
    await settled(opened.page);
    expect(mounts).to.equal(2);
    expect(opened.problems).to.deep.equal([]);
  });

  it("touches the changed cell of a thousand rows and nothing else", async () => {
    const prices = topic<{ id: number; price: number }>("prices");
    interface Row {
      readonly id: number;
      readonly price: number;
    }
    function PriceRow({ row }: { row: Row }) {
      return (
        <tr id={`row-${row.id}`}>
          <th>{row.id}</th>
          <td>{row.price}</td>
        </tr>
      );
    }
    const Table = defineView({
      mount: ({ ctx }) => {
        ctx.subscribe(prices);
        const rows: Row[] = Array.from({ length: 1000 }, (_, id) => ({ id, price: id * 2 }));
        return { rows };
      },
      messages: {
        price: {
          topic: prices,
          run: ({ rows }, _ctx, change) => ({
            rows: rows.map((row) => (row.id === change.id ? change : row)),
          }),
        },
      },
      render: ({ rows }) => (
        <table>
          <tbody>
            {rows.map((row) => (
              <PriceRow key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      ),
    });
    const { live, app } = appWith(Table);
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver((records) => {
        for (const { type, target } of records) {
          const row = target.parentElement?.closest("tr")?.id;
          seen.push(`${type} ${row} ${target.parentElement?.localName}`);
        }
      }).observe(document, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    live.publish(prices, { id: 500, price: -1 });
    await textBecomes(page, "#row-500 td", "-1");
    live.publish(prices, { id: 500, price: -2 });
    await textBecomes(page, "#row-500 td", "-2");
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen).to.deep.equal(["characterData row-500 td", "characterData row-500 td"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("loses no character typed while the server pushes into the same form", async function () {
    this.timeout(30_000);
    const Form = defineView({
      mount: ({ ctx }) => {
        ctx.every(15, "tick");
        return { ticks: 0, text: "", notes: "" };
      },
      events: {
        changed: (_state, ctx) => ({ text: String(ctx.payload.text ?? "") }),
        save: (_state, ctx) => ({ notes: `${ctx.payload.text}|${ctx.payload.more}` }),
      },
      messages: { tick: ({ ticks }) => ({ ticks: ticks + 1 }) },
      render: ({ ticks, text, notes }) => (
        <form live-submit="save" live-input="changed" class={ticks % 2 === 0 ? "even" : "odd"}>
          <label>
            {`Text ${ticks}`}
            <input name="text" value={text} data-ticks={ticks} />
          </label>
          <textarea name="more">{ticks % 3 === 0 ? "" : ""}</textarea>
          {ticks % 4 === 0 && <p>now and then</p>}
          <output>{notes}</output>
          <button type="submit">Save</button>
        </form>
      ),
    });
    const { live, app } = appWith(Form);
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    const typed = "The quick brown fox jumps over the lazy dog, 0123456789 times. "
      .repeat(2)
      .trim();
    await page.focus("input");
    await page.keyboard.type(typed, { delay: 4 });
    expect(await page.inputValue("input")).to.equal(typed);
    await page.focus("textarea");
    await page.keyboard.type(typed, { delay: 4 });
    expect(await page.inputValue("textarea")).to.equal(typed);
    await page.click("button");
    await textBecomes(page, "output", `${typed}|${typed}`);
    expect(await page.inputValue("input")).to.equal(typed);
    expect(opened.problems).to.deep.equal([]);
  });

  it("works behind helmet's default policy", async () => {
    const Counter = defineView({
      mount: () => ({ count: 0 }),
      events: { increment: ({ count }) => ({ count: count + 1 }) },
      render: ({ count }) => (
        <button type="button" live-click="increment">
          {count}
        </button>
      ),
    });
    const live = createLive();
    const app = express().use(helmet(), live, noIcon).get("/", live.page(Counter));
    await using site = await serve(app, live);
    const answer = await fetch(site.url);
    expect(answer.headers.get("content-security-policy")).to.contain("script-src 'self';");
    expect(await answer.text()).to.not.match(/<script(?![^>]* src=)|\son\w+=|<style|style=/);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.click("button");
    await textBecomes(page, "button", "1");
    expect(opened.problems).to.deep.equal([]);
  });
});
