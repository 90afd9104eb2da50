// Random bodies, one after the other, in one form: none of them throws, and each row keeps its key.
import { expect } from "chai";
import { fieldOf, form, rowsOf } from "slotwire";
import * as v from "valibot";
import { parseFormBody } from "../../src/wire/form-body.js";
import type { Payload } from "../../src/wire/protocol.js";
import { createRandom, type Random } from "../support/tree-gen/random.js";

const count = process.env.SOAK === "1" ? 200_000 : 5_000;
const party = form(v.unknown(), {
  initial: { q: "", tags: ["a"], guests: [{ name: "Ann" }], address: { town: "Ulm" } },
});
const names = (
  "q q.x q.*1 tags tags[] tags.*0.x guests guests.*1 guests.*1.name guests[*1][name] guests.*2.meals.*3.dish " +
  "guests.*1.meals guests[0].name guests.*-1 guests.*1e3.name address address.town toString toString.*1 " +
  "hasOwnProperty[] valueOf.x _target _unused a[b.c] a.b.c.*1 *1 *1.x x.*1.y.*2.z length 0 [] values"
).split(" ");

function randomBody(random: Random): Payload {
  const pairs: [string, string][] = [];
  for (let left = random.below(5); left > 0; left--) {
    pairs.push([random.pick(names), random.pick([...names, "", "text"])]);
  }
  const action = random.pick(["_add", "_remove", "_up", "_down", ""]);
  if (action !== "") pairs.push([action, random.pick(names)]);
  const body = String(new URLSearchParams(pairs));
  return parseFormBody(body, { maxParams: 100, maxNameChars: 256 }) as Payload;
}

describe("a form", () => {
  it(`takes whatever a page sends, ${count} times`, async function () {
    this.timeout(600_000);
    const random = createRandom(1);
    for (let left = count; left > 0; left--) {
      let state = party.start();
      for (let bodies = 4; bodies > 0; bodies--) {
        const before = state;
        const payload = randomBody(random);
        state = await (random.below(2)
          ? party.submit(state, payload)
          : party.change(state, payload));
        if (random.below(4) === 0) state = (await party.check(before, payload))(state);
        for (const [list, keys] of Object.entries(state.rowKeys)) {
          const shown = rowsOf(state, list).rows.map(({ key }) => key);
          expect(shown, list).to.deep.equal(keys);
          expect(new Set(keys).size, list).to.equal(keys.length);
        }
        for (const name of ["q", "address.town", "toString"]) fieldOf(state, name);
      }
    }
  });
});
