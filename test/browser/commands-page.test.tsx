// Commands that scripts of the page run: chains that the server sent as data, and those of hooks.
import { expect } from "chai";
import { defineView, hook, js } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { commandPage } from "../support/command-page.js";
import { appWith } from "../support/live-app.js";
import { serve } from "../support/server.js";

const registerBox = `(window.slotwireHooks ??= []).push(["Box", { mounted() {
      this.js.addClass("a b").removeClass("b").toggleClass("c", { inner: "i" })
        .setAttribute("title", "mine").setAttribute("lang", "en", { closest: "section" })
        .removeAttribute("lang", { closest: "section" })
        .toggleAttribute("open", null, "details").toggleAttribute("dir", ["ltr", "rtl"])
        .show({ inner: "p" }).hide("summary").toggle({ inner: "i" })
        .setProperty("value", "typed", { inner: "input" }).focusFirst()
        .announce("Ready").text("Text", "summary")
        .transition({ from: "x", to: "y" });
    } }]);`;

describe("commands for scripts of the page", () => {
  it("run a chain that the server has sent as data", async () => {
    const View = defineView({
      mount: () => ({}),
      events: {
        ask: (_state, ctx) => {
          ctx.push("run", { chain: js.addClass("done").hide({ inner: "b" }).push("told") });
        },
        told: (_state, ctx) => {
          ctx.push("end");
        },
      },
      render: () => (
        <p id="box">
          <button type="button" live-click="ask">
            Ask
          </button>
          <b>Box</b>
        </p>
      ),
    });
    const { app, live } = appWith(View);
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.evaluate(`
      addEventListener("live:run", ({ detail }) => slotwire.run(document.querySelector("#box"), detail.chain));
      addEventListener("live:end", () => { window.isTold = true; });
    `);
    await page.click("button");
    await page.waitForFunction("window.isTold");
    expect(await page.locator("#box").getAttribute("class")).to.equal("done");
    expect(await page.locator("b").isVisible()).to.equal(false);
    expect(opened.problems).to.deep.equal([]);
  });

  it("let a hook change what stays through patches, by the names that the server has for it", async () => {
    await using opened = await commandPage(
      { text: "one" },
      ({ text }) => (
        <section>
          <div id="box" class={text} title={text} live-hook={hook("Box")}>
            <p hidden>{text}</p>
            <i>I</i>
            <input aria-label="Field" />
          </div>
          <details>
            <summary>More</summary>
          </details>
        </section>
      ),
      registerBox,
    );
    await opened.until(`$("#box").classList.contains("a")`);
    await opened.change({ text: "two" });
    expect(await opened.see(`$("#box").className + $("#box").title + $("#box").dir`)).to.equal(
      "a twomineltr",
    );
    expect(await opened.see(`[shown("#box p"), shown("#box i"), shown("summary")]`)).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect(
      await opened.see(`$("details").open + $("summary").textContent + $("input").value`),
    ).to.equal("trueTexttyped");
    expect(await opened.see("document.activeElement.localName")).to.equal("input");
    expect(await opened.see(`$("section").lang`)).to.equal("");
    await opened.until(`document.body.textContent.includes("Ready")`);
    expect(opened.problems).to.deep.equal([]);
  });
});
