// Rows of a form keep their keys, whatever order the page and the server speak in.
import { expect } from "chai";
import { type FormState, fieldOf, form, rowsOf } from "slotwire";
import { z } from "zod";
import { parseFormBody } from "../../src/wire/form-body.js";
import type { Payload } from "../../src/wire/protocol.js";

const body = (text: string) =>
  parseFormBody(text, { maxParams: 1000, maxNameChars: 256 }) as Payload;
/** As plain objects, which comparisons want. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

const party = form(
  z.object({
    title: z.string(),
    guests: z
      .array(
        z.object({
          name: z.string().min(1, "is missing"),
          dishes: z.array(z.object({ dish: z.string() })).optional(),
        }),
      )
      .max(3, "are too many"),
  }),
  { initial: { title: "", guests: [{ name: "Ann" }, { name: "Bo" }] } },
);
type Party = FormState<{ title: string; guests: { name: string; dishes?: { dish: string }[] }[] }>;

const names = (state: Party) =>
  rowsOf(state, "guests").rows.map((row) => `${row.key} ${fieldOf(row, "name").value}`);
const sent = "guests.*1.name=Ann&guests.*2.name=Bo";

describe("a form with rows", () => {
  it("names the fields of a row by a key that stays", () => {
    const [, bo] = rowsOf(party.start(), "guests").rows;
    expect(bo && fieldOf(bo, "name").input).to.deep.equal({
      id: "form-guests.*2.name",
      name: "guests.*2.name",
      "aria-invalid": null,
      "aria-describedby": null,
      value: "Bo",
    });
    expect(bo?.up).to.deep.equal({
      type: "submit",
      name: "_up",
      value: "guests.*2",
      formnovalidate: true,
      "aria-disabled": null,
    });
    expect(bo?.down).to.deep.include({ name: "_down", "aria-disabled": "true" });
  });

  it("shows no errors of empty fields for a row's button of a page without scripts", async () => {
    const added = await party.submit(party.start(), body("title=&guests.*1.name=Ann&_add=guests"));
    expect(added.touched).to.deep.equal(["guests.*1.name"]);
    const told = await party.submit(party.start(), body("title=&_unused=other&_add=guests"));
    expect(told.touched).to.deep.equal(["title"]);
  });

  it("adds, moves and removes by its buttons, and is not submitted by them", async () => {
    const added = await party.submit(party.start(), body(`${sent}&_add=guests`));
    expect(names(added)).to.deep.equal(["1 Ann", "2 Bo", "3 "]);
    expect(rowsOf(added, "guests").rows.map(({ isFresh }) => isFresh)).to.deep.equal([
      false,
      false,
      true,
    ]);
    const up = await party.submit(added, body(`${sent}&guests.*3.name=Cy&_up=guests.*3`));
    expect(names(up)).to.deep.equal(["1 Ann", "3 Cy", "2 Bo"]);
    const down = await party.submit(up, body("_down=guests.*1"));
    expect(names(down)).to.deep.equal(["3 Cy", "1 Ann", "2 Bo"]);
    const ends = await party.submit(down, body("_down=guests.*2"));
    expect(names(ends)).to.deep.equal(names(down));
    const removed = await party.submit(ends, body("_remove=guests.*1"));
    expect(names(removed)).to.deep.equal(["3 Cy", "2 Bo"]);
    expect(removed.isSubmitted).to.equal(false);
    expect(removed).to.not.have.property("value");
    const again = await party.submit(removed, body("_add=guests"));
    expect(names(again)).to.deep.equal(["3 Cy", "2 Bo", "4 "]);
  });

  it("keeps a row that a late change does not know, and one removed stays removed", async () => {
    const added = party.addRow(party.start(), "guests", { name: "Cy" });
    const late = await party.change(added, body(`${sent.replace("Bo", "Bob")}&_target=title`));
    expect(names(late)).to.deep.equal(["1 Ann", "2 Bob", "3 Cy"]);
    const removed = party.removeRow(late, "guests.*1");
    const later = await party.change(removed, body(`${sent}&guests.*3.name=Cy`));
    expect(names(later)).to.deep.equal(["2 Bo", "3 Cy"]);
  });

  it("takes the rows of a page that another state made", async () => {
    const state = await party.change(party.start(), body(`${sent}&guests.*7.name=Di`));
    expect(names(state)).to.deep.equal(["1 Ann", "2 Bo", "7 Di"]);
    expect(names(party.addRow(state, "guests")).at(-1)).to.equal("8 ");
  });

  it("keeps errors with their row, and shows none of a row that is new since the submit", async () => {
    const refused = await party.submit(party.start(), body("guests.*1.name=&guests.*2.name=Bo"));
    expect(plain(refused.errors)).to.deep.equal({
      title: refused.errors.title,
      "guests.*1.name": ["is missing"],
    });
    const added = await party.submit(refused, body("_add=guests"));
    const shown = rowsOf(party.moveRow(added, "guests.*1", 1), "guests").rows.map((row) =>
      fieldOf(row, "name").errors.join(),
    );
    expect(shown).to.deep.equal(["", "is missing", ""]);
    expect(party.removeRow(added, "guests.*1").errors).to.not.have.property("guests.*1.name");
    const submitted = await party.submit(added, body("guests.*3.name="));
    const last = rowsOf(submitted, "guests").rows.at(-1);
    expect(last && fieldOf(last, "name").errors).to.deep.equal(["is missing"]);
  });

  it("has lists in rows", async () => {
    const one = party.addRow(party.start(), "guests", { name: "Cy", dishes: [{ dish: "pie" }] });
    const row = rowsOf(one, "guests").rows[2];
    expect(row?.name).to.equal("guests.*3");
    const state = await party.change(
      party.start(),
      body("guests.*1.name=Ann&guests.*1.dishes.*5.dish=pie&guests.*1.dishes.*4.dish=tea"),
    );
    const first = rowsOf(state, "guests").rows[0];
    const dishes = first && rowsOf(first, "dishes").rows;
    expect(dishes?.map((dish) => fieldOf(dish, "dish").name)).to.deep.equal([
      "guests.*1.dishes.*5.dish",
      "guests.*1.dishes.*4.dish",
    ]);
    const swapped = party.moveRow(state, "guests.*1.dishes.*5", 1);
    expect(plain(swapped.values.guests)).to.deep.equal([
      { name: "Ann", dishes: [{ dish: "tea" }, { dish: "pie" }] },
      { name: "Bo" },
    ]);
  });

  it("begins a list in a row by its button, also in a row that a button has added", async () => {
    const row = await party.submit(party.start(), body(`${sent}&_add=guests`));
    const sentRow = `${sent}&guests.*3.name=Cy`;
    const one = await party.submit(row, body(`${sentRow}&_add=guests.*3.dishes`));
    expect(one.rowKeys["guests.*3.dishes"]).to.deep.equal(["4"]);
    const typed = `${sentRow}&guests.*3.dishes.*4.dish=pie`;
    const two = await party.submit(one, body(`${typed}&_add=guests.*3.dishes`));
    expect(plain(two.values.guests)).to.deep.equal([
      { name: "Ann" },
      { name: "Bo" },
      { name: "Cy", dishes: [{ dish: "pie" }, {}] },
    ]);
    const again = await party.submit(two, body(`${typed}&_remove=guests.*3.dishes.*5`));
    expect(plain(again.values.guests)).to.deep.include({ name: "Cy", dishes: [{ dish: "pie" }] });
    for (const bad of [
      "*9.dishes",
      "*1.name",
      "*1.__proto__",
      "*1.a.b.c.d.e.f.g.h",
      "*1.*2",
      "*1.",
    ]) {
      const next = await party.submit(party.start(), body(`${sent}&_add=guests.${bad}`));
      expect(plain(next.values.guests)).to.deep.equal([{ name: "Ann" }, { name: "Bo" }]);
      expect(next.rowKeys).to.deep.equal({ guests: ["1", "2"] });
    }
  });

  it("does not grow by what a page makes up", async () => {
    let state: Party = party.start();
    const rows = Array.from({ length: 900 }, (_, at) => `guests.*${at + 10}.name=x`).join("&");
    for (let round = 0; round < 4; round++) {
      const other = rows
        .replaceAll("*", `*${round + 1}`)
        .replaceAll("guests", `g${round % 2}uests`);
      state = (await party.change(state as never, body(`${rows}`))) as Party;
      state = (await party.change(state as never, body(other))) as Party;
      const all = Object.values(state.rowKeys).flat().length;
      expect(all).to.be.below(1001);
      expect(state.touched.length).to.be.below(2001);
    }
    let full: Party = party.start();
    const many = Array.from({ length: 990 }, (_, at) => `guests.*${at + 10}.name=x`).join("&");
    full = await party.change(full as never, body(many));
    for (let at = 0; at < 20; at++) {
      const list = at < 10 ? "guests" : `guests.*1.list${at}`;
      full = await party.submit(full as never, body(`_add=${list}`));
      expect(Object.values(full.rowKeys).flat().length).to.be.below(1002);
      expect(full.freshRows.length).to.be.below(11);
    }
    for (const bad of ["_remove=__proto__.*1", "_add=constructor", "_up=guests", "_add=title"]) {
      const next = await party.submit(party.start(), body(bad));
      expect(names(next)).to.deep.equal(["1 Ann", "2 Bo"]);
    }
  });

  it("brings what a late check found into the state that is there by then", async () => {
    const before = party.start();
    const text = "title=x&guests.*1.name=&guests.*2.name=Bo&_target=title";
    const late = await party.check(before, body(text));
    expect(late(before).values.title).to.equal("x");
    const overtaken = late(party.addRow(party.removeRow(before, "guests.*1"), "guests"));
    expect(names(overtaken)).to.deep.equal(["2 Bo", "3 "]);
    expect(overtaken.values.title).to.equal("x");
    expect(overtaken.errors).to.deep.equal({});
    const anew = party.start();
    expect(late(anew)).to.equal(anew);
  });
});
