// Commands about classes, attributes, properties and texts: kept on top of what the server writes.
import { expect } from "chai";
import { js } from "slotwire";
import { commandPage } from "../support/command-page.js";

const boxes = (chain: typeof js) => (state: { names: string }) => (
  <div>
    <button type="button" live-click={chain}>
      Go
    </button>
    <p id="box" class={state.names}>
      Box
    </p>
  </div>
);
const className = `$("#box").className`;

describe("addClass, removeClass and toggleClass in the browser", () => {
  it("keep added classes over what the server renders", async () => {
    await using opened = await commandPage({ names: "a" }, boxes(js.addClass("x y", "#box")));
    await opened.page.click("button");
    await opened.until(`${className} === "a x y"`);
    await opened.change({ names: "b y" });
    expect(await opened.see(className)).to.equal("b y x");
  });

  it("keep removed classes away when the server renders them again", async () => {
    await using opened = await commandPage({ names: "a x" }, boxes(js.removeClass("x", "#box")));
    await opened.page.click("button");
    await opened.until(`${className} === "a"`);
    await opened.change({ names: "b x" });
    expect(await opened.see(className)).to.equal("b");
  });

  it("toggle each of several classes, back to the start, and keep that too", async () => {
    await using opened = await commandPage({ names: "x" }, boxes(js.toggleClass("x y", "#box")));
    await opened.page.click("button");
    await opened.until(`${className} === "y"`);
    await opened.change({ names: "x a" });
    expect(await opened.see(className)).to.equal("a y");
    await opened.page.click("button");
    await opened.until(`${className} === "a x"`);
    await opened.change({ names: "b" });
    expect(await opened.see(className)).to.equal("b x");
  });

  it("leave alone the classes that a script has added", async () => {
    await using opened = await commandPage({ names: "a" }, boxes(js.toggleClass("x", "#box")));
    await opened.see(`$("#box").classList.add("mine")`);
    await opened.page.click("button");
    await opened.until(`${className} === "a mine x"`);
    await opened.page.click("button");
    await opened.until(`${className} === "a mine"`);
  });

  it("find inner elements and the closest one", async () => {
    await using opened = await commandPage({}, () => (
      <ul>
        <li id="one">
          <button
            type="button"
            live-click={js
              .addClass("near", { closest: "li" })
              .addClass("in", { inner: "b" })
              .addClass("self")}
          >
            <b>Go</b>
          </button>
        </li>
        <li id="two">
          <b />
        </li>
      </ul>
    ));
    await opened.page.click("button");
    await opened.until(`$("button").className === "self"`);
    expect(await opened.see(`$("#one").className + " " + $("#one b").className`)).to.equal(
      "near in",
    );
    expect(await opened.see(`$("#two").outerHTML`)).to.equal('<li id="two"><b></b></li>');
  });
});

describe("commands about attributes in the browser", () => {
  it("keep what was set, removed and toggled over what the server renders", async () => {
    await using opened = await commandPage({ title: "server" }, ({ title }) => (
      <div>
        <button
          type="button"
          live-click={js
            .setAttribute("title", "mine", "#box")
            .removeAttribute("lang", "#box")
            .toggleAttribute("aria-expanded", [true, false], "#box")
            .toggleAttribute("hidden", "#box")}
        >
          Go
        </button>
        <p id="box" title={title} lang={title} aria-expanded={false} />
      </div>
    ));
    const html = `$("#box").outerHTML`;
    await opened.page.click("button");
    await opened.until(`$("#box").hidden`);
    expect(await opened.see(html)).to.equal(
      '<p id="box" title="mine" aria-expanded="true" hidden=""></p>',
    );
    await opened.change({ title: "again" });
    expect(await opened.see(html)).to.equal(
      '<p id="box" title="mine" aria-expanded="true" hidden=""></p>',
    );
    await opened.page.click("button");
    await opened.until(`!$("#box").hidden`);
    expect(await opened.see(html)).to.equal('<p id="box" title="mine" aria-expanded="false"></p>');
  });

  it("leave to the user what ignoreAttributes names, whatever the server writes", async () => {
    await using opened = await commandPage({ open: false, n: 1 }, ({ open, n }) => (
      <div>
        <button type="button">Nothing</button>
        <details
          id="box"
          open={open}
          data-a={n}
          title={n}
          live-mounted={js.ignoreAttributes("open data-*").setAttribute("lang", "en")}
        >
          <summary>More</summary>
        </details>
      </div>
    ));
    await opened.until(`$("#box").lang === "en"`);
    await opened.page.click("summary");
    await opened.until(`$("#box").open`);
    await opened.see(`$("#box").dataset.a = "mine"`);
    await opened.change({ open: true, n: 2 });
    await opened.change({ open: false, n: 3 });
    expect(await opened.see(`$("#box").open + $("#box").dataset.a + $("#box").title`)).to.equal(
      "truemine3",
    );
  });

  it("ignore all attributes but the marks of the page with a star", async () => {
    await using opened = await commandPage({ n: 1 }, ({ n }) => (
      <ul>
        {[n].map((each) => (
          <li
            key="only"
            id="box"
            title={each}
            class={`c${each}`}
            live-mounted={js.ignoreAttributes("*")}
          >
            {each}
          </li>
        ))}
      </ul>
    ));
    await opened.change({ n: 2 });
    await opened.change({ n: 3 });
    expect(
      await opened.see(`$("#box").title + $("#box").className + $("#box").textContent`),
    ).to.equal("1c13");
  });

  it("set properties that are plain data, and no other", async () => {
    await using opened = await commandPage({}, () => (
      <div>
        <button
          type="button"
          live-click={js
            .setProperty("value", "typed", "#text")
            .setProperty("indeterminate", true, "#check")
            .setProperty("scrollTop", 30, "#box")}
        >
          Go
        </button>
        <input id="text" />
        <input id="check" type="checkbox" />
        <div id="box" style="height: 20px; overflow: auto">
          <p style="height: 200px" />
        </div>
      </div>
    ));
    await opened.page.click("button");
    await opened.until(`$("#box").scrollTop === 30`);
    expect(await opened.see(`$("#text").value + $("#check").indeterminate`)).to.equal("typedtrue");
  });

  it("replace a text until the server writes another one", async () => {
    await using opened = await commandPage({ text: "one", beside: 1 }, ({ text, beside }) => (
      <div>
        <button type="button" live-click={js.text("mine", "#box")}>
          Go
        </button>
        <p id="box">{text}</p>
        <b>{beside}</b>
      </div>
    ));
    await opened.page.click("button");
    await opened.until(`$("#box").textContent === "mine"`);
    await opened.change({ beside: 2 });
    expect(await opened.see(`$("#box").textContent`)).to.equal("mine");
    await opened.change({ text: "two" });
    expect(await opened.see(`$("#box").innerHTML`)).to.equal("two");
    expect(opened.problems).to.deep.equal([]);
  });

  it("report a chain that a script made to set what runs code, and run the rest of it", async () => {
    await using opened = await commandPage({}, () => (
      <button type="button" live-click={js.addClass("done")}>
        Go
      </button>
    ));
    await opened.see(
      `$("button").setAttribute("live-click", JSON.stringify([
        [6, 0, "onclick", "alert(1)"], [6, 0, "l", "7"], [9, 0, "innerHTML", "<b>x</b>"],
        [3, ":::", "a"], [3, 0, "done"]]))`,
    );
    await opened.page.click("button");
    await opened.until(`$("button").className === "done"`);
    expect(
      await opened.see(`$("button").hasAttribute("onclick") + $("button").innerHTML`),
    ).to.equal("falseGo");
    expect(opened.problems.filter((text) => text.includes("COMMAND_FAILED"))).to.have.length(4);
  });
});
