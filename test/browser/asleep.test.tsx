// A page that is open and does nothing, in the browser: its session goes to the store and comes back under what the user had.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { SharedStore, secret } from "../support/desk.js";
import { noIcon, textBecomes } from "../support/live-app.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

const mounts: string[] = [];
const List = defineView({
  name: "List",
  mount: () => {
    mounts.push("mount");
    return { rows: ["first"], isOpen: false };
  },
  events: {
    add: ({ rows }) => ({ rows: [`row ${rows.length}`, ...rows] }),
    toggle: ({ isOpen }) => ({ isOpen: !isOpen }),
  },
  actions: {
    remove: ({ rows }, _ctx, row: string) => ({ rows: rows.filter((each) => each !== row) }),
  },
  render: ({ rows, isOpen }, on) => (
    <main>
      <button id="add" type="button" live-click="add">
        Add
      </button>
      <button id="toggle" type="button" live-click="toggle">
        Toggle
      </button>
      {isOpen && <p id="open">open with {rows.length}</p>}
      <input aria-label="Note" />
      <ul>
        {rows.map((row) => (
          <li key={row} live-click={on.remove(row)}>
            {row}
          </li>
        ))}
      </ul>
    </main>
  ),
});

describe("an open page in the browser whose session sleeps", () => {
  it("goes on with each click as if it had never slept", async function () {
    this.timeout(30_000);
    const store = new SharedStore();
    const live = createLive({ secret, store, limits: { idleMs: 1 } });
    const app = express().use(live, noIcon).get("/", live.page(List));
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.locator("input").fill("half typed");
    const asleep = () => eventually(() => live.stats().asleep === 1, "sleep");
    await asleep();
    await page.locator("#add").click();
    await textBecomes(page, "ul", "row 1first");
    await page.locator("#toggle").click();
    await textBecomes(page, "#open", "open with 2");
    // The page is by now what patches made of it, and its nodes are in no order.
    await asleep();
    await page.locator("#add").click();
    await textBecomes(page, "ul", "row 2row 1first");
    await textBecomes(page, "#open", "open with 3");
    await asleep();
    await page.getByText("row 1").click();
    await textBecomes(page, "ul", "row 2first");
    await page.locator("#toggle").click();
    await page.locator("#open").waitFor({ state: "detached" });
    expect(await page.locator("input").inputValue()).to.equal("half typed");
    expect(mounts).to.deep.equal(["mount"]);
    expect(opened.problems).to.deep.equal([]);
  });
});
