// What clicks, keys and focus send, as literal frames.
import { expect } from "chai";
import { nextEvent, withLive } from "../support/binding-pages.js";

describe("a page in the browser: clicks", () => {
  it("sends the closest binding of what was clicked, with its values", () =>
    withLive(
      `<div live-click="outer"><p>outer</p>
       <button live-click="inner" live-value-id="7" live-value-__proto__="x" value="v"><b>deep</b></button></div>`,
      async ({ server, page }) => {
        await page.click("b");
        expect(await server.next()).to.equal(
          '[1,1,1,0,"inner",0,{"id":"7","__proto__":"x","value":"v"}]',
        );
        await page.click("p");
        expect(await server.next()).to.equal('[1,1,2,0,"outer"]');
      },
    ));

  it("sends a bound action with the nearest boundary at or above it", () =>
    withLive(
      `<ul><li l=2><button id="a" live-click="@AAAAAAA">x</button></li>
       <li l=3 id="b" live-click="@BBBBBBB">y</li></ul><p id="c" live-click="@CCCCCCC">z</p>`,
      async ({ server, page }) => {
        for (const id of ["a", "b", "c"]) await page.click(`#${id}`);
        expect(await nextEvent(server)).to.deep.equal(["@AAAAAAA", 2]);
        expect(await nextEvent(server)).to.deep.equal(["@BBBBBBB", 3]);
        expect(await nextEvent(server)).to.deep.equal(["@CCCCCCC", 1]);
      },
    ));

  it("leaves a link's modified clicks to the browser and follows no link that is a binding", () =>
    withLive(`<a href="/elsewhere" live-click="open">link</a>`, async ({ server, page }) => {
      const url = page.url();
      await page.click("a");
      expect(await nextEvent(server)).to.deep.equal(["open"]);
      expect(page.url()).to.equal(url);
      const modified = await page.evaluate(() =>
        ["ctrlKey", "metaKey", "shiftKey", "altKey"].map((modifier) => {
          const init = { bubbles: true, cancelable: true, [modifier]: true };
          const event = new MouseEvent("click", init);
          // The browser's own answer to the click is not wanted here, but what the client did is.
          let wasPrevented = true;
          addEventListener(
            "click",
            (late) => {
              wasPrevented = late.defaultPrevented;
              late.preventDefault();
            },
            { once: true },
          );
          document.querySelector("a")?.dispatchEvent(event);
          return wasPrevented;
        }),
      );
      expect(modified).to.deep.equal([false, false, false, false]);
    }));

  it("ignores what is disabled, what a script has prevented, and what is outside a view", () =>
    withLive(
      `<div live-click="around"><button disabled live-click="a">a</button>
       <fieldset disabled><button live-click="b">b</button></fieldset></div>
       <button id="prevented" live-click="c">c</button>`,
      async ({ page }) => {
        await page.evaluate(() => {
          const prevented = document.querySelector("#prevented");
          prevented?.addEventListener("click", (event) => event.preventDefault());
          const outside = document.createElement("button");
          outside.setAttribute("live-click", "outside");
          document.body.append(outside);
          for (const button of document.querySelectorAll("button")) {
            button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
          }
        });
      },
    ));

  it("takes what stands in the legend of a disabled fieldset for usable, as the browser does", () =>
    withLive(
      `<fieldset disabled><legend><button live-click="enable">Enable</button></legend></fieldset>`,
      async ({ server, page }) => {
        await page.click("button");
        expect(await nextEvent(server)).to.deep.equal(["enable"]);
      },
    ));

  it("holds a box that is clicked until the answer, unless the browser is kept from changing it", () =>
    withLive(
      `<input id="a" type="checkbox" live-click="t"><input id="b" type="checkbox" live-click="t" live-prevent>`,
      async (live) => {
        const { server, page } = live;
        const template = `"t",["<input","><input",">"],["checked","checked"]`;
        const first = `["root",["<div>","</div>"],[0],${template}],[1,["root",0,["t"]],0,[0,0,true]]`;
        await page.click("#a");
        await page.click("#a");
        server.send(`[1,1,1,1,${first}]`);
        await page.waitForSelector("#a[checked]");
        await page.click("#a");
        server.send("[1,1,2,2,[1,0,[0,0,false]]]");
        server.send("[1,1,3,3,[1,0,[0,0,true]]]");
        await page.waitForSelector("[live]:not(:has([live-loading]))");
        expect(await page.isChecked("#a")).to.equal(true);
        await page.click("#b");
        expect(await page.isChecked("#b")).to.equal(false);
        server.send("[1,1,4,4,[1,0,[0,1,true]]]");
        await page.waitForSelector("[live]:not(:has([live-loading]))");
        expect(await page.isChecked("#b")).to.equal(true);
        for (let count = 0; count < 4; count++) await nextEvent(server);
      },
    ));

  it("throttles clicks and drops the surplus", () =>
    withLive(
      `<button live-click="a" live-throttle="60000">a</button>`,
      async ({ server, page }) => {
        await page.click("button");
        await page.click("button");
        await page.click("button");
        expect(await nextEvent(server)).to.deep.equal(["a"]);
      },
    ));
});

describe("a page in the browser: keys and focus", () => {
  it("sends keys with their modifiers, filtered by live-key without regard to case", () =>
    withLive(
      `<div live-keydown="escaped" live-key="escape"><input live-keydown="entered" live-key="Enter" value="v"></div>
       <input id="any" live-keyup="any">`,
      async ({ server, page }) => {
        await page.press("div > input", "a");
        await page.press("div > input", "Enter");
        expect(await nextEvent(server)).to.deep.equal([
          "entered",
          0,
          { value: "av", key: "Enter", code: "Enter" },
        ]);
        await page.press("div > input", "Escape");
        expect(await nextEvent(server)).to.deep.equal([
          "escaped",
          0,
          { value: "av", key: "Escape", code: "Escape" },
        ]);
        await page.focus("#any");
        await page.keyboard.down("Shift");
        await page.keyboard.press("Q");
        expect(await nextEvent(server)).to.deep.equal([
          "any",
          0,
          { value: "Q", key: "Q", code: "KeyQ", shift: "true" },
        ]);
      },
    ));

  it("ignores keys of a composition and key events without a key", () =>
    withLive(
      `<input live-keydown="any" live-on-keyup="any"><p live-window-keydown="any" live-key="Enter"></p>`,
      async ({ page }) => {
        await page.evaluate(() => {
          const input = document.querySelector("input");
          const enter = { key: "Enter", bubbles: true };
          // In Safari the key that ends a composition comes after its end.
          for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
            for (const type of ["keydown", "keyup"]) {
              input?.dispatchEvent(new KeyboardEvent(type, { ...enter, ...composing }));
              document.body.dispatchEvent(new KeyboardEvent(type, { ...enter, ...composing }));
            }
          }
          input?.dispatchEvent(new Event("keydown", { bubbles: true }));
        });
      },
    ));

  it("tells when the focus enters and leaves a binding, not when it moves inside", () =>
    withLive(
      `<div live-focus="in" live-blur="out"><input id="a" value="1"><input id="b" value="2"></div><input id="c">`,
      async ({ server, page }) => {
        for (const id of ["a", "b", "c"]) await page.focus(`#${id}`);
        expect(await nextEvent(server)).to.deep.equal(["in", 0, { value: "1" }]);
        expect(await nextEvent(server)).to.deep.equal(["out", 0, { value: "2" }]);
      },
    ));

  it("says nothing of a focus that a patch ends by taking its element away", () =>
    withLive(
      `<input live-blur="left" live-input="typed" live-debounce="60000">`,
      async ({ server, page }) => {
        await page.focus("input");
        await page.keyboard.type("x");
        const templates = `["root",["<div>","</div>"],[0],"t",["<input>"],[]]`;
        server.send(`[1,1,1,0,${templates},[1,["root",0,["t"]],0,"saved"]]`);
        await page.getByText("saved").waitFor();
      },
    ));
});
