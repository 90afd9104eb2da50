// Commands that show and hide: by display, as dialogs and popovers, kept through patches.
import { expect } from "chai";
import { js, raw } from "slotwire";
import { commandPage } from "../support/command-page.js";

describe("show, hide and toggle in the browser", () => {
  it("show what is hidden, in whichever way, and leave alone what is visible", async () => {
    await using opened = await commandPage({}, () => (
      <div>
        <style>{raw(".none { display: none } .flex { display: flex }")}</style>
        <button type="button" live-click={js.show(".box")}>
          Show
        </button>
        <p class="box" id="style" style="display: none" />
        <p class="box" id="hidden" hidden />
        <p class="box none" id="class" />
        <p class="box flex" id="flex" style="display: none" />
        <p class="box" id="visible" />
        <table>
          <tbody>
            <tr class="box none" id="row" />
          </tbody>
        </table>
      </div>
    ));
    const { page } = opened;
    await page.click("button");
    await opened.until(`shown("#row")`);
    const displays = await opened.see(
      `["style", "hidden", "class", "flex", "row"].map((id) => getComputedStyle($("#" + id)).display)`,
    );
    expect(displays).to.deep.equal(["block", "block", "block", "flex", "table-row"]);
    expect(await opened.see("happened")).to.deep.equal(
      ["style", "hidden", "class", "flex", "row"].flatMap((id) => [
        `${id} show-start`,
        `${id} show-end`,
      ]),
    );
    expect(await opened.see(`$("#visible").outerHTML`)).to.equal(
      '<p class="box" id="visible"></p>',
    );
    expect(opened.problems).to.deep.equal([]);
  });

  it("show with the display that the command asks for", async () => {
    await using opened = await commandPage({}, () => (
      <div>
        <button type="button" live-click={js.show("#box", { display: "grid" })}>
          Show
        </button>
        <p id="box" style="color: red; display: none" />
      </div>
    ));
    await opened.page.click("button");
    await opened.until(`getComputedStyle($("#box")).display === "grid"`);
    expect(await opened.see(`$("#box").style.color`)).to.equal("red");
  });

  it("hide, and stay hidden when the server writes the style, a class or the text again", async () => {
    await using opened = await commandPage({ color: "red", text: "one" }, ({ color, text }) => (
      <div>
        <button type="button" live-click={js.hide("#box")}>
          Hide
        </button>
        <p id="box" style={{ color }} class={color}>
          {text}
        </p>
      </div>
    ));
    await opened.page.click("button");
    await opened.until(`!shown("#box")`);
    await opened.change({ color: "blue", text: "two" });
    expect(await opened.see(`$("#box").outerHTML`)).to.equal(
      '<p id="box" style="color: blue; display: none;" class="blue">two</p>',
    );
    expect(await opened.see("happened")).to.deep.equal(["box hide-start", "box hide-end"]);
  });

  it("toggle between both, with the events of each", async () => {
    await using opened = await commandPage({}, () => (
      <div>
        <button type="button" live-click={js.toggle("#box")}>
          Toggle
        </button>
        <p id="box">Box</p>
      </div>
    ));
    for (const isShown of [false, true, false]) {
      await opened.page.click("button");
      await opened.until(`shown("#box") === ${isShown}`);
    }
    expect(await opened.see("happened")).to.deep.equal(
      ["hide", "show", "hide"].flatMap((name) => [`box ${name}-start`, `box ${name}-end`]),
    );
  });

  it("open a dialog as a modal one and close it, through patches and with Escape", async () => {
    await using opened = await commandPage({ text: "one" }, ({ text }) => (
      <div>
        <button type="button" id="open" live-click={js.show("#dialog")}>
          Open
        </button>
        <dialog id="dialog" class={text}>
          <button type="button" id="close" live-click={js.hide({ closest: "dialog" })}>
            {text}
          </button>
        </dialog>
      </div>
    ));
    const { page } = opened;
    await page.click("#open");
    await opened.until(`$("#dialog").matches(":modal")`);
    await opened.change({ text: "two" });
    expect(await opened.see(`$("#dialog").matches(":modal")`)).to.equal(true);
    expect(await opened.see("document.activeElement.id")).to.equal("close");
    await page.click("#close");
    await opened.until(`!$("#dialog").open`);
    expect(await opened.see("document.activeElement.id")).to.equal("open");
    await page.click("#open");
    await opened.until(`$("#dialog").open`);
    await page.keyboard.press("Escape");
    await opened.until(`!$("#dialog").open`);
    await page.click("#open");
    await opened.until(`$("#dialog").open`);
  });

  it("show and hide a popover", async () => {
    await using opened = await commandPage({}, () => (
      <div>
        <button type="button" live-click={js.toggle("#tip")}>
          Toggle
        </button>
        <p id="tip" popover="manual">
          Tip
        </p>
      </div>
    ));
    for (const isOpen of [true, false]) {
      await opened.page.click("button");
      await opened.until(`$("#tip").matches(":popover-open") === ${isOpen}`);
    }
  });
});
