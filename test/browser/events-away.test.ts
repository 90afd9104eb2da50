// live-click-away: a menu closes when a click began and ended outside of it, and only then.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { nextEvent, withLive } from "../support/binding-pages.js";
import { interactionLoaded } from "../support/interaction.js";

const html = `<div id="menu" style="width: 200px; height: 100px" live-click-away="away" live-value-id="4">
  <button id="in">inside</button></div><p id="out" style="height: 100px">outside</p>`;

async function drag(page: Page, from: string, to: string): Promise<void> {
  await page.hover(from);
  await page.mouse.down();
  await page.hover(to);
  await page.mouse.up();
}

describe("live-click-away", () => {
  it("counts a click outside, and none inside", () =>
    withLive(html, async ({ server, page }) => {
      await interactionLoaded(page);
      await page.click("#in");
      await page.click("#out");
      expect(await nextEvent(server)).to.deep.equal(["away", 0, { id: "4" }]);
    }));

  it("does not count a drag that began or ended inside", () =>
    withLive(html, async ({ page }) => {
      await interactionLoaded(page);
      await drag(page, "#in", "#out");
      await drag(page, "#out", "#in");
    }));

  it("counts a button outside that was pressed by the keyboard, but not Enter in a field", () =>
    withLive(
      `${html}<button id="b">b</button><form live-submit="save"><input><button>Save</button></form>`,
      async ({ server, page }) => {
        await interactionLoaded(page);
        await page.press("input", "Enter");
        expect((await nextEvent(server))[0]).to.equal("save");
        await page.focus("#b");
        await page.keyboard.press("Space");
        expect((await nextEvent(server))[0]).to.equal("away");
      },
    ));

  it("counts only for what the user can see", () =>
    withLive(
      `<div style="display: none" live-click-away="hidden">a</div>
       <div style="position: absolute; top: 5000px" live-click-away="far">b</div>
       <div live-click-away="seen">c</div><p id="out" style="height: 90px">outside</p>`,
      async ({ server, page }) => {
        await interactionLoaded(page);
        await page.click("#out");
        expect((await nextEvent(server))[0]).to.equal("seen");
      },
    ));

  it("does not close what the same click opens, and knows what was inside though it has gone", () =>
    withLive(
      `<div id="menu" style="display: none" live-click-away="away"><button id="in"><b>x</b></button></div>
       <button id="open">open</button>`,
      async ({ server, page }) => {
        await interactionLoaded(page);
        await page.evaluate(() => {
          const menu = document.querySelector<HTMLElement>("#menu");
          document.querySelector("#open")?.addEventListener("click", () => {
            if (menu) menu.style.display = "";
          });
          const inside = document.querySelector("#in");
          inside?.addEventListener("mousedown", () => inside.replaceChildren("y"));
          inside?.addEventListener("click", () => inside.remove());
        });
        await page.click("#open");
        await page.click("#in");
        await page.click("#open");
        expect((await nextEvent(server))[0]).to.equal("away");
      },
    ));
});
