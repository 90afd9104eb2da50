// Commands that reach further than one element: to the server, to listeners, to the focus, to other pages.
import { expect } from "chai";
import { js } from "slotwire";
import { commandPage } from "../support/command-page.js";

const active = "document.activeElement.id";

describe("push in the browser", () => {
  it("sends the binding's values with those of the command over them", async () => {
    await using opened = await commandPage({}, (_, on) => (
      <button
        type="button"
        live-value-id="7"
        live-value-kind="a"
        live-click={js.push("save", { value: { kind: "b", n: 5 } }).push(on.act("bound"))}
      >
        Go
      </button>
    ));
    await opened.page.click("button");
    await opened.until("slotwire.isSettled");
    await opened.page.click("button");
    await opened.until(`slotwire.isSettled`);
    expect(opened.calls.slice(0, 2)).to.deep.equal([
      'save {"id":"7","kind":"b","n":"5"}',
      "act bound",
    ]);
  });

  it("sends a form with the values of the command", async () => {
    await using opened = await commandPage({}, () => (
      <form live-submit={js.push("save", { value: { n: 5, title: "over" } })}>
        <input name="title" value="typed" />
        <input name="other" value="a&b" />
        <button>Go</button>
      </form>
    ));
    await opened.page.click("button");
    await opened.until(`slotwire.isSettled`);
    await opened.change({});
    expect(opened.calls).to.deep.equal(['save {"title":"over","other":"a&b","n":"5"}']);
  });

  it("marks what waits: the element, and what the command names", async () => {
    await using opened = await commandPage({}, () => (
      <div>
        <button type="button" live-click={js.push("save", { loading: "#box" })}>
          Go
        </button>
        <p id="box" />
      </div>
    ));
    opened.hold();
    await opened.page.click("button");
    await opened.until(`$("#box").getAttribute("live-loading") === "click"`);
    expect(await opened.see(`$("button").getAttribute("live-loading")`)).to.equal("click");
    expect(await opened.see(`$("#box").getAttribute("aria-busy")`)).to.equal("true");
    opened.answer({});
    await opened.until(`!$("[live-loading]")`);
  });
});

describe("dispatch and exec in the browser", () => {
  it("dispatch an event with plain detail and the element it came from", async () => {
    await using opened = await commandPage({}, () => (
      <div>
        <button
          type="button"
          live-click={js.dispatch("ping", { to: "#box", detail: { n: 1 } }).dispatch("quiet", {
            to: "#box",
            bubbles: false,
          })}
        >
          Go
        </button>
        <p id="box" />
      </div>
    ));
    await opened.see(`window.heard = [];
      for (const name of ["ping", "quiet"]) for (const el of [window, $("#box")]) {
        el.addEventListener(name, ({ type, detail, currentTarget }) => heard.push(
          type + " " + JSON.stringify(detail) + " " + detail.dispatcher.localName + " " + (currentTarget === window)));
      }`);
    await opened.page.click("button");
    await opened.until("heard.length > 2");
    expect(await opened.see("heard")).to.deep.equal([
      'ping {"n":1} button false',
      'ping {"n":1} button true',
      "quiet {} button false",
    ]);
  });

  it("dispatch a click that other bindings take as one", async () => {
    await using opened = await commandPage({}, () => (
      <div>
        <button type="button" live-click={js.dispatch("click", { to: "#other" })}>
          Go
        </button>
        <b id="other" live-click="save" />
      </div>
    ));
    await opened.page.click("button");
    await opened.until("slotwire.isSettled");
    await opened.change({});
    expect(opened.calls).to.deep.equal(["save {}"]);
  });

  it("exec what an attribute of another element holds, for that element", async () => {
    await using opened = await commandPage({}, (_, on) => (
      <div>
        <button type="button" live-click={js.exec("data-close", "#box")}>
          Go
        </button>
        <p id="box" data-close={js.addClass("closed").push(on.act("closed"))} live-value-a="1" />
      </div>
    ));
    await opened.page.click("button");
    await opened.until(`$("#box").className === "closed" && slotwire.isSettled`);
    expect(opened.calls).to.deep.equal(["act closed"]);
  });

  it("stop chains that run each other without an end", async () => {
    await using opened = await commandPage({}, () => (
      <button type="button" live-click={js.exec("live-click").addClass("done")}>
        Go
      </button>
    ));
    await opened.page.click("button");
    await opened.until(`$("button").className === "done"`);
    expect(opened.problems).to.have.length(1);
    expect(opened.problems[0]).to.include("without an end");
  });

  it("run two chains that were joined, in order", async () => {
    const one = js.setAttribute("title", "one", "#box");
    const two = js.setAttribute("title", "two", "#box").addClass("done", "#box");
    await using opened = await commandPage({}, () => (
      <div>
        <button type="button" live-click={one.concat(two)}>
          Go
        </button>
        <p id="box" />
      </div>
    ));
    await opened.page.click("button");
    await opened.until(`$("#box").className === "done"`);
    expect(await opened.see(`$("#box").title`)).to.equal("two");
  });
});

describe("focus in the browser", () => {
  it("moves to an element that was hidden, and to the first that can be used", async () => {
    await using opened = await commandPage({}, () => (
      <div>
        <button type="button" live-click={js.show("#one").focus("#one")}>
          One
        </button>
        <button type="button" id="two" live-click={js.focusFirst("#menu")}>
          Two
        </button>
        <input id="one" style="display: none" />
        <div id="menu">
          <input type="hidden" />
          <button type="button" disabled>
            No
          </button>
          <a id="link">Nowhere</a>
          <a href="/" tabindex={-1}>
            Not by Tab
          </a>
          <b style="display: none">
            <button type="button">Hidden</button>
          </b>
          <i id="first" tabindex={0}>
            First
          </i>
          <button type="button">Later</button>
        </div>
      </div>
    ));
    await opened.page.click("button");
    await opened.until(`${active} === "one"`);
    await opened.page.click("#two");
    await opened.until(`${active} === "first"`);
  });

  it("comes back to what was remembered and is still there", async () => {
    await using opened = await commandPage({ hasTwo: true }, ({ hasTwo }) => (
      <div>
        <button type="button" id="one" live-click={js.pushFocus().focus("#two")}>
          One
        </button>
        {hasTwo && (
          <button type="button" id="two" live-click={js.pushFocus().focus("#three")}>
            Two
          </button>
        )}
        <button type="button" id="three" live-click={js.popFocus()}>
          Three
        </button>
      </div>
    ));
    for (const id of ["one", "two"]) await opened.page.click(`#${id}`);
    await opened.until(`${active} === "three"`);
    await opened.change({ hasTwo: false });
    await opened.page.click("#three");
    await opened.until(`${active} === "one"`);
  });
});

describe("navigate and patch in the browser", () => {
  it("go to a URL of this site, and replace the entry of the history when asked to", async () => {
    await using opened = await commandPage({}, () => (
      <div>
        <button type="button" id="go" live-click={js.navigate("/?a=1")}>
          Go
        </button>
        <button type="button" id="replace" live-click={js.patch("/?b=2#c", { replace: true })}>
          Replace
        </button>
      </div>
    ));
    const { page } = opened;
    const length = (await opened.see("history.length")) as number;
    await page.click("#go");
    await page.waitForURL("**/?a=1");
    await opened.until("slotwire.isSettled");
    expect(await opened.see("history.length")).to.equal(length + 1);
    await page.click("#replace");
    await page.waitForURL("**/?b=2#c");
    expect(await opened.see("history.length")).to.equal(length + 1);
  });

  it("never leave this site, whoever wrote the chain", async () => {
    await using opened = await commandPage({}, () => (
      <button type="button" live-click={js.addClass("done")}>
        Go
      </button>
    ));
    const url = opened.page.url();
    await opened.see(`$("button").setAttribute("live-click", JSON.stringify([
      [19, 0, "https://elsewhere.example/"], [20, 0, "javascript:document.title = 'run'"],
      [19, 0, "//elsewhere.example/"], [19, 0, "/\\\\elsewhere.example/"], [3, 0, "done"]]))`);
    await opened.page.click("button");
    await opened.until(`$("button").className === "done"`);
    expect(opened.page.url()).to.equal(url);
    expect(opened.problems.filter((text) => text.includes("not on this site"))).to.have.length(4);
  });
});
