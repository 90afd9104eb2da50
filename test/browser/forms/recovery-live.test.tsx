// A real server forgets the session in the middle of a form: what its handlers then make of it.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, Field, Form, form, Rows } from "slotwire";
import { z } from "zod";
import { type OpenPage, openPage, settled } from "../../support/browser.js";
import { interactionLoaded } from "../../support/interaction.js";
import { noIcon } from "../../support/live-app.js";
import { serve } from "../../support/server.js";

const party = form(
  z.object({
    title: z.string().min(9, "is short"),
    guests: z.array(z.object({ name: z.string() })),
  }),
  { id: "party", initial: { title: "", guests: [] } },
);

const Party = defineView({
  mount: () => ({ party: party.start() }),
  events: {
    change: async (state, ctx) => ({ party: await party.change(state.party, ctx.payload) }),
    save: async (state, ctx) => ({ party: await party.submit(state.party, ctx.payload) }),
    again: async (state, ctx) => {
      ctx.patch("/?again=1");
      return { party: await party.change(state.party, ctx.payload) };
    },
  },
  render: ({ party: state }, on) => (
    <Form of={state} live-change={on.change} live-submit={on.save} live-recover={on.again}>
      <Field of={state} name="title">
        {(field) => (
          <label>
            Title <input {...field.input} /> {field.errors}
          </label>
        )}
      </Field>
      <Rows of={state} name="guests">
        {({ rows, add }) => (
          <ul>
            {rows.map((row) => (
              <li key={row.key}>
                <Field of={row} name="name">
                  {(field) => <input {...field.input} class="guest" />}
                </Field>
              </li>
            ))}
            <button {...add}>Add</button>
          </ul>
        )}
      </Rows>
    </Form>
  ),
});

async function withParty(
  check: (opened: OpenPage, forget: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const live = createLive({ key: () => "one" });
  const app = express().use(live, noIcon).get("/", live.page(Party));
  await using site = await serve(app, live);
  await using opened = await openPage(site.url);
  const { page } = opened;
  await interactionLoaded(page);
  await settled(page);
  await check(opened, async () => {
    const token = await page.locator("[live]").getAttribute("live");
    live.disconnect("one");
    await page.waitForFunction(
      (old) => document.querySelector("[live]")?.getAttribute("live") !== old,
      token,
    );
    await settled(page);
  });
  expect(opened.problems).to.deep.equal([]);
}

describe("a form whose session a real server has forgotten", function () {
  this.timeout(30_000);

  it("brings back rows that a fresh mount does not have, with what was typed in them", () =>
    withParty(async ({ page }, forget) => {
      await page.fill("[name=title]", "short");
      for (const [at, name] of ["Ann", "Bo"].entries()) {
        await page.click("text=Add");
        await page.locator(".guest").nth(at).fill(name);
        await page.press("[name=title]", "Tab");
        await settled(page);
      }
      await forget();
      const guests = page.locator(".guest");
      await guests.nth(1).waitFor();
      expect(
        await guests.evaluateAll((all) => all.map((el) => (el as HTMLInputElement).value)),
      ).to.deep.equal(["Ann", "Bo"]);
      expect(await page.inputValue("[name=title]")).to.equal("short");
      await page.getByText("is short").waitFor();
    }));

  it("may change the URL", () =>
    withParty(async ({ page }, forget) => {
      await page.fill("[name=title]", "typed");
      await page.press("[name=title]", "Tab");
      await settled(page);
      expect(new URL(page.url()).search).to.equal("");
      await forget();
      await page.waitForURL("**/?again=1");
      expect(await page.inputValue("[name=title]")).to.equal("typed");
    }));
});
