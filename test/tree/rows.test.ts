// Rows of one kind, which are no nodes: whatever becomes of them, a client is told the same.
import { expect } from "chai";
import { Action } from "../../src/jsx/action.js";
import type { Child } from "../../src/jsx/rendered.js";
import { fingerprint } from "../../src/tree/fingerprint.js";
import { Tree } from "../../src/tree/tree.js";
import { call, container, defineTemplate } from "../support/define-template.js";
import { createRandom, type Random } from "../support/tree-gen/random.js";
import { Replay } from "../support/tree-replay/replay.js";

const item = defineTemplate(["<li", ">", ", ", "</li>"], ["class", 0, 0]);
const other = defineTemplate(["<p>", "</p>"], [0]);
const bold = defineTemplate(["<b>", "</b>"], [0]);
const button = defineTemplate(["<button", "></button>"], ["live-click"]);

interface RowProps {
  readonly text: Child;
  readonly isOther?: boolean;
}

const Row = ({ text, isOther }: RowProps) => {
  if (text === "throw") throw new Error("A row that cannot be rendered");
  return isOther ? other([text]) : item([null, text, 1]);
};

const rows = (texts: Record<string, Child>) =>
  Object.entries(texts).map(([key, text]) => call(Row, { text }, key));

const treeOf = (child: Child) => new Tree(child, { salt: 7 });

describe("A list of rows", () => {
  it("says of a row that is touched first what the client has, wherever it has moved to", () => {
    const tree = treeOf(rows({ a: "1", b: "2", c: "3" }));
    expect(tree.reconcile(rows({ c: "3", a: "1", b: "2" }))?.ops).to.deep.equal([
      [1, [container.id, 0, ["", 3]], 0, [7, [], [2, 4]]],
    ]);
    const shape = [item.id, 1, 1, 2, 1];
    expect(tree.reconcile(rows({ c: "30", a: "1", b: "2" }))?.ops).to.deep.equal([
      [4, shape, 1, "30"],
    ]);
    expect(tree.reconcile(rows({ a: "1", b: "2", c: "31" }))?.ops).to.deep.equal([
      [4, 1, "31"],
      [1, 0, [7, [], [0, 4]]],
    ]);
  });

  it("keeps the element of a row that gets an element or a component inside", () => {
    for (const inside of [bold(["x"]), call(Row, { text: "x" }), [call(Row, { text: "x" }, "k")]]) {
      const tree = treeOf(rows({ a: "1", b: "2" }));
      const replay = new Replay(tree.print());
      for (const texts of [
        { a: inside, b: "2" },
        { b: "3", a: inside },
        { b: "4", a: "1" },
      ]) {
        const patch = tree.reconcile(rows(texts));
        if (patch !== null) replay.apply(patch);
        expect(replay.print()).to.equal(tree.print());
        expect(tree.print()).to.contain("<li l=2>").and.to.contain("<li l=3>");
      }
    }
  });

  it("keeps the element of a row whose component has another prop than it had", () => {
    const tree = treeOf(rows({ a: "1", b: "2" }));
    const next = [call(Row, { text: "1" }, "a"), call(Row, { text: "3", isOther: false }, "b")];
    expect(tree.reconcile(next)?.ops).to.deep.equal([[3, [item.id, 1, 1, 2, 1], 1, "3"]]);
  });

  it("does not call the component of a row with the same props", () => {
    let calls = 0;
    const Counted = (_props: { text: string; more: undefined }) => {
      calls++;
      return item([null, "x", null]);
    };
    const page = (text: string) => [call(Counted, { text, more: undefined }, "a")];
    const tree = treeOf(page("1"));
    tree.reconcile(page("1"));
    expect(calls).to.equal(1);
    tree.reconcile(page("2"));
    tree.reconcile(page("2"));
    expect(calls).to.equal(2);
  });

  it("answers a resync of one row with its HTML, and from the second one on with nothing else", () => {
    const tree = treeOf(rows({ a: "1", b: "2" }));
    expect(tree.resync(3, false).ops).to.deep.equal([[3, "<li l=3>2, 1</li>"]]);
    tree.resync(3, true);
    const ops = [[3, "<li l=3>4, 1</li>"]];
    expect(tree.reconcile(rows({ a: "1", b: "4" }))?.ops).to.deep.equal(ops);
    expect(tree.resync(4, false).ops).to.deep.equal([]);
  });

  it("finds the action of a row by its boundary, and by its fingerprint alone", () => {
    const remove = (id: string) => new Action("", "remove", id);
    const page = [..."abc"].map((id) => button([remove(id)], id));
    const tree = treeOf(page);
    const mark = fingerprint(remove("b"), 7);
    expect(tree.findAction(3, mark)?.arg).to.equal("b");
    expect(tree.findAction(4, mark)?.arg).to.equal("b");
    expect(tree.findAction(3, fingerprint(remove("d"), 7))).to.equal(null);
    tree.reconcile(page.slice(2));
    expect(tree.findAction(3, mark)).to.equal(null);
  });

  it("takes part in everything at random, and is as it was when a row throws", () => {
    let thrown = 0;
    for (let seed = 0; seed < 400; seed++) {
      const random = createRandom(seed);
      let texts = new Map<string, Child>(Object.entries({ 1: "1", 2: "2", 3: "3", 4: "4" }));
      const tree = treeOf(randomRows(texts, random));
      const replay = new Replay(tree.print());
      for (let step = 0; step < 8; step++) {
        texts = random.chance(0.1) ? randomTexts(random) : changed(texts, random);
        if (random.chance(0.15)) replay.apply(tree.resync(random.below(8), random.chance(0.3)));
        const before = tree.print();
        const next = randomRows(texts, random);
        try {
          const patch = tree.reconcile(next);
          if (patch !== null) replay.apply(patch);
          expect(withoutIds(tree.print())).to.equal(withoutIds(treeOf(next).print()));
          expect(tree.reconcile(next)).to.equal(null);
        } catch (error) {
          expect((error as Error).message).to.equal("A row that cannot be rendered");
          expect(tree.print()).to.equal(before);
          thrown++;
        }
        expect(replay.print(), `seed ${seed}, step ${step}`).to.equal(tree.print());
      }
    }
    expect(thrown).to.be.above(50);
  });
});

const withoutIds = (html: string) => html.replace(/ l=\d+/g, "");

function randomTexts(random: Random): Map<string, Child> {
  const texts = new Map<string, Child>();
  for (let count = random.below(6); count > 0; count--) {
    texts.set(`${random.below(20)}`, randomText(random));
  }
  return texts;
}

function randomText(random: Random): Child {
  if (random.chance(0.85)) return `${random.below(30)}`;
  return random.pick<() => Child>([
    () => null,
    () => bold([random.below(5)]),
    () => call(Row, { text: "x" }),
    () => [bold(["y"]), "z"],
    () => "throw",
  ])();
}

/** Most of the rows as they were, in another order and with others now and then. */
function changed(texts: ReadonlyMap<string, Child>, random: Random): Map<string, Child> {
  const entries = [...texts]
    .filter(() => random.chance(0.9))
    .map(([key, text]): [string, Child] => {
      return [key, text === "throw" || random.chance(0.3) ? randomText(random) : text];
    });
  if (random.chance(0.3)) entries.reverse();
  if (random.chance(0.3)) entries.push([`${20 + random.below(20)}`, randomText(random)]);
  return new Map(entries);
}

function randomRows(texts: ReadonlyMap<string, Child>, random: Random): Child {
  const isCalls = random.chance(0.9);
  return [...texts].map(([key, text]) => {
    if (!isCalls && text !== "throw") return item(["c", text, key], key);
    return call(Row, random.chance(0.95) ? { text } : { text, isOther: random.chance(0.5) }, key);
  });
}
