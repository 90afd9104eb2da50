// Somebody types fast over a slow network while the server patches the same form: not a letter is lost.
import { expect } from "chai";
import { defineView, Field, Form, form } from "slotwire";
import { z } from "zod";
import { openPage, settled } from "../../support/browser.js";
import { appWith } from "../../support/live-app.js";
import { serve } from "../../support/server.js";
import { SlowProxy } from "../../support/slow-proxy.js";
import { createRandom, type Random } from "../../support/tree-gen/random.js";

const seeds = process.env.SOAK === "1" ? 200 : 20;
const atOnce = 10;
const keyMs = 1000 / 12;
const names = ["email", "name", "note"] as const;

const person = form(
  z.object({ email: z.string().min(8, "is short"), name: z.string(), note: z.string() }),
  { initial: { email: "", name: "", note: "" } },
);

/** Everything of the form moves at each tick, the controls' own attributes too. */
const Desk = defineView({
  mount: ({ ctx }) => {
    ctx.every(50, "tick");
    return { person: person.start(), ticks: 0 };
  },
  events: {
    typed: async (state, ctx) => ({ person: await person.change(state.person, ctx.payload) }),
  },
  messages: { tick: ({ ticks }) => ({ ticks: ticks + 1 }) },
  render: ({ person: state, ticks }, on) => (
    <Form of={state} live-input={on.typed} data-ticks={ticks}>
      {ticks % 3 === 0 && <p>A third of the time</p>}
      <output>{ticks}</output>
      {names.map((name) => (
        <Field key={name} of={state} name={name}>
          {(field) => (
            <label class={ticks % 2 ? "odd" : "even"}>
              {ticks} {field.errors[0]}
              {name === "note" ? (
                <textarea {...field.control} title={ticks}>
                  {field.value}
                </textarea>
              ) : (
                <input {...field.input} title={ticks} />
              )}
            </label>
          )}
        </Field>
      ))}
      <pre>{JSON.stringify(state.values)}</pre>
    </Form>
  ),
});

const letters = "abcdefghijklmnopqrstuvwxyz ÄÖÜ0123456789.,@";

function randomText(random: Random): string {
  const text = Array.from({ length: 8 + random.below(5) }, () => random.pick([...letters]));
  return text.join("");
}

async function typeOnce(port: number, seed: number): Promise<string> {
  const random = createRandom(seed);
  const slowness = { latencyMs: 150, jitterMs: 100, random: random.next };
  await using proxy = await SlowProxy.start(port, slowness);
  await using opened = await openPage(proxy.url);
  const { page } = opened;
  await settled(page);
  const expected: Record<string, string> = {};
  for (const name of names) {
    const text = randomText(random);
    expected[name] = text;
    await page.focus(`[name=${name}]`);
    for (const key of text) {
      await page.keyboard.type(key);
      await new Promise((resolve) => setTimeout(resolve, keyMs * (0.5 + random.next())));
    }
    // Somewhere in the middle, as people do.
    if (random.chance(0.5)) {
      await page.keyboard.press("Home");
      await page.keyboard.type("^");
      expected[name] = `^${text}`;
    }
  }
  const typed = JSON.stringify(expected);
  await page.waitForFunction((text) => document.querySelector("pre")?.textContent === text, typed);
  const shown: Record<string, string> = {};
  for (const name of names) shown[name] = await page.inputValue(`[name=${name}]`);
  const ticks = Number(await page.locator("output").textContent());
  if (ticks < 20) return `seed ${seed}: only ${ticks} ticks`;
  const problem = opened.problems[0];
  if (problem !== undefined) return `seed ${seed}: ${problem}`;
  const got = JSON.stringify(shown);
  return got === typed ? "" : `seed ${seed}: typed ${typed}, got ${got}`;
}

describe("a typist at 12 characters a second, 300 ms away and more", function () {
  this.timeout(60_000 + seeds * 5_000);

  it(`finds exactly what was typed, in ${seeds} seeds`, async () => {
    const { app, live } = appWith(Desk);
    await using site = await serve(app, live);
    const wrong: string[] = [];
    for (let seed = 0; seed < seeds; seed += atOnce) {
      const some = Array.from({ length: atOnce }, (_, at) => typeOnce(site.port, seed + at));
      wrong.push(...(await Promise.all(some)).filter((text) => text !== ""));
    }
    expect(wrong).to.deep.equal([]);
  });
});
