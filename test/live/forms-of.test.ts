// Whether a handler has left a form unfinished, which decides between a redirect and the page.
import { expect } from "chai";
import { form } from "slotwire";
import { z } from "zod";
import { unfinishedForms } from "../../src/live/forms-of.js";

const party = form(z.object({ title: z.string().min(2), guests: z.array(z.object({})) }), {
  initial: { guests: [] },
});

describe("the forms that a handler leaves unfinished", () => {
  const fresh = party.start();
  const before = { party: fresh, other: party.start(), n: 1 };

  it("are none when nothing changed, when one has begun anew, and when one has its value", async () => {
    const done = await party.submit(fresh, { title: "enough" });
    expect(done.value).to.deep.equal({ title: "enough", guests: [] });
    expect(unfinishedForms(before, before)).to.equal(null);
    expect(unfinishedForms(before, { ...before, n: 2 })).to.equal(null);
    expect(unfinishedForms(before, { ...before, party: party.start() })).to.equal(null);
    expect(unfinishedForms(before, { ...before, party: done })).to.equal(null);
    expect(unfinishedForms(before, { n: 2 })).to.equal(null);
  });

  it("are wrong when a submit was refused, by the schema or by the handler", async () => {
    const refused = await party.submit(fresh, { title: "x" });
    expect(unfinishedForms(before, { ...before, party: refused })).to.equal("wrong");
    const failed = party.fail(party.start(), { title: "is taken" });
    expect(unfinishedForms(before, { ...before, party: failed })).to.equal("wrong");
    expect(unfinishedForms(before, { page: { left: { party: refused } } })).to.equal("wrong");
  });

  it("are open when one was changed without a submit", async () => {
    const grown = await party.submit(fresh, { title: "", _add: "guests" });
    expect(unfinishedForms(before, { ...before, party: grown })).to.equal("open");
    const typed = await party.change(fresh, { title: "enough" });
    expect(unfinishedForms(before, { ...before, party: typed })).to.equal("open");
  });

  it("are not looked for beyond what a state is likely to hold, and nothing else counts as one", async () => {
    const refused = await party.submit(fresh, { title: "x" });
    expect(unfinishedForms(before, { a: { b: { c: { party: refused } } } })).to.equal(null);
    const alike = { version: "1", isSubmitted: true, isValid: false };
    expect(unfinishedForms(before, { alike, date: new Date(), nothing: null })).to.equal(null);
  });
});
