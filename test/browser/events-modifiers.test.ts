// live-prevent, -stop, -once, -self and -key: which events of real mice and keyboards count.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { nextEvent, withLive } from "../support/binding-pages.js";
import type { FrameServer } from "../support/frame-server.js";

/** The names of the next events. */
async function handlers(server: FrameServer, count: number): Promise<unknown[]> {
  const names: unknown[] = [];
  for (let i = 0; i < count; i++) names.push((await nextEvent(server))[0]);
  return names;
}

/** Whether the browser's own answer to the last event of this type was prevented. */
async function recordPrevented(page: Page, type: string): Promise<() => Promise<boolean>> {
  await page.evaluate((name) => {
    addEventListener(name, ({ defaultPrevented }) => {
      document.documentElement.dataset.prevented = String(defaultPrevented);
    });
  }, type);
  return async () => (await page.getAttribute("html", "data-prevented")) === "true";
}

describe("modifiers of bindings", () => {
  it("live-prevent keeps the browser from doing anything, for the events that it names", () =>
    withLive(
      `<input live-keydown="key" live-keyup="up" live-prevent="keydown" live-key="a b">
       <input type="checkbox" live-click="ticked" live-prevent>`,
      async ({ server, page }) => {
        await page.locator("input").first().pressSequentially("abc");
        expect(await handlers(server, 4)).to.deep.equal(["key", "up", "key", "up"]);
        expect(await page.locator("input").first().inputValue()).to.equal("c");
        await page.click("[type=checkbox]");
        expect(await handlers(server, 1)).to.deep.equal(["ticked"]);
        expect(await page.isChecked("[type=checkbox]")).to.equal(false);
      },
    ));

  it("prevents the jump of a link to # in a binding, and no other link's way", () =>
    withLive(
      `<p live-click="row"><a id="a" href="#">here</a><a id="b" href="#b">there</a></p>`,
      async ({ server, page }) => {
        const wasPrevented = await recordPrevented(page, "click");
        await page.click("#a");
        expect(await wasPrevented()).to.equal(true);
        await page.click("#b");
        expect(await wasPrevented()).to.equal(false);
        expect(await handlers(server, 2)).to.deep.equal(["row", "row"]);
        expect(new URL(page.url()).hash).to.equal("#b");
      },
    ));

  it("live-stop ends an event where it is, with a binding or without", () =>
    withLive(
      `<div live-click="card" live-window-click="window" live-click-away="away">
        <p><a id="a" href="#a" live-stop>plain</a> <button id="b" live-click="b" live-stop="click">b</button>
        <button id="c" live-click="c" live-stop="keydown">c</button></p></div>`,
      async ({ server, page }) => {
        await page.click("#a");
        await page.click("#b");
        await page.click("#c");
        expect(await handlers(server, 3)).to.deep.equal(["b", "c", "window"]);
      },
    ));

  it("lets a key through to the binding outside when live-key does not want it", () =>
    withLive(
      `<div live-keydown="close" live-key="Escape"><input live-keydown="save" live-key="ctrl+s Enter" live-prevent live-stop></div>`,
      async ({ server, page }) => {
        await page.focus("input");
        for (const key of ["s", "Control+s", "Escape", "Enter", "Shift+Enter"]) {
          await page.keyboard.press(key);
        }
        expect(await handlers(server, 4)).to.deep.equal(["save", "close", "save", "save"]);
        expect(await page.inputValue("input")).to.equal("s");
      },
    ));

  it("live-once counts the first event of each binding, and then the binding outside", () =>
    withLive(
      `<div live-click="outer"><button live-click="inner" live-focus="focus" live-once="click">x</button></div><input>`,
      async ({ server, page }) => {
        await page.click("button");
        await page.click("button");
        await page.focus("input");
        await page.focus("button");
        expect(await handlers(server, 4)).to.deep.equal(["focus", "inner", "outer", "focus"]);
      },
    ));

  it("live-self counts events of the element and not of what is in it", () =>
    withLive(
      `<div live-click="outside"><div id="d" style="padding: 30px" live-click="backdrop" live-self><p>inside</p></div></div>`,
      async ({ server, page }) => {
        await page.click("p");
        await page.click("#d", { position: { x: 5, y: 5 } });
        expect(await handlers(server, 2)).to.deep.equal(["outside", "backdrop"]);
      },
    ));

  it("an empty handler sends nothing, but its modifiers hold", () =>
    withLive(
      `<div live-click="outer"><a id="a" href="#a" live-click="">a</a> <input type="checkbox" live-click="" live-prevent></div>`,
      async ({ page }) => {
        await page.click("a");
        await page.click("input");
        expect(await page.isChecked("input")).to.equal(false);
      },
    ));

  it("sends nothing for an element that has gone while its event was held back", () =>
    withLive(
      `<input id="a" live-input="gone" live-debounce="20"><input id="b" live-input="there" live-debounce="40">`,
      async ({ server, page }) => {
        await page.evaluate(() => {
          const controls = [...document.querySelectorAll("input")];
          for (const el of controls) el.dispatchEvent(new Event("input", { bubbles: true }));
          controls[0]?.remove();
        });
        expect(await handlers(server, 1)).to.deep.equal(["there"]);
      },
    ));
});
