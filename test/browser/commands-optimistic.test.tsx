// Optimistic commands: seen at once, and gone in the moment in which the server's answer is seen.
import { expect } from "chai";
import { type Commands, js } from "slotwire";
import { type CommandPage, commandPage } from "../support/command-page.js";

interface State {
  readonly likes: number;
  readonly isLiked: boolean;
  readonly beside: number;
  readonly isGone?: boolean;
}

const like = (likes: number) =>
  js
    .optimistic((shown) =>
      shown
        .toggleClass("liked")
        .setAttribute("aria-pressed", true)
        .text(likes + 1, "#count"),
    )
    .push("save");

function open(chain: (likes: number) => Commands = like): Promise<CommandPage<State>> {
  return commandPage<State>({ likes: 5, isLiked: false, beside: 0 }, (state) => (
    <div>
      {!state.isGone && (
        <button
          type="button"
          live-click={chain(state.likes)}
          class={["like", { liked: state.isLiked }]}
          aria-pressed={state.isLiked}
        >
          Like
        </button>
      )}
      <b id="count">{state.likes}</b>
      <i>{state.beside}</i>
    </div>
  ));
}

const seen = `$("button").className + " " + $("button").ariaPressed + " " + $("#count").textContent`;

describe("optimistic commands in the browser", () => {
  it("are seen at once and give way to the answer without a moment in between", async () => {
    await using opened = await open();
    opened.hold();
    await opened.page.click("button");
    await opened.until(`${seen} === "like liked true 6"`);
    // What a person could see: at most one change between two frames of the screen.
    await opened.see(`window.frames_ = [];
      (function look() { frames_.push(${seen}); if (!window.over) requestAnimationFrame(look); })()`);
    opened.answer({ likes: 7, isLiked: true });
    await opened.until(`frames_.at(-1) === "like liked true 7"`);
    await opened.see("window.over = true");
    expect([...new Set((await opened.see("frames_")) as string[])]).to.deep.equal([
      "like liked true 6",
      "like liked true 7",
    ]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("are taken back exactly when the answer changes nothing", async () => {
    await using opened = await open();
    const before = await opened.see(`$("main").innerHTML`);
    opened.hold();
    await opened.page.click("button");
    await opened.until(`${seen} === "like liked true 6"`);
    opened.answer({});
    await opened.until(`${seen} === "like false 5"`);
    await opened.until("slotwire.isSettled");
    expect(await opened.see(`$("main").innerHTML`)).to.equal(before);
  });

  it("are taken back when the handler fails", async () => {
    await using opened = await open();
    opened.hold();
    await opened.page.click("button");
    await opened.until(`${seen} === "like liked true 6"`);
    opened.answer(new Error("full"));
    await opened.until(`${seen} === "like false 5"`);
  });

  it("are taken back from elsewhere when what was clicked has gone before the refusal", async () => {
    await using opened = await open();
    opened.hold();
    await opened.page.click("button");
    await opened.until(`$("#count").textContent === "6"`);
    await opened.change({ isGone: true });
    opened.answer(new Error("full"));
    await opened.until(`$("#count").textContent === "5"`);
  });

  it("stay over what the server writes meanwhile, and show it when they are taken back", async () => {
    await using opened = await open();
    opened.hold();
    await opened.page.click("button");
    await opened.until(`${seen} === "like liked true 6"`);
    await opened.change({ likes: 8, beside: 1 });
    expect(await opened.see(seen)).to.equal("like liked true 6");
    opened.answer(new Error("full"));
    await opened.until(`${seen} === "like false 8"`);
    expect(opened.problems.filter((text) => !text.includes("EVENT_REFUSED"))).to.deep.equal([]);
  });

  it("of two clicks under way stay until each is answered", async () => {
    await using opened = await open(() =>
      js.optimistic((shown) => shown.toggleClass("liked")).push("save"),
    );
    opened.hold();
    await opened.page.click("button");
    await opened.until(`$("button").className === "like liked"`);
    await opened.page.click("button");
    await opened.until(`$("button").className === "like"`);
    opened.answer({ isLiked: true });
    await opened.change({ beside: 1 });
    expect(await opened.see(`$("button").className`)).to.equal("like");
    opened.answer({ isLiked: false });
    await opened.until("slotwire.isSettled");
    expect(await opened.see(`$("button").className`)).to.equal("like");
  });

  it("leave what other commands did for good", async () => {
    await using opened = await open(() =>
      js.addClass("kept").optimistic(js.removeClass("kept").addClass("soon")).push("save"),
    );
    opened.hold();
    await opened.page.click("button");
    await opened.until(`$("button").className === "like soon"`);
    opened.answer({});
    await opened.until(`$("button").className === "like kept"`);
    await opened.change({ isLiked: true });
    expect(await opened.see(`$("button").className`)).to.equal("like liked kept");
  });

  it("take back visibility, dialogs and properties, but not what the user did since", async () => {
    const chain = () =>
      js
        .optimistic((shown) =>
          shown
            .hide("#count")
            .show("#dialog")
            .setProperty("value", "mine", "#kept")
            .setProperty("value", "mine", "#typed"),
        )
        .push("save");
    await using opened = await commandPage({ n: 0 }, ({ n }) => (
      <div>
        <button type="button" live-click={chain()}>
          Go
        </button>
        <b id="count">{n}</b>
        <dialog id="dialog">
          <input id="kept" />
          <input id="typed" />
        </dialog>
      </div>
    ));
    opened.hold();
    await opened.page.click("button");
    await opened.until(`$("#dialog").open && !shown("#count")`);
    await opened.page.fill("#typed", "theirs");
    opened.answer({});
    await opened.until(`!$("#dialog").open && shown("#count")`);
    expect(await opened.see(`$("#kept").value + $("#typed").value`)).to.equal("theirs");
    expect(await opened.see(`$("#count").outerHTML`)).to.equal('<b id="count">0</b>');
  });

  it("get along with what is shown while an answer is awaited", async () => {
    const chain = () =>
      js
        .optimistic((shown) => shown.setAttribute("disabled", true).text("Sent", "b"))
        .push("save", { loading: "b" });
    await using opened = await commandPage({ n: 0, beside: 0 }, ({ n, beside }) => (
      <div>
        <button type="button" live-disable-with="Sending" live-click={chain()}>
          Send
        </button>
        <b live-disable-with="Waiting">{n}</b>
        <i>{beside}</i>
      </div>
    ));
    opened.hold();
    const before = await opened.see(`$("button").outerHTML + $("b").outerHTML`);
    await opened.page.click("button");
    await opened.until(`$("button").textContent === "Sending" && $("b").textContent === "Waiting"`);
    await opened.change({ beside: 1 });
    expect(await opened.see(`$("b").textContent`)).to.equal("Waiting");
    opened.answer({ beside: 2 });
    await opened.until(`$("i").textContent === "2"`);
    expect(await opened.see(`$("button").outerHTML + $("b").outerHTML`)).to.equal(before);
    await opened.change({ n: 3 });
    expect(await opened.see(`$("b").textContent`)).to.equal("3");
    expect(opened.problems).to.deep.equal([]);
  });

  it("are taken back at once when there is nobody to ask", async () => {
    await using opened = await open();
    await opened.see(
      `document.body.append($("button").cloneNode(true)), $("body > button").id = "outside"`,
    );
    await opened.see(`window.changes = [];
      new MutationObserver((list) => changes.push(...list.map((each) => each.attributeName)))
        .observe($("#outside"), { attributes: true })`);
    await opened.page.click("button");
    await opened.until("slotwire.isSettled");
    await opened.see(
      `slotwire.run?.($("#outside"), JSON.parse($("#outside").getAttribute("live-click")))`,
    );
    expect(await opened.see(`$("#outside").className`)).to.equal("like");
  });
});
