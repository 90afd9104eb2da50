// The sizes of patches that the protocol promises, as bytes of whole frames.
import { expect } from "chai";
import type { Child } from "../../src/jsx/rendered.js";
import { Tree } from "../../src/tree/tree.js";
import type { Patch } from "../../src/wire/patch.js";
import { encodePatch } from "../../src/wire/server-frames.js";
import { evaluateModule, JsxMode } from "../support/precompile.js";

const counterSource = `
export const render = ({ count }) => (
  <div>
    Current value: {count}
    <button live-click="increment">+</button>
  </div>
);`;

const labelledSource = `
export const render = ({ count, label }) => (
  <div>
    {label}: {count}
    <button live-click="increment">+</button>
    <form live-submit="rename"><input name="label" value={label} /></form>
  </div>
);`;

const pricesSource = `
const Row = ({ item }) => (
  <tr class={item.stock < 10 ? "low" : null}>
    <td>{item.id}</td><td>{item.name}</td><td>{item.price}</td><td>{item.stock}</td>
  </tr>
);
export const render = ({ rows }) => (
  <section>
    <h1>{rows.length} prices</h1>
    <table><tbody>{rows.map((item) => <Row key={item.id} item={item} />)}</tbody></table>
  </section>
);`;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly price: string;
  readonly stock: number;
}

const rows: readonly Row[] = Array.from({ length: 1_000 }, (_, at) => ({
  id: at + 1,
  name: `Item number ${at + 1}`,
  price: (10 + (at % 90) + 0.25).toFixed(2),
  stock: at % 100,
}));

/** A page that is rendered again and again: returns the bytes of the frames that it sends. */
function open<State>(source: string, mode: JsxMode, first: State) {
  const render = evaluateModule(source, mode).render as (state: State) => Child;
  const tree = new Tree(render(first), { salt: 7 });
  return (state: State): { bytes: number; templateBytes: number } => {
    const patch = tree.reconcile(render(state)) as Patch;
    const frame = encodePatch({ s: 1, seq: 5, ref: 3 }, patch);
    const templates = patch.templates.length === 0 ? "" : `${JSON.stringify(patch.templates)},`;
    return { bytes: Buffer.byteLength(frame), templateBytes: Buffer.byteLength(templates) };
  };
}

const withPrice = (at: number, price: string) =>
  rows.map((row, of) => (of === at ? { ...row, price } : row));
const withPrices = (cents: number) =>
  rows.map((row) => ({ ...row, price: (10 + (row.id % 80) + cents / 100).toFixed(2) }));
const withMove = (from: number, to: number) => {
  const moved = [...rows];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
};

describe("The budget of a patch, in bytes of its frame", () => {
  it("is 200 for the first click on a counter, its template included", () => {
    const send = open(counterSource, JsxMode.precompiled, { count: 0 });
    expect(send({ count: 1 }).bytes).to.be.at.most(200);
  });

  it("is 110 besides the templates for the first click on a page with more on it", () => {
    const send = open(labelledSource, JsxMode.precompiled, { label: "Counter", count: 0 });
    const { bytes, templateBytes } = send({ label: "Counter", count: 1 });
    expect(bytes - templateBytes).to.be.at.most(110);
  });

  for (const mode of Object.values(JsxMode)) {
    it(`is 30 for a later click, ${mode}`, () => {
      const send = open(labelledSource, mode, { label: "Counter", count: 0 });
      send({ label: "Counter", count: 1 });
      expect(send({ label: "Counter", count: 2 }).bytes).to.be.at.most(30);
    });

    it(`is 40 for a later cell of 1,000 rows, ${mode}`, () => {
      const send = open(pricesSource, mode, { rows });
      send({ rows: withPrice(500, "11.11") });
      expect(send({ rows: withPrice(500, "22.22") }).bytes).to.be.at.most(40);
    });

    it(`is 60 for a later move of one row of 1,000, ${mode}`, () => {
      const send = open(pricesSource, mode, { rows });
      send({ rows: withMove(3, 5) });
      send({ rows });
      expect(send({ rows: withMove(700, 10) }).bytes).to.be.at.most(60);
    });
  }

  it("is 60 and the template once for the first cell of 1,000 rows", () => {
    const send = open(pricesSource, JsxMode.precompiled, { rows });
    const first = send({ rows: withPrice(500, "11.11") });
    expect(first.bytes - first.templateBytes).to.be.at.most(60);
    const second = send({ rows: withPrice(7, "11.11") });
    expect(second.templateBytes).to.equal(0);
    expect(second.bytes).to.be.at.most(60);
  });

  it("is 9,000 for all 1,000 prices, later", () => {
    const send = open(pricesSource, JsxMode.precompiled, { rows });
    send({ rows: withPrices(1) });
    expect(send({ rows: withPrices(2) }).bytes).to.be.at.most(9_000);
  });

  it("is 30 for emptying a list of 1,000 rows", () => {
    const send = open(pricesSource, JsxMode.precompiled, { rows });
    send({ rows: withMove(3, 5) });
    expect(send({ rows: [] }).bytes).to.be.at.most(30);
  });
});
