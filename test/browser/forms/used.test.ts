// What a form says of controls that nobody used yet, of a reset, and of a composition, as literal frames.
import { expect } from "chai";
import { nextEvent, withLive } from "../../support/binding-pages.js";

const form = `<form live-change="validate" live-submit="save"><input name="a"><input name="b.c">
  <input type="radio" name="r" value="1"><input type="radio" name="r" value="2"><textarea name="t"></textarea>
  <input type="hidden" name="h" value="1"><input name="with space"><button>Save</button>
  <button type="reset" name="again">Reset</button></form>`;
const rest = "h=1&with+space=";
/** Its binding is for every letter, and there is none for changes. */
const typedForm = `<form live-input="typed"><input name="q"><button type="reset" name="back">Back</button></form>`;

describe("a page in the browser: used controls", function () {
  this.timeout(30_000);

  it("tells which controls were never left, changed or submitted", () =>
    withLive(form, async ({ server, page }) => {
      await page.focus("[name=a]");
      await page.keyboard.press("Tab");
      await page.keyboard.type("x");
      await page.keyboard.press("Tab");
      const first = `a=&b.c=x&t=&${rest}&_unused=r+t&_target=b.c`;
      expect(await nextEvent(server)).to.deep.equal(["validate", 0, first]);
      expect(await page.locator("[live-used]").count()).to.equal(2);
      await page.check("[name=r] >> nth=1");
      const second = `a=&b.c=x&r=2&t=&${rest}&_unused=t&_target=r`;
      expect(await nextEvent(server)).to.deep.equal(["validate", 0, second]);
      await page.click("text=Save");
      const submitted = `a=&b.c=x&r=2&t=&${rest}`;
      expect(await nextEvent(server)).to.deep.equal(["save", 0, submitted]);
      server.send("[1,1,1,[1,2,3]]");
      await page.locator("form:not([live-loading])").waitFor();
      await page.fill("[name=a]", "y");
      await page.keyboard.press("Tab");
      const third = `a=y&b.c=x&r=2&t=&${rest}&_target=a`;
      expect(await nextEvent(server)).to.deep.equal(["validate", 0, third]);
    }));

  it("tells the server of a reset, after which nothing was used", () =>
    withLive(`${form}${typedForm}`, async ({ server, page }) => {
      await page.fill("[name=a]", "x");
      await page.keyboard.press("Tab");
      await nextEvent(server);
      await page.click("text=Reset");
      const reset = `a=&b.c=&t=&${rest}&_unused=a+b.c+r+t&_target=again`;
      expect(await nextEvent(server)).to.deep.equal(["validate", 0, reset]);
      expect(await page.inputValue("[name=a]")).to.equal("");
      await page.click("text=Back");
      const typedReset = "q=&_unused=q&_target=back";
      expect(await nextEvent(server)).to.deep.equal(["typed", 0, typedReset]);
    }));

  it("tells it of a form that stands in another place of the document, too", () =>
    withLive(
      `<div live-portal="body"><form live-change="v"><input name="a"><input name="b"></form></div>`,
      async ({ server, page }) => {
        await page.locator("[live-ported]").waitFor({ state: "attached" });
        await page.fill("[name=a]", "x");
        await page.keyboard.press("Tab");
        expect(await nextEvent(server)).to.deep.equal(["v", 0, "a=x&b=&_unused=b&_target=a"]);
      },
    ));

  it("says of a button that works on the form no more than of a change", () =>
    withLive(
      `<form live-change="v" live-submit="s"><input name="a"><button name="_add" value="rows" formnovalidate>Add</button></form>`,
      async ({ server, page }) => {
        await page.click("button");
        expect(await nextEvent(server)).to.deep.equal(["s", 0, "a=&_add=rows&_unused=a"]);
      },
    ));

  it("says nothing of a form or a control with live-no-unused", () =>
    withLive(
      `<form id="f" live-change="v" live-no-unused><input name="a"><input name="b"></form>
       <form live-change="w"><input name="c"><input name="d" live-no-unused><input name="e"></form>`,
      async ({ server, page }) => {
        await page.fill("[name=a]", "x");
        await page.keyboard.press("Tab");
        expect(await nextEvent(server)).to.deep.equal(["v", 0, "a=x&b=&_target=a"]);
        await page.fill("[name=c]", "x");
        await page.keyboard.press("Tab");
        const other = "c=x&d=&e=&_unused=e&_target=c";
        expect(await nextEvent(server)).to.deep.equal(["w", 0, other]);
      },
    ));

  it("empties a form with live-reset without a word about it", () =>
    withLive(
      `<form live-change="v" live-submit="say" live-reset><input name="a">
       <button type="reset">Reset</button></form>`,
      async ({ server, page }) => {
        await page.fill("[name=a]", "x");
        await page.press("[name=a]", "Enter");
        expect(await nextEvent(server)).to.deep.equal(["v", 0, "a=x&_target=a"]);
        expect(await nextEvent(server)).to.deep.equal(["say", 0, "a=x"]);
        expect(await page.locator("[name=a][live-used]").count()).to.equal(0);
      },
    ));

  it("sends the changes that a script makes, when it tells of them", () =>
    withLive(form, async ({ server, page }) => {
      await page.evaluate(() => {
        const input = document.querySelector("[name=a]") as HTMLInputElement;
        input.value = "set";
        input.dispatchEvent(new Event("change", { bubbles: true }));
        input.form?.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
      });
      const change = `a=set&b.c=&t=&${rest}&_unused=b.c+r+t&_target=a`;
      expect(await nextEvent(server)).to.deep.equal(["validate", 0, change]);
      expect(await nextEvent(server)).to.deep.equal(["save", 0, `a=set&b.c=&t=&${rest}`]);
    }));

  it("sends a composition once, when it has ended", () =>
    withLive(`<form live-input="typed"><input name="a"></form>`, async ({ server, page }) => {
      await page.focus("[name=a]");
      const cdp = await page.context().newCDPSession(page);
      for (const text of ["k", "か", "かn", "かん"]) {
        const [selectionStart, selectionEnd] = [text.length, text.length];
        await cdp.send("Input.imeSetComposition", { text, selectionStart, selectionEnd });
      }
      await cdp.send("Input.insertText", { text: "漢" });
      const typed = "a=%E6%BC%A2&_target=a";
      expect(await nextEvent(server)).to.deep.equal(["typed", 0, typed]);
    }));

  it("sends no half a number", () =>
    withLive(
      `<form live-input="typed" live-no-unused><input type="number" name="n"><input name="o"></form>`,
      async ({ server, page }) => {
        await page.focus("[name=n]");
        await page.keyboard.type("1e");
        await page.keyboard.type("2");
        expect(await nextEvent(server)).to.deep.equal(["typed", 0, "n=1&o=&_target=n"]);
        expect(await nextEvent(server)).to.deep.equal(["typed", 0, "n=1e2&o=&_target=n"]);
      },
    ));

  it("takes a form-associated custom element for a control", () =>
    withLive(
      `<form live-change="v" live-submit="s"><x-stars name="stars"></x-stars><button>S</button></form>`,
      async ({ server, page }) => {
        await page.evaluate(() => {
          customElements.define(
            "x-stars",
            class extends HTMLElement {
              static formAssociated = true;
              readonly #internals = this.attachInternals();
              get name() {
                return this.getAttribute("name");
              }
              set value(text: string) {
                this.#internals.setFormValue(text);
                this.dispatchEvent(new Event("change", { bubbles: true }));
              }
            },
          );
          Object.assign(document.querySelector("x-stars") as object, { value: "4" });
        });
        expect(await nextEvent(server)).to.deep.equal(["v", 0, "stars=4&_target=stars"]);
        await page.click("button");
        expect(await nextEvent(server)).to.deep.equal(["s", 0, "stars=4"]);
      },
    ));

  it("has the submitter at its place among the fields, and none of a disabled fieldset", () =>
    withLive(
      `<form id="f" live-submit="save"><input name="a" value="1"><button name="b" value="2">B</button>
       <input name="c" value="3"><fieldset disabled><input name="d" value="4"></fieldset></form>
       <input form="f" name="e" value="5">`,
      async ({ server, page }) => {
        await page.click("text=B");
        expect(await nextEvent(server)).to.deep.equal(["save", 0, "a=1&b=2&c=3&e=5"]);
      },
    ));
});
