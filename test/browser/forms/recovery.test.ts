// What was typed into a form outlives the session: it stays on the page and goes to the next session first.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { js } from "slotwire";
import { nextEvent } from "../../support/binding-pages.js";
import { openPage } from "../../support/browser.js";
import { nextJoin, recordEvents } from "../../support/counter-pages.js";
import { documentOf, type FrameServer, serveFrames, viewOf } from "../../support/frame-server.js";
import { interactionLoaded } from "../../support/interaction.js";

const view = (token: string, html: string) => `<div l=1 live="${token}">${html}</div>`;

/** The next event of the second session: its parts from the handler on. */
async function nextOfSecond(server: FrameServer): Promise<unknown[]> {
  const [tag, s, , , ...event] = JSON.parse(await server.next());
  expect([tag, s]).to.deep.equal([1, 2]);
  return event;
}

/** Runs `meanwhile` while the page fetches its URL again. */
async function whileRejoining(page: Page, meanwhile: () => Promise<void>): Promise<void> {
  await page.route(
    ({ pathname }) => pathname === "/",
    async (route) => {
      await meanwhile();
      await route.continue();
    },
  );
}

/** Serves `first`, and `next` to rejoins; runs `use` before the session is said to be gone. */
async function overFreshMount(
  { first, next = first }: { first: string; next?: string },
  use: (page: Page, server: FrameServer) => Promise<void>,
  check: (page: Page, server: FrameServer) => Promise<void>,
): Promise<void> {
  await using server = await serveFrames(({ isRejoin }) =>
    isRejoin ? viewOf(view("T2", next)) : documentOf(view("T1", first)),
  );
  await using opened = await openPage();
  const { page } = opened;
  const events = await recordEvents(page);
  await page.goto(server.url);
  await nextJoin(server);
  server.send("[0,1,1]");
  await interactionLoaded(page);
  await use(page, server);
  server.send('[4,1,"unknown"]');
  expect((await nextJoin(server)).token).to.equal("T2");
  server.send("[0,2,1]");
  await check(page, server);
  expect((await events()).filter((name) => name.startsWith("error"))).to.deep.equal([]);
  expect(opened.problems).to.deep.equal([]);
}

const chain = JSON.stringify(js.addClass("on").push("chained", { value: { by: "chain" } }));
const fields = `<input name="text"><textarea name="note"></textarea><input type="checkbox" name="box">
  <select name="one"><option>a<option>b</select>
  <select name="many" multiple><option>x<option>y<option>z</select>
  <fieldset disabled><input name="off" value="1"></fieldset>`;
const form = `<form id="f" live-change="validate">${fields}</form><input form="f" name="far">`;

async function fillIn(page: Page, server: FrameServer): Promise<void> {
  await page.fill("[name=text]", "typed");
  await page.fill("[name=note]", "long");
  await page.check("[name=box]");
  await page.selectOption("[name=one]", "b");
  await page.selectOption("[name=many]", ["x", "z"]);
  await page.fill("[name=far]", "away");
  await page.focus("[name=text]");
  for (let count = 0; count < 6; count++) await nextEvent(server);
  server.send("[1,1,1,[1,2,3,4,5,6]]");
  await page.waitForFunction("slotwire.isSettled");
}

const body = "text=typed&note=long&box=on&one=b&many=x&many=z&far=away";

describe("a form whose session is gone", function () {
  this.timeout(30_000);

  it("keeps what was typed, chosen and checked, and sends it once", () =>
    overFreshMount({ first: form }, fillIn, async (page, server) => {
      expect(await nextOfSecond(server)).to.deep.equal(["validate", 0, body]);
      const values = await page.evaluate(() => {
        const data = new FormData(document.querySelector("form") as HTMLFormElement);
        return [...data].map(([name, value]) => `${name}=${value}`).join("&");
      });
      expect(values).to.equal(body);
      expect(await page.locator(":focus").getAttribute("name")).to.equal("text");
      expect(server.unread).to.deep.equal([]);
    }));

  it("finds controls again where the new HTML has other elements", () =>
    overFreshMount(
      {
        first: form,
        next: `<p>new</p><div><form id="f" live-change="check">${fields}</form></div><input form="f" name="far">`,
      },
      fillIn,
      async (page, server) => {
        expect(await nextOfSecond(server)).to.deep.equal(["check", 0, body]);
        expect(await page.inputValue("[name=note]")).to.equal("long");
        expect(await page.isChecked("[name=box]")).to.equal(true);
        expect(await page.inputValue("[name=one]")).to.equal("b");
      },
    ));

  it("gives controls of one name their own texts again", () =>
    overFreshMount(
      {
        first: `<form id="f" live-change="v"><input name="t[]"><input name="t[]"></form>`,
        next: `<p>new</p><div><form id="f" live-change="v"><p><input name="t[]"></p><input name="t[]"></form></div>`,
      },
      async (page, server) => {
        await page.locator("input").nth(0).fill("one");
        await page.locator("input").nth(1).fill("two");
        await page.click("body");
        await nextEvent(server);
        await nextEvent(server);
        server.send("[1,1,1,[1,2]]");
        await page.waitForFunction("slotwire.isSettled");
      },
      async (page, server) => {
        const texts = "t%5B%5D=one&t%5B%5D=two";
        expect(await nextOfSecond(server)).to.deep.equal(["v", 0, texts]);
        const inputs = page.locator("input");
        expect([await inputs.nth(0).inputValue(), await inputs.nth(1).inputValue()]).to.deep.equal([
          "one",
          "two",
        ]);
      },
    ));

  it("sends to live-recover, to the event of a chain, or to nobody", () =>
    overFreshMount(
      {
        first: `<form id="a" live-change="v" live-recover="again"><input name="a"></form>
          <form id="b" live-change="v" live-recover="ignore"><input name="b"></form>
          <form id="c" live-submit="s"><input name="c"></form>
          <form id="d" live-change="v"><input name="d"></form>
          <form id="e" live-change='${chain}'><input name="e"></form>`,
      },
      async (page, server) => {
        for (const name of ["a", "b", "c", "e"]) await page.fill(`[name=${name}]`, name);
        await page.click("body");
        for (let count = 0; count < 3; count++) await nextEvent(server);
        server.send("[1,1,1,[1,2,3]]");
        await page.waitForFunction("slotwire.isSettled");
      },
      async (page, server) => {
        const told = [await nextOfSecond(server), await nextOfSecond(server)];
        expect(told).to.have.deep.members([
          ["again", 0, "a=a"],
          ["chained", 0, "e=e&by=chain"],
        ]);
        expect(server.unread).to.deep.equal([]);
        expect(await page.inputValue("[name=d]")).to.equal("");
      },
    ));

  it("is told before what the user did while there was no session", () =>
    overFreshMount(
      {
        first: `<form id="a" live-change="v"><input name="a"></form><form id="b" live-change="w"><input name="b"></form>
          <button live-click="later">Later</button>`,
      },
      async (page, server) => {
        await page.fill("[name=a]", "1");
        await page.fill("[name=b]", "2");
        await page.click("body");
        await nextEvent(server);
        await nextEvent(server);
        server.send("[1,1,1,[1,2]]");
        await page.waitForFunction("slotwire.isSettled");
        await whileRejoining(page, () => page.click("button"));
      },
      async (_page, server) => {
        expect(JSON.parse(await server.next())).to.deep.equal([1, 2, 1, 0, "v", 0, "a=1"]);
        expect(JSON.parse(await server.next())).to.deep.equal([1, 2, 2, 0, "w", 0, "b=2"]);
        expect(JSON.parse(await server.next())).to.deep.equal([1, 2, 3, 0, "later"]);
      },
    ));

  it("is not sent twice when an event with all of it waits already", () =>
    overFreshMount(
      { first: `<form id="a" live-change="v"><input name="a"></form>` },
      async (page) => {
        await whileRejoining(page, async () => {
          await page.fill("[name=a]", "1");
          await page.click("body");
        });
      },
      async (page, server) => {
        expect(await nextOfSecond(server)).to.deep.equal(["v", 0, "a=1&_target=a"]);
        expect(server.unread).to.deep.equal([]);
        expect(await page.inputValue("[name=a]")).to.equal("1");
      },
    ));

  it("is sent when the event that had it was lost, and when it is only a click in it that waits", () =>
    overFreshMount(
      {
        first: `<form id="a" live-change="v"><input name="a" value="1"></form><form id="b" live-change="w">
          <input name="b" value="2"><button type="button" live-click="later">Later</button></form>`,
        next: `<form id="a" live-change="v"><input name="a" value=""></form><form id="b" live-change="w">
          <input name="b" value=""><button type="button" live-click="later">Later</button></form>`,
      },
      async (page, server) => {
        await page.fill("[name=b]", "two");
        await page.fill("[name=a]", "one");
        await page.click("body");
        await nextEvent(server);
        await nextEvent(server);
        server.send("[1,1,1,1]");
        await whileRejoining(page, () => page.click("button"));
      },
      async (page, server) => {
        expect(await nextOfSecond(server)).to.deep.equal(["v", 0, "a=one"]);
        expect(await nextOfSecond(server)).to.deep.equal(["w", 0, "b=two"]);
        expect(await nextOfSecond(server)).to.deep.equal(["later"]);
        expect(await page.inputValue("[name=a]")).to.equal("one");
        expect(await page.inputValue("[name=b]")).to.equal("two");
      },
    ));

  it("of which nothing was edited sends nothing", () =>
    overFreshMount(
      { first: form, next: form.replace('name="text"', 'name="text" value="fresh"') },
      async (page) => {
        await page.focus("[name=text]");
        await page.focus("[name=note]");
      },
      async (page, server) => {
        await page.evaluate(() => {});
        expect(await page.inputValue("[name=text]")).to.equal("fresh");
        expect(server.unread).to.deep.equal([]);
      },
    ));
});
