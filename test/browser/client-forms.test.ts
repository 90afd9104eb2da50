// What forms and their controls send, as literal frames, and when.
import { expect } from "chai";
import { answer, nextEvent, withLive } from "../support/binding-pages.js";
import { openPage } from "../support/browser.js";
import { nextJoin } from "../support/counter-pages.js";
import { documentOf, serveFrames } from "../support/frame-server.js";

describe("a page in the browser: forms", function () {
  // The first test waits for the script to be built.
  this.timeout(30_000);

  const form = `<form live-submit="save" live-change="validate" live-value-list="3">
    <input name="title" value="a b&amp;c"><input type="checkbox" name="done"><input type="file" name="file">
    <select multiple name="tag"><option selected>x<option selected>y<option>z</select>
    <button name="how" value="now">Now</button><button id="plain">Plain</button></form>`;

  it("submits all fields, of files the names, and the button that was pressed", () =>
    withLive(form, async (live) => {
      const { server, page } = live;
      const url = page.url();
      await page.click("[name=how]");
      const now = "title=a+b%26c&file=&tag=x&tag=y&how=now&list=3";
      expect(await nextEvent(server)).to.deep.equal(["save", 0, now]);
      await answer(live, 1);
      await page.click("#plain");
      expect(await nextEvent(server)).to.deep.equal([
        "save",
        0,
        "title=a+b%26c&file=&tag=x&tag=y&list=3",
      ]);
      await answer(live, 2);
      await page.press("[name=title]", "Enter");
      expect(await nextEvent(server)).to.deep.equal(["save", 0, now]);
      expect(page.url()).to.equal(url);
    }));

  it("empties a form with live-reset when it is sent, so that typing begins anew", () =>
    withLive(
      `<form live-submit="say" live-reset><input name="text"><input type="hidden" name="reset"></form>`,
      async ({ server, page }) => {
        await page.focus("input");
        for (const text of ["one", "two"]) {
          await page.keyboard.type(text);
          await page.keyboard.press("Enter");
        }
        await page.keyboard.type("thr");
        expect(await nextEvent(server)).to.deep.equal(["say", 0, "text=one&reset="]);
        expect(await nextEvent(server)).to.deep.equal(["say", 0, "text=two&reset="]);
        expect(await page.inputValue("input")).to.equal("thr");
      },
    ));

  it("sends the form when a control of it changes, and names the control", () =>
    withLive(
      `${form.replace("<form", '<form id="f"')}<input form="f" name="far">`,
      async (live) => {
        await live.page.check("[name=done]");
        const fields = "title=a+b%26c&done=on&file=&tag=x&tag=y";
        const done = `${fields}&far=&_unused=title+file+tag+far&list=3&_target=done`;
        expect(await nextEvent(live.server)).to.deep.equal(["validate", 0, done]);
        await live.page.fill("[name=far]", "é");
        await live.page.locator("[name=far]").blur();
        const far = `${fields}&far=%C3%A9&_unused=title+file+tag&list=3&_target=far`;
        expect(await nextEvent(live.server)).to.deep.equal(["validate", 0, far]);
      },
    ));

  it("sends the form of a control, not another one that it stands in", () =>
    withLive(
      `<form id="f" live-input="own"></form><form live-input="around"><input form="f" name="a"></form>`,
      async ({ server, page }) => {
        await page.fill("[name=a]", "1");
        expect(await nextEvent(server)).to.deep.equal(["own", 0, "a=1&_target=a"]);
      },
    ));

  it("submits a form that has a control named like the form's own property", () =>
    withLive(
      `<form live-submit="save"><input name="elements" value="x"><button>Go</button></form>`,
      async ({ server, page }) => {
        await page.click("button");
        expect(await nextEvent(server)).to.deep.equal(["save", 0, "elements=x"]);
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
      async (live) => {
        const { server, page } = live;
        await page.locator("[name=a]").pressSequentially("xy");
        await page.press("[name=a]", "Enter");
        expect(await nextEvent(server)).to.deep.equal(["typed", 0, "a=xy&b=&_unused=b&_target=a"]);
        expect(await nextEvent(server)).to.deep.equal(["save", 0, "a=xy&b="]);
        server.send("[1,1,1,[1,2]]");
        await page.locator("form:not([live-loading])").waitFor();
        server.send("[1,1,1,1]");
        await answer(live, 2);
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
