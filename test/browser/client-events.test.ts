// What each binding sends, as literal frames: clicks, forms, controls, keys and focus.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { openPage } from "../support/browser.js";
import { nextJoin } from "../support/counter-pages.js";
import { documentOf, type FrameServer, serveFrames } from "../support/frame-server.js";

interface Live {
  readonly server: FrameServer;
  readonly page: Page;
}

/** Runs `check` on a page that shows `html` and is joined; then nothing else may have been sent. */
async function withLive(html: string, check: (live: Live) => Promise<void>): Promise<void> {
  await using server = await serveFrames(() => documentOf(`<div l=1 live="T1">${html}</div>`));
  await using opened = await openPage(server.url);
  await nextJoin(server);
  server.send("[0,1,1]");
  await check({ server, page: opened.page });
  // Frames keep their order: what was sent too much would come before this one.
  await opened.page.evaluate(() => {
    const button = document.createElement("button");
    button.setAttribute("live-click", "end");
    document.querySelector("[live]")?.append(button);
    button.click();
  });
  expect(JSON.parse(await server.next())[4]).to.equal("end");
  expect(opened.problems).to.deep.equal([]);
}

/** The next event's handler, boundary and payload, as far as they are there. */
async function nextEvent(server: FrameServer): Promise<unknown[]> {
  const [tag, s, , , ...event] = JSON.parse(await server.next());
  expect([tag, s]).to.deep.equal([1, 1]);
  return event;
}

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

describe("a page in the browser: forms", () => {
  const form = `<form live-submit="save" live-change="validate" live-value-list="3">
    <input name="title" value="a b&amp;c"><input type="checkbox" name="done"><input type="file" name="file">
    <select multiple name="tag"><option selected>x<option selected>y<option>z</select>
    <button name="how" value="now">Now</button><button id="plain">Plain</button></form>`;

  it("submits all fields but files, and the button that was pressed", () =>
    withLive(form, async ({ server, page }) => {
      const url = page.url();
      await page.click("[name=how]");
      const now = "title=a+b%26c&tag=x&tag=y&how=now&list=3";
      expect(await nextEvent(server)).to.deep.equal(["save", 0, now]);
      await page.click("#plain");
      expect(await nextEvent(server)).to.deep.equal([
        "save",
        0,
        "title=a+b%26c&tag=x&tag=y&list=3",
      ]);
      await page.press("[name=title]", "Enter");
      expect(await nextEvent(server)).to.deep.equal(["save", 0, now]);
      expect(page.url()).to.equal(url);
    }));

  it("sends the form when a control of it changes, and names the control", () =>
    withLive(
      `${form.replace("<form", '<form id="f"')}<input form="f" name="far">`,
      async (live) => {
        await live.page.check("[name=done]");
        const fields = "title=a+b%26c&done=on&tag=x&tag=y";
        const done = `${fields}&far=&list=3&_target=done`;
        expect(await nextEvent(live.server)).to.deep.equal(["validate", 0, done]);
        await live.page.fill("[name=far]", "é");
        await live.page.locator("[name=far]").blur();
        const far = `${fields}&far=%C3%A9&list=3&_target=far`;
        expect(await nextEvent(live.server)).to.deep.equal(["validate", 0, far]);
      },
    ));

  it("lets a dialog's form close its dialog, and a script prevent a submit", () =>
    withLive(
      `<dialog open><form method="dialog" live-submit="closed"><button id="a">ok</button></form></dialog>
       <form id="f" live-submit="never"><button id="b">no</button></form>`,
      async ({ server, page }) => {
        await page.click("#a");
        expect(await nextEvent(server)).to.deep.equal(["closed"]);
        expect(await page.locator("dialog[open]").count()).to.equal(0);
        await page.evaluate(() => {
          document.querySelector("#f")?.addEventListener("submit", (e) => e.preventDefault());
        });
        await page.click("#b");
      },
    ));

  it("sends a control's own value, under its name and as value", () =>
    withLive(
      `<form live-change="form"><input name="a" live-input="typed"></form>
       <select name="s" live-change="picked"><option>x<option>y</select>
       <select multiple name="m" live-change="many"><option>x<option>y</select>
       <input type="checkbox" name="c" live-change="ticked" live-value-id="4">
       <textarea live-input="nameless"></textarea>`,
      async ({ server, page }) => {
        await page.fill("[name=a]", "hi");
        expect(await nextEvent(server)).to.deep.equal([
          "typed",
          0,
          { _target: "a", a: "hi", value: "hi" },
        ]);
        await page.locator("[name=a]").blur();
        expect(await nextEvent(server)).to.deep.equal(["form", 0, "a=hi&_target=a"]);
        await page.selectOption("[name=s]", "y");
        expect(await nextEvent(server)).to.deep.equal([
          "picked",
          0,
          { _target: "s", s: "y", value: "y" },
        ]);
        await page.selectOption("[name=m]", ["x", "y"]);
        expect(await nextEvent(server)).to.deep.equal([
          "many",
          0,
          { _target: "m", m: ["x", "y"], value: ["x", "y"] },
        ]);
        await page.check("[name=c]");
        expect(await nextEvent(server)).to.deep.equal([
          "ticked",
          0,
          { id: "4", _target: "c", c: "on", value: "on" },
        ]);
        await page.uncheck("[name=c]");
        expect(await nextEvent(server)).to.deep.equal(["ticked", 0, { id: "4", _target: "c" }]);
        await page.fill("textarea", "t");
        expect(await nextEvent(server)).to.deep.equal(["nameless", 0, { value: "t" }]);
      },
    ));

  it("sends what a debounce holds back before the submit of its form, and on blur", () =>
    withLive(
      `<form live-submit="save" live-input="typed"><input name="a" live-debounce="60000">
       <input name="b" live-debounce="blur"><button>Save</button></form><input id="away">`,
      async ({ server, page }) => {
        await page.locator("[name=a]").pressSequentially("xy");
        await page.press("[name=a]", "Enter");
        expect(await nextEvent(server)).to.deep.equal(["typed", 0, "a=xy&b=&_target=a"]);
        expect(await nextEvent(server)).to.deep.equal(["save", 0, "a=xy&b="]);
        await page.locator("[name=b]").pressSequentially("z");
        await page.focus("#away");
        expect(await nextEvent(server)).to.deep.equal(["typed", 0, "a=xy&b=z&_target=b"]);
      },
    ));

  it("debounces to the millisecond and throttles with the last value", async () => {
    const html = `<input id="d" live-input="quiet" live-debounce="300"><input id="t" live-input="paced" live-throttle="500">`;
    await using server = await serveFrames(() => documentOf(`<div l=1 live="T1">${html}</div>`));
    await using opened = await openPage();
    const { page } = opened;
    await page.clock.install();
    await page.goto(server.url);
    await nextJoin(server);
    server.send("[0,1,1]", '[2,1,1,0,"title","Joined"]');
    await page.waitForFunction(() => document.title === "Joined");
    await page.clock.pauseAt(Date.now() + 5000);
    await page.locator("#d").pressSequentially("ab");
    await page.clock.runFor(299);
    expect(server.unread).to.deep.equal([]);
    await page.clock.runFor(1);
    expect(await nextEvent(server)).to.deep.equal(["quiet", 0, { value: "ab" }]);
    await page.locator("#t").pressSequentially("xyz");
    expect(await nextEvent(server)).to.deep.equal(["paced", 0, { value: "x" }]);
    await page.clock.runFor(499);
    expect(server.unread).to.deep.equal([]);
    await page.clock.runFor(1);
    expect(await nextEvent(server)).to.deep.equal(["paced", 0, { value: "xyz" }]);
  });
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
    withLive(`<input live-keydown="any">`, async ({ page }) => {
      await page.evaluate(() => {
        const input = document.querySelector("input");
        const composing = { key: "Enter", isComposing: true, bubbles: true };
        input?.dispatchEvent(new KeyboardEvent("keydown", composing));
        input?.dispatchEvent(new Event("keydown", { bubbles: true }));
      });
    }));

  it("tells when the focus enters and leaves a binding, not when it moves inside", () =>
    withLive(
      `<div live-focus="in" live-blur="out"><input id="a" value="1"><input id="b" value="2"></div><input id="c">`,
      async ({ server, page }) => {
        for (const id of ["a", "b", "c"]) await page.focus(`#${id}`);
        expect(await nextEvent(server)).to.deep.equal(["in", 0, { value: "1" }]);
        expect(await nextEvent(server)).to.deep.equal(["out", 0, { value: "2" }]);
      },
    ));
});
