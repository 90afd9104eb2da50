// What the server asks of forms: to begin anew, and to be submitted by the browser itself.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, Field, Form, form } from "slotwire";
import { z } from "zod";
import { openPage, settled } from "../../support/browser.js";
import { interactionLoaded } from "../../support/interaction.js";
import { noIcon, textBecomes } from "../../support/live-app.js";
import { serve } from "../../support/server.js";

const note = form(z.object({ text: z.string().min(2, "is short"), box: z.string().optional() }), {
  id: "note",
  initial: { text: "first" },
});

const Notes = defineView({
  mount: () => ({ note: note.start(), notes: [] as string[] }),
  events: {
    change: async (state, ctx) => ({ note: await note.change(state.note, ctx.payload) }),
    save: async (state, ctx) => {
      const next = await note.submit(state.note, ctx.payload);
      if (!next.value) return { note: next };
      return { note: note.start(), notes: [...state.notes, next.value.text] };
    },
    cancel: () => ({ note: note.start() }),
  },
  render: (state, on) => (
    <main>
      <Form of={state.note} live-submit={on.save}>
        <Field of={state.note} name="text">
          {(field) => (
            <label>
              <input {...field.input} /> <b {...field.error}>{field.errors}</b>
            </label>
          )}
        </Field>
        <Field of={state.note} name="box">
          {(field) => <input {...field.checkbox()} aria-label="box" />}
        </Field>
        <button id="save">Save</button>
      </Form>
      <button live-click={on.cancel}>Cancel</button>
      <p>{state.notes.join(", ")}</p>
    </main>
  ),
});

const Login = defineView({
  mount: () => ({ isRight: false, how: "" }),
  events: {
    check: (_state, ctx) => ({ isRight: ctx.payload.name === "ann" }),
    how: (_state, ctx) => ({ how: String(ctx.payload.name) }),
  },
  render: ({ isRight, how }, on) => (
    <main>
      <form
        id="login"
        method="post"
        action="/session"
        live-submit={on.check}
        live-trigger={isRight}
      >
        <input name="name" />
        <button id="login-button" name="way" value="1">
          In
        </button>
      </form>
      <form id="out" method="post" action="/session" live-change={on.how}>
        <input name="name" />
        <button id="out-button">Out</button>
      </form>
      <p>{how}</p>
    </main>
  ),
});

function createApp() {
  const live = createLive();
  const app = express().use(live, noIcon, express.urlencoded());
  app.get("/", live.page(Notes)).get("/login", live.page(Login));
  app.post("/session", (request, response) => {
    response.send(`<p>${JSON.stringify(request.body)}</p>`);
  });
  return { live, app };
}

describe("a form that the server commands", function () {
  this.timeout(30_000);

  it("begins anew after a submit that succeeded, and keeps what was typed when it did not", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await interactionLoaded(page);
    await page.check("[type=checkbox]");
    await page.fill("[name=text]", "x");
    await page.press("[name=text]", "Enter");
    await textBecomes(page, "b", "is short");
    expect(await page.inputValue("[name=text]")).to.equal("x");
    await page.fill("[name=text]", "second");
    await page.press("[name=text]", "Enter");
    await textBecomes(page, "p", "second");
    await settled(page);
    expect(await page.inputValue("[name=text]")).to.equal("first");
    expect(await page.isChecked("[type=checkbox]")).to.equal(false);
    expect(await page.locator("[live-used]").count()).to.equal(0);
    expect(await page.locator(":focus").getAttribute("name")).to.equal("text");
    await page.fill("[name=text]", "third");
    await page.click("#save");
    await textBecomes(page, "p", "second, third");
    expect(opened.problems).to.deep.equal([]);
  });

  it("begins anew without having been submitted, but for the text that is being typed", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await interactionLoaded(page);
    await settled(page);
    await page.fill("[name=text]", "typed");
    await page.check("[type=checkbox]");
    await page.click("text=Cancel");
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>("[name=text]")?.value === "first",
    );
    expect(await page.isChecked("[type=checkbox]")).to.equal(false);
    await page.check("[type=checkbox]");
    await page.focus("[name=text]");
    await page.keyboard.type("more ");
    await page.evaluate(() => {
      [...document.querySelectorAll("button")].find((b) => b.textContent === "Cancel")?.click();
    });
    await settled(page);
    expect(await page.inputValue("[name=text]")).to.contain("more ");
    expect(await page.isChecked("[type=checkbox]")).to.equal(false);
    expect(opened.problems).to.deep.equal([]);
  });

  it("is submitted by the browser, with its button, when live-trigger appears", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(`${site.url}/login`);
    const { page } = opened;
    await interactionLoaded(page);
    await page.fill("#login input", "bo");
    await page.click("#login-button");
    await settled(page);
    await page.fill("#login input", "ann");
    await page.click("#login-button");
    await textBecomes(page, "p", '{"name":"ann","way":"1"}');
    expect(page.url()).to.equal(`${site.url}/session`);
  });

  it("without live-submit is the browser's to submit", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(`${site.url}/login`);
    const { page } = opened;
    await settled(page);
    await page.fill("#out input", "cy");
    await page.press("#out input", "Tab");
    await textBecomes(page, "p", "cy");
    await page.click("#out-button");
    await textBecomes(page, "p", '{"name":"cy"}');
  });
});
