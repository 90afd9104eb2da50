// live-on-* and live-window-*: any event of the browser or of a script, and what it carries.
import { expect } from "chai";
import { nextEvent, withLive } from "../support/binding-pages.js";
import { openPage } from "../support/browser.js";
import { nextJoin } from "../support/counter-pages.js";
import { documentOf, serveFrames, viewOf } from "../support/frame-server.js";
import { interactionLoaded } from "../support/interaction.js";

describe("live-on-*", () => {
  it("sends a double click with its place in the element, its button and its modifiers", () =>
    withLive(
      `<div id="d" style="padding: 20px" live-on-dblclick="open" live-value-id="7"><p>x</p></div>`,
      async ({ server, page }) => {
        await interactionLoaded(page);
        await page.dblclick("#d", { position: { x: 12, y: 5 }, modifiers: ["Shift"] });
        expect(await nextEvent(server)).to.deep.equal([
          "open",
          0,
          { id: "7", x: "12", y: "5", button: "0", shift: "true" },
        ]);
      },
    ));

  it("gives an event that does not bubble to its target alone", () =>
    withLive(
      `<div id="outer" style="padding: 30px" live-on-mouseenter="outer"><p id="inner" live-on-mouseenter="inner"><b>x</b></p></div>
       <details live-on-toggle="toggled"><summary>s</summary></details>
       <button popovertarget="menu">m</button><div id="menu" popover live-on-toggle="menu">menu</div>`,
      async ({ server, page }) => {
        await interactionLoaded(page);
        await page.hover("#outer", { position: { x: 3, y: 3 } });
        await page.hover("b");
        await page.click("summary");
        expect((await nextEvent(server))[0]).to.equal("outer");
        expect((await nextEvent(server))[0]).to.equal("inner");
        expect(await nextEvent(server)).to.deep.equal(["toggled", 0, { open: "true" }]);
        await page.click("button");
        expect(await nextEvent(server)).to.deep.equal(["menu", 0, { open: "true" }]);
        await page.keyboard.press("Escape");
        expect(await nextEvent(server)).to.deep.equal(["menu"]);
      },
    ));

  it("carries the text of a paste and of a drop, and lets a drop happen", () =>
    withLive(
      `<textarea live-on-paste="pasted" live-prevent></textarea>
       <p id="from" draggable="true" live-on-dragstart="lifted" live-value-id="3">drag me</p>
       <div id="to" style="height: 60px" live-on-dragover="" live-prevent="dragover" live-on-drop="dropped">to</div>`,
      async ({ server, page }) => {
        await interactionLoaded(page);
        await page.$eval("textarea", (el) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", "from elsewhere");
          const init = { clipboardData, bubbles: true, cancelable: true };
          el.dispatchEvent(new ClipboardEvent("paste", init));
        });
        expect(await nextEvent(server)).to.deep.equal(["pasted", 0, { text: "from elsewhere" }]);
        await page.dragAndDrop("#from", "#to", {
          sourcePosition: { x: 4, y: 4 },
          targetPosition: { x: 10, y: 20 },
        });
        expect((await nextEvent(server)).slice(0, 1)).to.deep.equal(["lifted"]);
        expect(await nextEvent(server)).to.deep.equal([
          "dropped",
          0,
          { x: "10", y: "20", button: "0" },
        ]);
      },
    ));

  it("carries the detail of a custom event as fields, within bounds", () =>
    withLive(`<div id="d" live-on-my-event="mine"><p>x</p></div>`, async ({ server, page }) => {
      await interactionLoaded(page);
      const dispatch = (detail: unknown) =>
        page.$eval(
          "p",
          (el, value) => {
            el.dispatchEvent(new CustomEvent("my-event", { bubbles: true, detail: value }));
          },
          detail,
        );
      const sent = async () => (await nextEvent(server))[2];
      await dispatch({ name: "a", count: 3, isOpen: true, tags: ["x", 1], place: { x: 1 } });
      expect(await sent()).to.deep.equal({
        name: "a",
        count: "3",
        isOpen: "true",
        tags: ["x", "1"],
        place: '{"x":1}',
      });
      await dispatch("plain");
      expect(await sent()).to.deep.equal({ detail: "plain" });
      await dispatch(null);
      expect(await sent()).to.equal(undefined);
      await dispatch({ short: "kept", long: "x".repeat(20_000) });
      expect(await sent()).to.deep.equal({ short: "kept" });
    }));

  it("works for bindings that come with a patch or a script, under names not seen before", () =>
    withLive(`<p live-on-first="first">x</p><div id="d"></div>`, async ({ server, page }) => {
      await interactionLoaded(page);
      await page.$eval("#d", (el) => {
        el.innerHTML = '<i live-on-second="second">y</i>';
      });
      await page.$eval("i", (el) => el.dispatchEvent(new Event("second")));
      expect(await nextEvent(server)).to.deep.equal(["second"]);
    }));

  it("works for a name that an element has only after its view has started anew", async () => {
    const html = (token: string, binding: string) =>
      `<div l=1 live="${token}"><p live-on-first="first" ${binding}>x</p></div>`;
    await using server = await serveFrames(({ isRejoin }) =>
      isRejoin ? viewOf(html("T2", 'live-on-late="late"')) : documentOf(html("T1", "")),
    );
    await using opened = await openPage(server.url);
    const { page } = opened;
    await nextJoin(server);
    server.send("[0,1,1]");
    await interactionLoaded(page);
    server.send('[4,1,"unknown"]');
    expect((await nextJoin(server)).token).to.equal("T2");
    server.send("[0,2,1]");
    await page.$eval("p", (el) => el.dispatchEvent(new Event("late")));
    expect(JSON.parse(await server.next())).to.deep.equal([1, 2, 1, 0, "late"]);
  });

  it("is held back by live-throttle, of what has a state with the last one at the end", () =>
    withLive(
      `<div id="d" style="height: 50px; overflow: auto" live-on-scroll="scrolled" live-throttle="200"><p style="height: 900px">x</p></div>`,
      async ({ server, page }) => {
        await interactionLoaded(page);
        await page.$eval("#d", async (el) => {
          for (const top of [10, 20, 300]) {
            el.scrollTop = top;
            await new Promise((resolve) => el.addEventListener("scroll", resolve, { once: true }));
          }
        });
        expect(await nextEvent(server)).to.deep.equal(["scrolled", 0, { x: "0", y: "10" }]);
        expect(await nextEvent(server)).to.deep.equal(["scrolled", 0, { x: "0", y: "300" }]);
      },
    ));
});

describe("live-window-*", () => {
  it("gives keys to every element that wants them, wherever the focus is", () =>
    withLive(
      `<p live-window-keydown="search" live-key="ctrl+k" live-prevent>a</p><p live-window-keydown="close" live-key="Escape">b</p>
       <p live-window-keyup="up" live-key="k" live-value-id="1">c</p>`,
      async ({ server, page }) => {
        await interactionLoaded(page);
        await page.keyboard.press("Control+k");
        await page.keyboard.press("Escape");
        expect(await nextEvent(server)).to.deep.equal([
          "search",
          0,
          { key: "k", code: "KeyK", ctrl: "true" },
        ]);
        expect(await nextEvent(server)).to.deep.equal([
          "up",
          0,
          { id: "1", key: "k", code: "KeyK", ctrl: "true" },
        ]);
        expect((await nextEvent(server))[0]).to.equal("close");
      },
    ));

  it("leaves a key to the element with the focus that has a binding for it", () =>
    withLive(
      `<div live-window-keydown="window"><input live-keydown="own" live-key="Enter"></div>`,
      async ({ server, page }) => {
        await interactionLoaded(page);
        await page.press("input", "Enter");
        await page.press("input", "x");
        expect((await nextEvent(server))[0]).to.equal("own");
        expect((await nextEvent(server))[0]).to.equal("window");
      },
    ));

  it("sends size, scroll position, focus and network of the window", () =>
    withLive(
      `<div style="height: 3000px" live-window-resize="sized" live-window-scroll="scrolled" live-window-focus="focused"
        live-window-blur="blurred" live-window-offline="offline" live-window-online="online">x</div>`,
      async ({ server, page }) => {
        await interactionLoaded(page);
        await page.setViewportSize({ width: 500, height: 400 });
        expect(await nextEvent(server)).to.deep.equal([
          "sized",
          0,
          { width: "500", height: "400" },
        ]);
        await page.evaluate(() => scrollTo(0, 120));
        expect(await nextEvent(server)).to.deep.equal(["scrolled", 0, { x: "0", y: "120" }]);
        // A page that comes online asks the socket for a sign of life, which is no event.
        for (const type of ["blur", "focus", "offline", "online"]) {
          await page.evaluate((name) => dispatchEvent(new Event(name)), type);
        }
        const names = [];
        while (names.length < 4) {
          const [tag, , , , handler] = JSON.parse(await server.next());
          if (tag === 1) names.push(handler);
        }
        expect(names).to.deep.equal(["blurred", "focused", "offline", "online"]);
      },
    ));
});
