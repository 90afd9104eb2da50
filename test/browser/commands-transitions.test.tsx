// Transitions of commands: classes that come, animate and go, whatever happens in between.
import { expect } from "chai";
import { js, raw } from "slotwire";
import { commandPage } from "../support/command-page.js";

// Long enough that nothing ends by itself: the tests end animations when they have seen enough.
const css = `
  .fade { transition: opacity 60s linear }
  .clear { opacity: 0 }
  .full { opacity: 1 }
  @keyframes shake { to { translate: 9px } }
  .shake { animation: shake 60s }
  .forever { animation: shake 60s infinite }
`;
const fadeIn = { during: "fade", from: "clear", to: "full" };
const fadeOut = { during: "fade", from: "full", to: "clear" };

const page = (chain: typeof js) => (state: { names: string }) => (
  <div>
    <style>{raw(css)}</style>
    <button type="button" live-click={chain}>
      Go
    </button>
    <p id="box" class={state.names}>
      Box
    </p>
  </div>
);
const className = `$("#box").className`;
const opacity = `Number(getComputedStyle($("#box")).opacity)`;
const finish = `for (const animation of $("#box").getAnimations()) animation.finish()`;

describe("transitions in the browser", () => {
  it("give classes and take them away when their animation has ended", async () => {
    await using opened = await commandPage({ names: "a" }, page(js.transition("shake", "#box")));
    await opened.page.click("button");
    await opened.until(`${className} === "a shake"`);
    await opened.change({ names: "b" });
    expect(await opened.see(className)).to.equal("b shake");
    await opened.see(finish);
    await opened.until(`${className} === "b"`);
  });

  it("end at once where nothing moves, or nothing ever stops", async () => {
    const chain = js
      .transition("still", "#box")
      .transition("forever", "#box")
      .addClass("z", "#box");
    await using opened = await commandPage({ names: "a" }, page(chain));
    await opened.page.click("button");
    await opened.until(`${className} === "a z"`);
  });

  it("run from one state to another", async () => {
    await using opened = await commandPage(
      { names: "" },
      page(js.hide("#box", { transition: fadeOut })),
    );
    await opened.page.click("button");
    await opened.until(`${className} === "fade clear"`);
    expect(await opened.see(`$("#box").getAnimations().length`)).to.equal(1);
    expect(await opened.see(opacity)).to.be.greaterThan(0.9);
    expect(await opened.see(`shown("#box")`)).to.equal(true);
    await opened.see(finish);
    await opened.until(`!shown("#box")`);
    expect(await opened.see(className)).to.equal("");
    expect(await opened.see("happened")).to.deep.equal(["box hide-start", "box hide-end"]);
  });

  it("begin a show at its first state, not on the way to it", async () => {
    const chain = js.toggle("#box", { in: fadeIn });
    await using opened = await commandPage({ names: "" }, page(chain));
    await opened.page.click("button");
    await opened.until(`!shown("#box")`);
    await opened.page.click("button");
    await opened.until(`${className} === "fade full"`);
    expect(await opened.see(opacity)).to.be.lessThan(0.1);
    await opened.see(finish);
    await opened.until(`${className} === ""`);
  });

  it("end early when another one begins: two quick toggles are back at the start", async () => {
    const chain = js.toggle("#box", { in: fadeIn, out: fadeOut });
    await using opened = await commandPage({ names: "a" }, page(chain));
    await opened.page.click("button");
    await opened.until(`${className} === "a fade clear"`);
    await opened.page.click("button");
    await opened.until(`${className} === "a fade full"`);
    await opened.see(finish);
    await opened.until(`${className} === "a"`);
    expect(await opened.see(`shown("#box")`)).to.equal(true);
    expect(await opened.see("happened")).to.deep.equal([
      "box hide-start",
      "box show-start",
      "box show-end",
    ]);
  });

  it("change a class at once and animate the change", async () => {
    const chain = js.addClass("on", "#box", { transition: "shake" });
    await using opened = await commandPage({ names: "a" }, page(chain));
    await opened.page.click("button");
    await opened.until(`${className} === "a on shake"`);
    await opened.see(finish);
    await opened.until(`${className} === "a on"`);
  });

  it("move nothing for who asked for less motion", async () => {
    await using opened = await commandPage(
      { names: "" },
      page(js.toggle("#box", { in: fadeIn, out: fadeOut })),
    );
    await opened.page.emulateMedia({ reducedMotion: "reduce" });
    await opened.page.click("button");
    await opened.until(`!shown("#box")`);
    expect(await opened.see("happened")).to.deep.equal(["box hide-start", "box hide-end"]);
  });

  it("end with their element", async () => {
    await using opened = await commandPage(
      { names: "a" },
      page(js.hide("#box", { transition: "shake" })),
    );
    await opened.page.click("button");
    await opened.until(`${className} === "a shake"`);
    await opened.see(`window.box = $("#box"), box.remove()`);
    await opened.until(`box.className === "a" && box.style.display === "none"`);
    expect(opened.problems).to.deep.equal([]);
  });
});
