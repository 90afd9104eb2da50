// Whatever the user has put, chosen, opened, scrolled or selected stays so while the server patches around it.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { defineView } from "slotwire";
import { type OpenPage, openPage, settled } from "../../support/browser.js";
import { appWith, textBecomes } from "../../support/live-app.js";
import { type Served, serve } from "../../support/server.js";

interface State {
  readonly step: number;
  readonly value: string;
  readonly options: readonly string[];
  readonly rows: readonly number[];
}

const first: State = { step: 0, value: "server", options: ["a", "b", "c"], rows: [1, 2, 3] };

/** `live-click` of a hidden button moves the server to the next state, without taking the focus. */
const Room = defineView({
  mount: () => first,
  events: {
    step: ({ step }) => ({ step: step + 1 }),
    value: ({ step }) => ({ step: step + 1, value: `server ${step + 1}` }),
    options: ({ step, options }) => ({ step: step + 1, options: ["new", ...options.slice(1)] }),
    rows: ({ step, rows }) => ({ step: step + 1, rows: rows.toReversed() }),
    typed: (_state, ctx) => ({ value: String(ctx.payload.value ?? "").toUpperCase() }),
  },
  render: ({ step, value, options, rows }) => (
    <main class={`s${step}`}>
      <output>{step}</output>
      {(["step", "value", "options", "rows"] as const).map((name) => (
        <button type="button" id={name} live-click={name}>
          {name}
        </button>
      ))}
      <input id="text" name="text" value={value} title={step} />
      <input id="eager" name="eager" value={value} title={step} live-patch-focused />
      <input id="upper" live-input="typed" value={value} />
      <select id="one" title={step}>
        {options.map((name) => (
          <option key={name} value={name}>
            {name} {step}
          </option>
        ))}
      </select>
      <select id="many" multiple title={step}>
        {options.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <input id="file" type="file" title={step} />
      <input id="range" type="range" min={0} max={100} value={50} title={step} />
      <input id="color" type="color" value="#112233" title={step} />
      <input id="date" type="date" title={step} />
      <details id="details" title={step}>
        <summary>More {step}</summary>
        {step}
      </details>
      <dialog id="dialog" title={step}>
        <input id="inside" name="inside" /> {step}
      </dialog>
      <div id="popover" popover title={step}>
        {step}
      </div>
      <div id="box" style="height: 40px; overflow: auto" title={step}>
        <ul style="margin: 0">
          {rows.map((row) => (
            <li key={row} style="height: 60px">
              <div class="inner" id={`inner-${row}`} style="height: 30px; overflow: auto">
                <p style="height: 90px">{row}</p>
              </div>
            </li>
          ))}
        </ul>
      </div>
      <p id="prose">Words that somebody has selected.</p>
    </main>
  ),
});

/** Has the server change something, without a click that would take the focus. */
async function server(page: Page, name: keyof State): Promise<void> {
  const before = Number(await page.locator("output").textContent());
  await page.evaluate((id) => (document.getElementById(id) as HTMLElement).click(), name);
  await textBecomes(page, "output", String(before + 1));
  await settled(page);
}

const read = (page: Page, id: string, property: string) =>
  page.evaluate(
    ([of, name]) => Reflect.get(document.getElementById(of as string) as object, name as string),
    [id, property],
  );

describe("what belongs to the user", function () {
  this.timeout(30_000);

  let site: Served;
  let opened: OpenPage;
  let page: Page;

  before(async () => {
    const { app, live } = appWith(Room);
    site = await serve(app, live);
  });
  beforeEach(async () => {
    opened = await openPage(site.url);
    page = opened.page;
    await settled(page);
  });
  afterEach(async () => {
    expect(opened.problems).to.deep.equal([]);
    await opened[Symbol.asyncDispose]();
  });
  after(() => site[Symbol.asyncDispose]());

  it("is the text in a focused input, while its other attributes follow the server", async () => {
    await page.focus("#text");
    await page.keyboard.type("mine ");
    await server(page, "value");
    expect(await read(page, "text", "value")).to.contain("mine ");
    expect(await read(page, "text", "title")).to.equal("1");
    expect(await read(page, "text", "defaultValue")).to.equal("server 1");
  });

  it("is not the text of a focused input with live-patch-focused", async () => {
    await page.focus("#eager");
    await page.keyboard.type("mine ");
    await server(page, "value");
    expect(await read(page, "eager", "value")).to.equal("server 1");
    expect(await page.locator(":focus").getAttribute("id")).to.equal("eager");
  });

  it("is the text of an input until the server has answered, and then what the server makes of it", async () => {
    await page.fill("#upper", "");
    await page.locator("#upper").pressSequentially("shout");
    await page.waitForFunction(
      () => (document.getElementById("upper") as HTMLInputElement).value === "SHOUT",
    );
    expect(await page.locator(":focus").getAttribute("id")).to.equal("upper");
  });

  it("is the choice in a focused select, also when its options come, go and change", async () => {
    await page.selectOption("#one", "b");
    await page.focus("#one");
    await server(page, "options");
    expect(await read(page, "one", "value")).to.equal("b");
    expect(await page.locator("#one option").allTextContents()).to.deep.equal([
      "new 1",
      "b 1",
      "c 1",
    ]);
    await page.selectOption("#many", ["b", "c"]);
    await page.focus("#many");
    await server(page, "options");
    const chosen = await page.locator("#many option:checked").allTextContents();
    expect(chosen).to.deep.equal(["b", "c"]);
  });

  it("is what other kinds of controls hold: files, ranges, colors and dates", async () => {
    await page.setInputFiles("#file", {
      name: "a.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("a"),
    });
    await page.fill("#range", "70");
    await page.fill("#color", "#445566");
    await page.fill("#date", "2026-02-03");
    await server(page, "step");
    const held = await page.evaluate(() =>
      ["range", "color", "date"].map(
        (id) => (document.getElementById(id) as HTMLInputElement).value,
      ),
    );
    expect(held).to.deep.equal(["70", "#445566", "2026-02-03"]);
    const file = await page.evaluate(
      () => (document.getElementById("file") as HTMLInputElement).files?.[0]?.name,
    );
    expect(file).to.equal("a.txt");
  });

  it("is what a browser filled in by itself, without focus and without a word", async () => {
    await page.evaluate(() => {
      (document.getElementById("text") as HTMLInputElement).value = "autofilled";
    });
    await server(page, "step");
    expect(await read(page, "text", "value")).to.equal("autofilled");
  });

  it("is whether details, a dialog and a popover are open, and what is typed in them", async () => {
    await page.evaluate(() => {
      (document.getElementById("details") as HTMLDetailsElement).open = true;
      (document.getElementById("popover") as HTMLElement).showPopover();
      (document.getElementById("dialog") as HTMLDialogElement).showModal();
    });
    await page.focus("#inside");
    await page.keyboard.type("typed");
    await server(page, "step");
    expect(await read(page, "details", "open")).to.equal(true);
    expect(await page.locator("#dialog:modal").count()).to.equal(1);
    expect(await read(page, "inside", "value")).to.equal("typed");
    expect(await page.locator("#dialog").textContent()).to.contain("1");
    await page.keyboard.press("Escape");
    await server(page, "step");
    expect(await read(page, "dialog", "open")).to.equal(false);
    await page.evaluate(() => (document.getElementById("popover") as HTMLElement).showPopover());
    await server(page, "step");
    expect(await page.locator("#popover:popover-open").count()).to.equal(1);
  });

  it("is how far something is scrolled, also in rows that move", async () => {
    await page.evaluate(() => {
      for (const id of ["box", "inner-1", "inner-3"]) {
        (document.getElementById(id) as HTMLElement).scrollTop = 20;
      }
    });
    await server(page, "step");
    const tops = () =>
      page.evaluate(() =>
        ["box", "inner-1", "inner-3"].map((id) => document.getElementById(id)?.scrollTop),
      );
    expect(await tops()).to.deep.equal([20, 20, 20]);
    await server(page, "rows");
    expect((await tops()).slice(1)).to.deep.equal([20, 20]);
  });

  it("is the text that is selected in the page", async () => {
    await page.evaluate(() => {
      const text = document.getElementById("prose")?.firstChild as Text;
      getSelection()?.setBaseAndExtent(text, 6, text, 10);
    });
    await server(page, "step");
    await server(page, "rows");
    expect(await page.evaluate(() => String(getSelection()))).to.equal("that");
  });

  it("is a composition under way, with everything around it patched", async () => {
    await page.focus("#text");
    await page.keyboard.press("End");
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Input.imeSetComposition", { text: "か", selectionStart: 1, selectionEnd: 1 });
    await server(page, "value");
    await cdp.send("Input.imeSetComposition", { text: "かん", selectionStart: 2, selectionEnd: 2 });
    await server(page, "value");
    await cdp.send("Input.insertText", { text: "漢" });
    expect(await read(page, "text", "value")).to.equal("server漢");
  });
});
