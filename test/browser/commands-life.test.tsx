// Commands that run by themselves: when an element comes and goes, and when the connection does.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, js, raw } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { commandPage } from "../support/command-page.js";
import { nextJoin } from "../support/counter-pages.js";
import { documentOf, serveFrames, viewOf } from "../support/frame-server.js";
import { noIcon } from "../support/live-app.js";
import { serve } from "../support/server.js";

const css = `
  @keyframes leave { to { opacity: 0 } }
  .leave { animation: leave 60s }
`;

describe("live-mounted in the browser", () => {
  it("runs once for each element, there from the start or inserted later", async () => {
    await using opened = await commandPage({ ids: ["a", "b"], n: 0 }, ({ ids, n }, on) => (
      <ul>
        {ids.map((id) => (
          <li key={id} id={id} title={n} live-mounted={js.addClass("here").push(on.act(id))}>
            {n}
          </li>
        ))}
      </ul>
    ));
    await opened.until(`$("#a").className === "here" && $("#b").className === "here"`);
    await opened.until("slotwire.isSettled");
    await opened.change({ ids: ["c", "b", "a"], n: 1 });
    await opened.until(`$("#c").className === "here"`);
    await opened.until("slotwire.isSettled");
    await opened.change({ ids: ["a", "c"], n: 2 });
    expect(opened.calls).to.deep.equal(["act a", "act b", "act c"]);
  });

  it("sends an event by name or an action, with the values of the element", async () => {
    await using opened = await commandPage({}, (_, on) => (
      <div>
        <p live-mounted="save" live-value-id="7" />
        <p live-mounted={on.act("bound")} />
      </div>
    ));
    await opened.until(`slotwire.isSettled`);
    await opened.change({});
    expect(opened.calls).to.have.members(['save {"id":"7"}', "act bound"]);
  });
});

describe("live-remove in the browser", () => {
  const removing = async () => {
    const opened = await commandPage(
      { ids: ["a", "b", "c"], hasBlock: true },
      ({ ids, hasBlock }, on) => (
        <div>
          <style>{raw(css)}</style>
          <i id="ready" live-mounted={js.addClass("ready")} />
          <ul>
            {ids.map((id) => (
              <li key={id} id={id} live-remove={js.hide({ transition: "leave" })}>
                <button type="button" live-click={on.act(id)}>
                  {id}
                </button>
              </li>
            ))}
          </ul>
          {hasBlock && (
            <p id="block" live-remove={js.transition("leave")}>
              <b
                live-remove={js.push(on.act("inner"))}
                live-window-keydown={on.save}
                live-click-away={on.save}
              >
                Block <input live-blur={on.save} />
              </b>
            </p>
          )}
        </div>
      ),
    );
    // Before the script is there, what is removed is gone at once.
    await opened.until(`$("#ready").className === "ready"`);
    return opened;
  };
  const finish = (selector: string) =>
    `$("${selector}").getAnimations().forEach((animation) => animation.finish())`;

  it("keeps the element until its transition has ended, out of everybody's reach", async () => {
    await using opened = await removing();
    await opened.page.focus("#block input");
    await opened.change({ ids: ["a", "c"], hasBlock: false });
    expect(await opened.see(`$("#b").outerHTML`)).to.match(
      /^<li id="b" live-remove="[^"]+" class="leave" inert="true" aria-hidden="true"><button/,
    );
    expect(await opened.see(`$("#block").inert`)).to.equal(true);
    await opened.see(`$("#b button").click()`);
    await opened.until(`document.activeElement === document.body`);
    await opened.page.keyboard.press("Escape");
    await opened.page.click("#version");
    await opened.change({ ids: ["d", "c", "a"] });
    expect(await opened.see(`[...$("ul").children].map((el) => el.id).sort().join("")`)).to.equal(
      "abcd",
    );
    await opened.see(finish("#b"));
    await opened.until(`!$("#b")`);
    await opened.see(finish("#block"));
    await opened.until(`!$("#block")`);
    expect(await opened.see(`[...$("ul").children].map((el) => el.id).join("")`)).to.equal("dca");
    await opened.until("slotwire.isSettled");
    // Neither was the button of who left pressed, nor does what is inside of it leave by itself, or hear of the page.
    expect(opened.calls).to.deep.equal([]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("removes at once for who asked for less motion", async () => {
    await using opened = await removing();
    await opened.page.emulateMedia({ reducedMotion: "reduce" });
    await opened.change({ ids: ["a"], hasBlock: false });
    expect(await opened.see(`$("ul").children.length`)).to.equal(1);
  });
});

describe("live-connected and live-disconnected in the browser", () => {
  const Notice = defineView({
    mount: () => ({ calls: 0 }),
    events: { connected: ({ calls }) => ({ calls: calls + 1 }) },
    render: ({ calls }) => (
      <div>
        <p
          id="notice"
          style="display: none"
          live-disconnected={js.show()}
          live-connected={js.hide().push("connected")}
        >
          Offline
        </p>
        <output>{calls}</output>
      </div>
    ),
  });

  it("show a notice while the connection is gone, and know when it is back", async () => {
    const live = createLive();
    await using site = await serve(express().use(live, noIcon).get("/", live.page(Notice)), live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    const notice = page.locator("#notice");
    await page.getByText("1", { exact: true }).waitFor();
    await page.evaluate("slotwire.disconnect()");
    await notice.waitFor({ state: "visible" });
    await page.evaluate("slotwire.connect()");
    await notice.waitFor({ state: "hidden" });
    await page.getByText("2", { exact: true }).waitFor();
    expect(opened.problems).to.deep.equal([]);
  });
});

describe("what commands changed", () => {
  const attribute = (chain: unknown) => JSON.stringify(chain).replaceAll('"', "&quot;");
  const chain = js
    .addClass("open", "#box")
    .hide("#gone")
    .setAttribute("title", "mine", "#box")
    .removeAttribute("lang", "#box");
  const html = (token: string, text: string) =>
    `<div l=1 live="${token}"><button live-click="${attribute(chain)}">Go</button><p id="box" class="a ${text}" lang="${text}">${text}</p><p id="gone">${text}</p></div>`;

  it("is there after the view has started anew", async () => {
    let pages = 0;
    await using server = await serveFrames(({ isRejoin }) => {
      pages++;
      const page = html(`T${pages}`, `n${pages}`);
      return isRejoin ? viewOf(page) : documentOf(page);
    });
    await using opened = await openPage(server.url);
    const { page } = opened;
    await nextJoin(server);
    server.send("[0,1,1]");
    await page.click("button");
    await page.locator("#gone").waitFor({ state: "hidden" });
    server.send('[4,1,"unknown"]');
    await nextJoin(server);
    expect(await page.locator("#box").evaluate((el) => el.outerHTML)).to.equal(
      '<p id="box" class="a n2 open" title="mine">n2</p>',
    );
    expect(await page.locator("#gone").evaluate((el) => el.outerHTML)).to.equal(
      '<p id="gone" style="display: none;">n2</p>',
    );
  });
});
