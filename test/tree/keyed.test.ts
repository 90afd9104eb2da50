// Keyed lists: which items stay, which move, and what makes a list go by position.
import { expect } from "chai";
import fc from "fast-check";
import { withDevelopment } from "../../src/jsx/development.js";
import type { Child } from "../../src/jsx/rendered.js";
import { longestIncreasing, matchKeys, planMoves } from "../../src/tree/keyed-moves.js";
import { Tree } from "../../src/tree/tree.js";
import { call, defineTemplate } from "../support/define-template.js";

const item = defineTemplate(["<li>", "</li>"], [0]);
const other = defineTemplate(["<b>", "</b>"], [0]);
const list = defineTemplate(["<ul>", "</ul>"], [0]);
const Row = ({ text }: { text: Child }) => item([text]);

const rows = (keys: Iterable<string | number>) => [...keys].map((key) => item([key], String(key)));

/** A page that is one list, in a boundary of its own and known. */
function known(children: Child, keep: Child = "") {
  const Page = ({ inside, text }: { inside: Child; text: string }) =>
    defineTemplate(["<div><p>", "</p>", "</div>"], [0, 0])([text, inside]);
  const tree = new Tree(call(Page, { inside: children, text: "" }), { salt: 7 });
  tree.reconcile(call(Page, { inside: children, text: "x" }));
  return {
    tree,
    /** The op of the page for other children. */
    change: (next: Child) => {
      const [op] = tree.reconcile(call(Page, { inside: next, text: "x" }))?.ops.slice(-1) ?? [];
      return op?.[0] === 2 ? op[2] : keep;
    },
  };
}

describe("A keyed list", () => {
  it("moves one row of 1,000 with one operation", () => {
    const keys = Array.from({ length: 1_000 }, (_, at) => at);
    const page = known(rows(keys));
    const [moved] = keys.splice(700, 1);
    keys.splice(10, 0, moved as number);
    expect(page.change(rows(keys))).to.deep.equal([7, [], [13, 703]]);
  });

  it("drops the first and appends one with one operation", () => {
    expect(known(rows("abc")).change(rows("bcd"))).to.deep.equal([
      7,
      [3],
      [0, [2, 6, item.id, "d"]],
    ]);
  });

  it("reverses with one item staying", () => {
    expect(known(rows("abcd")).change(rows("dcba"))).to.deep.equal([7, [], [3, 6, 5, 4]]);
  });

  it("is emptied, and replaced as a whole, without naming what goes", () => {
    const page = known(rows("abc"));
    expect(page.change(rows("xy"))).to.deep.equal([3, [2, 6, item.id, "x"], [2, 7, item.id, "y"]]);
    expect(page.change([])).to.deep.equal([3]);
    expect(page.change(rows("a"))).to.deep.equal([3, [2, 8, item.id, "a"]]);
  });

  it("keeps the node of a row whose content changed", () => {
    const page = known(rows("ab"));
    expect(page.tree.boundaryCount).to.equal(4);
    const next = [item(["A"], "a"), item(["b"], "b")];
    expect(page.change(next)).to.equal("");
    expect(page.tree.print()).to.contain("<li l=3>A</li><li l=4>b</li>");
  });

  it("makes a new item where the element of a key is another one", () => {
    expect(known(rows("ab")).change([item(["a"], "a"), other(["b"], "b")])).to.deep.equal([
      7,
      [4],
      [0, [2, 5, other.id, "b"]],
    ]);
  });

  it("keeps and moves rows that are components of components", () => {
    const Outer = ({ text }: { text: string }) => call(Row, { text });
    const outers = (keys: string, suffix = "") =>
      [...keys].map((key) => call(Outer, { text: key + suffix }, key));
    const page = known(outers("abc"));
    expect(page.change(outers("cab"))).to.deep.equal([7, [], [3, 5]]);
    page.change(outers("abc", "!"));
    expect(page.tree.print()).to.contain("<li l=3>a!</li><li l=4>b!</li><li l=5>c!</li>");
  });

  it("replaces a row whose component returns another element", () => {
    const Flip = ({ isB }: { isB: boolean }) => (isB ? other(["x"]) : item(["x"]));
    const Wrap = (props: { isB: boolean }) => call(Flip, props);
    for (const component of [Flip, Wrap]) {
      const page = known([call(component, { isB: false }, "a"), item(["y"], "b")]);
      expect(page.change([call(component, { isB: true }, "a"), item(["y"], "b")])).to.deep.equal([
        7,
        [3],
        [4, [2, 5, other.id, "x"]],
      ]);
    }
  });

  it("makes a new row where the key inside its component is another one", () => {
    const Outer = ({ id }: { id: string }) => call(Row, { text: "x" }, id);
    const Own = ({ id }: { id: string }) => item(["x"], id);
    for (const component of [Outer, Own]) {
      const page = known([call(component, { id: "p" }, "a"), item(["y"], "b")]);
      expect(page.change([call(component, { id: "q" }, "a"), item(["y"], "b")])).to.deep.equal([
        7,
        [3],
        [4, [2, 5, item.id, "x"]],
      ]);
    }
  });

  it("goes by position when the component of an item returns no element any more", () => {
    const Maybe = ({ isShown }: { isShown: boolean }) => (isShown ? item(["x"]) : null);
    const Wrap = (props: { isShown: boolean }) => call(Maybe, props);
    for (const component of [Maybe, Wrap]) {
      const page = known([call(component, { isShown: true }, "a"), item(["y"], "b")]);
      const next = [call(component, { isShown: false }, "a"), item(["y"], "b")];
      expect(page.change(next)).to.deep.equal([8, null, [1, item.id, "y"]]);
      expect(page.change([next[1] as Child])).to.deep.equal([9, 1, 0, [1, item.id, "y"]]);
    }
  });

  it("goes by position when an item is not exactly one element", () => {
    const fragment = defineTemplate(["<li>", "</li><li></li>"], [0]);
    const tree = new Tree(list([[item(["a"], "a"), fragment(["b"], "b")]]), { salt: 7 });
    expect(tree.print()).to.equal("<div l=1><ul><li>a</li><li>b</li><li></li></ul></div>");
    const Several = () => ["x", "y"];
    const called = new Tree(list([[item(["a"], "a"), call(Several, {}, "b")]]), { salt: 7 });
    expect(called.print()).to.equal("<div l=1><ul><li>a</li>xy</ul></div>");
  });

  it("goes by position when some items have no key", () => {
    const tree = new Tree(list([[item(["a"], "a"), item(["b"])]]), { salt: 7 });
    expect(tree.print()).to.equal("<div l=1><ul><li>a</li><li>b</li></ul></div>");
  });
});

describe("A key that stands twice in a list", () => {
  it("is an error in development, at the first render and later", () => {
    const twice = list([rows("aba")]);
    expect(() => new Tree(twice, { salt: 7 })).to.throw('two <li> with the key "a"');
    const tree = new Tree(list([rows("ab")]), { salt: 7 });
    expect(() => tree.reconcile(twice)).to.throw("DUPLICATE_KEY");
    expect(tree.print()).to.equal("<div l=1><ul><li l=2>a</li><li l=3>b</li></ul></div>");
  });

  it("is reported in production, and its items count among themselves", () => {
    const found: string[] = [];
    const items = (...texts: string[]) => list([texts.map((text) => item([text], text[0]))]);
    withDevelopment(false, () => {
      const tree = new Tree(items("a1", "b", "a2"), {
        salt: 7,
        delegate: { duplicateKeyFound: ({ message }) => found.push(message) },
      });
      expect(tree.print()).to.contain("<li l=2>a1</li><li l=3>b</li><li l=4>a2</li>");
      tree.reconcile(items("b", "a3", "a4"));
      expect(tree.print()).to.contain("<li l=3>b</li><li l=2>a3</li><li l=4>a4</li>");
      tree.reconcile(items("a5", "b"));
      expect(tree.print()).to.contain("<li l=2>a5</li><li l=3>b</li>");
      tree.reconcile(items("a1", "a2", "a3", "b"));
      tree.reconcile(items("b", "a1", "a2", "a3"));
      expect(tree.print()).to.contain(
        "<li l=3>b</li><li l=2>a1</li><li l=5>a2</li><li l=6>a3</li>",
      );
    });
    expect(found).to.have.length(6);
    for (const message of found) expect(message).to.contain('two <li> with the key "a"');
  });
});

describe("The moves of a keyed list", () => {
  const permutation = fc.uniqueArray(fc.nat(30), { maxLength: 25 });

  it("match every key with the item that has it", () => {
    fc.assert(
      fc.property(permutation, permutation, (before, after) => {
        const previous = before.map((key) => ({ key: String(key) }));
        const expected = after.map((key) => before.indexOf(key));
        expect(matchKeys(previous, after.map(String))).to.deep.equal(expected);
      }),
    );
  });

  it("leave a longest run of items in their place", () => {
    fc.assert(
      fc.property(permutation, (sources) => {
        const stays = sources.filter((_, at) => longestIncreasing(sources)[at]);
        expect(stays).to.deep.equal([...stays].sort((a, b) => a - b));
        // The textbook's quadratic table.
        const lengths: number[] = [];
        for (const [at, source] of sources.entries()) {
          const before = lengths.filter((_, of) => (sources[of] as number) < source);
          lengths[at] = 1 + Math.max(0, ...before);
        }
        expect(stays.length).to.equal(Math.max(0, ...lengths));
      }),
    );
  });

  it("bring the items that stay and the others into the new order", () => {
    fc.assert(
      fc.property(permutation, permutation, (before, after) => {
        const sources = after.map((key) => before.indexOf(key));
        const groups = planMoves(sources);
        const moving = new Set(groups.flatMap((group) => group.items));
        const result = after.map((_, at) => at).filter((at) => !moving.has(at));
        for (const { before: anchor, items } of groups) {
          result.splice(anchor === null ? result.length : result.indexOf(anchor), 0, ...items);
        }
        expect(result).to.deep.equal(after.map((_, at) => at));
        expect(
          groups.every((group) => group.before === null || !moving.has(group.before)),
        ).to.equal(true);
      }),
    );
  });
});
