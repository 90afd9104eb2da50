// Focus that stays inside what covers the page, announcements for those who hear it, and the way back.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { defineView, FocusTrap, js, Portal } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { appWith } from "../support/live-app.js";
import { serve } from "../support/server.js";

const View = defineView({
  mount: () => ({ isOpen: false, isInner: false }),
  events: {
    open: () => ({ isOpen: true }),
    close: () => ({ isOpen: false, isInner: false }),
    inner: ({ isInner }) => ({ isInner: !isInner }),
    say: (_state, ctx) => ctx.push("live:announce", "Saved"),
    warn: (_state, ctx) => ctx.push("live:announce", { text: "Lost", isAssertive: true }),
  },
  render: ({ isOpen, isInner }) => (
    <div>
      <button type="button" id="open" live-click="open">
        open
      </button>
      <button type="button" id="show" live-click={js.show("#menu")}>
        show
      </button>
      <button type="button" id="say" live-click="say">
        say
      </button>
      <button type="button" id="warn" live-click="warn">
        warn
      </button>
      {isOpen && (
        <Portal>
          <FocusTrap>
            <input type="hidden" name="secret" value="1" />
            <button type="button" disabled>
              disabled
            </button>
            <input id="first" />
            <a id="middle" href="#middle">
              link
            </a>
            <button type="button" id="inner" live-click="inner">
              inner
            </button>
            {isInner && (
              <div live-trap>
                <input id="plain" />
                <input id="chosen" autofocus />
                <button type="button" id="back" live-click="inner">
                  back
                </button>
              </div>
            )}
            <button type="button" id="last" live-click="close">
              close
            </button>
          </FocusTrap>
        </Portal>
      )}
      <div id="menu" live-trap hidden>
        <button type="button" id="hide" live-click={js.hide("#menu")}>
          hide
        </button>
      </div>
      <div id="bare" live-trap hidden>
        only text
      </div>
    </div>
  ),
});

async function openView() {
  const { app, live } = appWith(View);
  const site = await serve(app, live);
  const opened = await openPage(site.url);
  await settled(opened.page);
  return {
    ...opened,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}

function focusIs(page: Page, id: string): Promise<unknown> {
  return page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
}

/** Presses the keys one after the other, and answers with what had the focus after each. */
async function walk(page: Page, ...keys: readonly string[]): Promise<string[]> {
  const focused: string[] = [];
  for (const key of keys) {
    await page.keyboard.press(key);
    focused.push(await page.evaluate(() => document.activeElement?.id ?? ""));
  }
  return focused;
}

describe("a focus trap", () => {
  it("takes the focus when it appears, and goes round with the Tab key, both ways", async () => {
    await using opened = await openView();
    const { page } = opened;
    await page.click("#open");
    await focusIs(page, "first");
    expect(await walk(page, "Tab", "Tab", "Tab", "Tab")).to.deep.equal([
      "middle",
      "inner",
      "last",
      "first",
    ]);
    expect(await walk(page, "Shift+Tab", "Shift+Tab")).to.deep.equal(["last", "inner"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("knows what is to be seen in browsers that do not say it, such as Safari before 17.4", async () => {
    await using opened = await openView();
    const { page } = opened;
    await page.evaluate(() => Reflect.deleteProperty(Element.prototype, "checkVisibility"));
    await page.click("#show");
    await focusIs(page, "hide");
    await page.click("#hide");
    await focusIs(page, "show");
    await page.click("#open");
    await focusIs(page, "first");
    expect(await walk(page, "Shift+Tab", "Tab")).to.deep.equal(["last", "first"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("gives the focus back when it goes", async () => {
    await using opened = await openView();
    const { page } = opened;
    await page.focus("#open");
    await page.keyboard.press("Enter");
    await focusIs(page, "first");
    await page.focus("#last");
    await page.keyboard.press("Enter");
    await focusIs(page, "open");
    expect(await walk(page, "Tab")).to.deep.equal(["show"]);
  });

  it("gets the focus back from whatever took it out", async () => {
    await using opened = await openView();
    const { page } = opened;
    await page.click("#open");
    await focusIs(page, "first");
    await page.focus("#middle");
    await page.evaluate(() => document.getElementById("say")?.focus());
    await focusIs(page, "first");
  });

  it("may have another one in it, which prefers what asks for the focus", async () => {
    await using opened = await openView();
    const { page } = opened;
    await page.click("#open");
    await focusIs(page, "first");
    await page.focus("#inner");
    await page.keyboard.press("Enter");
    await focusIs(page, "chosen");
    expect(await walk(page, "Tab", "Tab", "Shift+Tab")).to.deep.equal(["back", "plain", "back"]);
    await page.keyboard.press("Enter");
    await focusIs(page, "inner");
    expect(await walk(page, "Tab", "Tab")).to.deep.equal(["last", "first"]);
    await page.focus("#last");
    await page.keyboard.press("Enter");
    await focusIs(page, "open");
  });

  it("begins and ends when a command shows and hides it", async () => {
    await using opened = await openView();
    const { page } = opened;
    await page.focus("#show");
    await page.keyboard.press("Enter");
    await focusIs(page, "hide");
    expect(await walk(page, "Tab", "Shift+Tab")).to.deep.equal(["hide", "hide"]);
    await page.keyboard.press("Enter");
    await focusIs(page, "show");
  });

  it("has the focus itself when there is nothing else in it", async () => {
    await using opened = await openView();
    const { page } = opened;
    await page.focus("#say");
    await page.evaluate(() => document.getElementById("bare")?.removeAttribute("hidden"));
    await focusIs(page, "bare");
    expect(await walk(page, "Tab", "Shift+Tab")).to.deep.equal(["bare", "bare"]);
    await page.evaluate(() => document.getElementById("bare")?.setAttribute("hidden", ""));
    await focusIs(page, "say");
  });
});

describe("an announcement", () => {
  it("is read out politely, again when it is the same again, and urgently when told so", async () => {
    await using opened = await openView();
    const { page } = opened;
    const textOf = (role: string) => page.locator(`body > [role=${role}]`).textContent();
    await page.click("#say");
    await page.locator("body > [role=status]", { hasText: "Saved" }).waitFor();
    const first = await textOf("status");
    await page.click("#say");
    await page.waitForFunction(
      (before) => document.querySelector("body > [role=status]")?.textContent !== before,
      first,
    );
    expect((await textOf("status"))?.trim().replace("\u200b", "")).to.equal("Saved");
    expect(await page.locator("body > [role=alert]").count()).to.equal(0);
    await page.click("#warn");
    await page.locator("body > [role=alert]", { hasText: "Lost" }).waitFor();
    expect(opened.problems).to.deep.equal([]);
  });

  it("is heard on a page that has loaded nothing for it", async () => {
    const Plain = defineView({
      mount: () => ({}),
      events: { say: (_state, ctx) => ctx.push("live:announce", "Here") },
      render: () => (
        <button type="button" live-click="say">
          say
        </button>
      ),
    });
    const { app, live } = appWith(Plain);
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    await settled(opened.page);
    await opened.page.click("button");
    await opened.page.locator("body > [role=status]", { hasText: "Here" }).waitFor();
  });
});
