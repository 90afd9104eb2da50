// A form is sent once and locked until its answer; `live-disable-with` says so, and all comes back as it was.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { nextEvent, withLive } from "../support/binding-pages.js";

/** What is in the element, but for what forms note on their controls. */
const html = (page: Page, selector: string) =>
  page.$eval(selector, (el) => el.innerHTML.replace(/\n\s*| live-used=""/g, ""));

const submit = (page: Page) =>
  page.$eval("form", (form) => (form as HTMLFormElement).requestSubmit());

describe("a form that waits for its answer", () => {
  const controls = `<input name="a" value="1"><input name="b" readonly><textarea name="c"></textarea>
    <input type="file"><select name="s"><option>x</option></select>
    <div live-update="ignore"><input name="own"></div>
    <button>Save</button><button type="button">Other</button><button disabled="">Off</button>`;

  it("is locked, and afterwards as it was", () =>
    withLive(
      `<form live-submit="save">${controls}</form><input form="x" name="far">`,
      async ({ server, page }) => {
        const before = await html(page, "form");
        await page.click("text=Save");
        expect(await nextEvent(server)).to.deep.equal(["save", 0, "a=1&b=&c=&s=x&own="]);
        expect(await html(page, "form")).to.equal(
          '<input name="a" value="1" readonly=""><input name="b" readonly="">' +
            '<textarea name="c" readonly=""></textarea><input type="file" disabled="">' +
            '<select name="s"><option>x</option></select>' +
            '<div live-update="ignore"><input name="own"></div>' +
            '<button disabled="" live-loading="submit" aria-busy="true">Save</button>' +
            '<button type="button">Other</button><button disabled="">Off</button>',
        );
        server.send("[1,1,1,1]");
        await page.waitForSelector("form:not([live-loading])");
        expect(await html(page, "form")).to.equal(before);
      },
    ));

  it("does not submit again, by Enter, by its button or by a script, but a click counts each time", () =>
    withLive(
      `<form live-submit="save"><input name="a"><button>Save</button><button type="button" live-click="more">More</button></form>`,
      async ({ server, page }) => {
        await page.press("input", "Enter");
        await page.press("input", "Enter");
        await page.click("text=Save", { force: true });
        await submit(page);
        await page.click("text=More");
        await page.click("text=More");
        expect(await nextEvent(server)).to.deep.equal(["save", 0, "a="]);
        expect(await nextEvent(server)).to.deep.equal(["more"]);
        expect(await nextEvent(server)).to.deep.equal(["more"]);
        server.send("[1,1,1,1]");
        await page.waitForSelector("form:not([live-loading~=submit])");
        await page.press("input", "Enter");
        expect(await nextEvent(server)).to.deep.equal(["save", 0, "a="]);
      },
    ));

  it("may have controls of any name, even one that the shortened script uses", () => {
    const names = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$"];
    const inputs = names.map((name) => `<input type="hidden" name="${name}">`).join("");
    return withLive(
      `<form live-submit="save">${inputs}<button>Save</button></form>`,
      async ({ server, page }) => {
        await page.click("button");
        const [handler, , body] = await nextEvent(server);
        expect(handler).to.equal("save");
        expect([...new URLSearchParams(String(body)).keys()]).to.deep.equal(names);
      },
    );
  });

  it("gives the focus back to the button that was pressed, unless it is elsewhere by then", () =>
    withLive(
      `<form live-submit="save"><button>Save</button></form><input id="i">`,
      async ({ server, page }) => {
        const focused = () => page.evaluate(() => document.activeElement?.localName);
        await page.focus("button");
        await page.keyboard.press("Enter");
        await nextEvent(server);
        await page.waitForFunction(() => document.activeElement === document.body);
        server.send("[1,1,1,1]");
        await page.waitForSelector("form:not([live-loading])");
        expect(await focused()).to.equal("button");
        await page.keyboard.press("Enter");
        await nextEvent(server);
        await page.focus("#i");
        server.send("[1,1,2,2]");
        await page.waitForSelector("form:not([live-loading])");
        expect(await focused()).to.equal("input");
      },
    ));

  it("keeps what a patch made of the locked attributes meanwhile", () =>
    withLive(
      `<form live-submit="save"><input name="a"><button>Save</button></form>`,
      async ({ server, page }) => {
        await submit(page);
        await nextEvent(server);
        const templates =
          '["root",["<div>","</div>"],[0],"t",["<form live-submit=\\"save\\"><input name=\\"a\\"","><button",">","</button></form>"],["readonly","disabled",0]]';
        const first = `[1,1,1,0,${templates},[1,["root",0,["t",2,4]],0,[0,0,true,1,true,2,"Wait"]]]`;
        server.send(first.replace('"><button","","<', '"><button",">","<'));
        await page.waitForSelector("text=Wait");
        server.send("[1,1,2,1]");
        await page.waitForSelector("form:not([live-loading])");
        expect(await html(page, "form")).to.equal(
          '<input name="a" readonly=""><button disabled="">Wait</button>',
        );
      },
    ));
});

describe("live-disable-with", () => {
  it("shows its text on the disabled button of a form, and then its own markup again", () =>
    withLive(
      `<form live-submit="save"><button live-disable-with="Saving …"><b>Save</b> it</button>
       <input type="submit" value="Go" live-disable-with="Going"></form>`,
      async ({ server, page }) => {
        const bold = await page.$("b");
        await page.click("button");
        await nextEvent(server);
        expect(await page.innerHTML("button")).to.equal("Saving …");
        expect(await page.inputValue("[type=submit]")).to.equal("Going");
        expect(await page.isDisabled("button")).to.equal(true);
        server.send("[1,1,1,1]");
        await page.waitForSelector("button:enabled");
        expect(await page.innerHTML("button")).to.equal("<b>Save</b> it");
        expect(await page.inputValue("[type=submit]")).to.equal("Go");
        expect(await bold?.evaluate((el) => el === document.querySelector("b"))).to.equal(true);
      },
    ));

  it("keeps the slots inside it patchable while its text is shown", () =>
    withLive(
      `<button live-click="add" live-disable-with="Adding">Count: <b>0</b></button>`,
      async ({ server, page }) => {
        await page.click("button");
        await nextEvent(server);
        const templates =
          '["root",["<div>","</div>"],[0],"t",["<button live-click=\\"add\\" live-disable-with=\\"Adding\\">Count: <b>","</b></button>"],[0]]';
        server.send(
          `[1,1,1,0,${templates},[1,["root",0,["t"]],0,[0,0,7]]]`,
          "[1,1,2,0,[1,0,[0,0,8]]]",
        );
        server.send('[2,1,3,0,"title","Patched"]');
        await page.waitForFunction(() => document.title === "Patched");
        expect(await page.innerHTML("button")).to.equal("Adding");
        server.send("[1,1,4,1]");
        await page.waitForSelector("button:enabled");
        expect(await page.innerHTML("button")).to.equal("Count: <b>8</b>");
      },
    ));

  it("disables any element, once however often it is clicked, and changes no text when it is empty", () =>
    withLive(
      `<a href="#" live-click="go" live-disable-with="">Go</a>`,
      async ({ server, page }) => {
        await page.click("a");
        await page.click("a");
        expect(await nextEvent(server)).to.deep.equal(["go"]);
        expect(await page.textContent("a")).to.equal("Go");
        server.send("[1,1,1,1]");
        await page.waitForSelector("a:not([disabled])");
        await page.click("a");
        expect(await nextEvent(server)).to.deep.equal(["go"]);
        expect(page.url()).not.to.contain("#");
      },
    ));

  it("lets the click that disables a button do what it does: submit its form, reset it, open a popover", () =>
    withLive(
      `<form live-submit="save"><input name="a" value="1">
         <button name="how" value="fast" live-click="pressed" live-disable-with="Saving …">Save</button>
         <button type="reset" live-click="cleared" live-disable-with="">Clear</button></form>
       <button popovertarget="menu" live-click='[[18,0,"opened"]]' live-disable-with="">Menu</button>
       <div id="menu" popover>Items</div>`,
      async ({ server, page }) => {
        await page.fill("input", "2");
        await page.click("text=Clear");
        expect(await nextEvent(server)).to.deep.equal(["cleared"]);
        expect(await page.inputValue("input")).to.equal("1");
        await page.click("text=Save");
        expect(await nextEvent(server)).to.deep.equal(["pressed", 0, { value: "fast" }]);
        expect(await nextEvent(server)).to.deep.equal(["save", 0, "a=1&how=fast"]);
        await page.click("text=Menu");
        expect(await nextEvent(server)).to.deep.equal(["opened"]);
        expect(await page.isVisible("#menu")).to.equal(true);
        await page.waitForSelector("form:has([type=reset]:disabled) + [popovertarget]:disabled");
        expect(await page.innerHTML("button")).to.equal("Saving …");
        server.send("[1,1,1,[1,2,3,4]]");
        await page.waitForSelector("body:not(:has(:disabled))");
        expect(await page.innerHTML("button")).to.equal("Save");
      },
    ));
});
