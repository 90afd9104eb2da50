// What a client is told that could not follow, or that comes back with nothing.
import { expect } from "chai";
import { Tree } from "../../src/tree/tree.js";
import { call, container, defineTemplate } from "../support/define-template.js";

const inner = defineTemplate(["<i>", "</i>"], [0]);
const outer = defineTemplate(["<p>", "", "</p>"], [0, 0]);
const Inner = ({ text }: { text: string }) => inner([text]);
const Outer = (props: { text: string; below: string }) =>
  outer([props.text, call(Inner, { text: props.below })]);
const page = (text: string, below: string) => call(Outer, { text, below });

/** A tree of which the client knows all three boundaries. */
function knownTree(): Tree {
  const tree = new Tree(page("a", "b"), { salt: 7 });
  tree.reconcile(page("1", "2"));
  return tree;
}

describe("A resync", () => {
  it("is answered with the HTML of the boundary, which is unknown then with all inside", () => {
    const tree = knownTree();
    expect(tree.resync(2, false)).to.deep.equal({
      templates: [],
      ops: [[2, "<p l=2>1<i l=3>2</i></p>"]],
    });
    expect(tree.reconcile(page("1", "3"))?.ops).to.deep.equal([[3, inner.id, 0, "3"]]);
    expect(tree.reconcile(page("4", "3"))?.ops).to.deep.equal([
      [2, [outer.id, 0, 1, 1, [3]], 0, "4"],
    ]);
  });

  it("leaves what is around the boundary known", () => {
    const tree = knownTree();
    tree.resync(3, false);
    expect(tree.reconcile(page("4", "5"))?.ops).to.deep.equal([
      [3, inner.id, 0, "5"],
      [2, 0, "4"],
    ]);
  });

  it("that is hopeless makes the boundary opaque: changes in it travel as its HTML", () => {
    const tree = knownTree();
    tree.resync(2, true);
    expect(tree.reconcile(page("4", "5"))?.ops).to.deep.equal([
      [3, inner.id, 0, "5"],
      [2, "<p l=2>4<i l=3>5</i></p>"],
    ]);
    // The HTML was morphed in, so the client has to find its way in the inner boundary again.
    expect(tree.reconcile(page("4", "6"))?.ops).to.deep.equal([[3, inner.id, 0, "6"]]);
  });

  it("of the container is the whole page", () => {
    const tree = knownTree();
    expect(tree.resync(1, false).ops).to.deep.equal([
      [1, "<div l=1><p l=2>1<i l=3>2</i></p></div>"],
    ]);
  });

  it("of a boundary that is gone, or never was, needs no answer", () => {
    const tree = knownTree();
    for (const id of [0, -1, 4, 1.5, Number.NaN, 2 ** 40]) {
      expect(tree.resync(id, true)).to.deep.equal({ templates: [], ops: [] });
    }
    expect(tree.reconcile(page("1", "3"))?.ops).to.deep.equal([[3, 0, "3"]]);
  });

  it("does not make an opaque boundary known again when a render throws", () => {
    const Bomb = () => {
      throw new Error("boom");
    };
    const tree = new Tree([page("a", "b"), ""], { salt: 7 });
    tree.reconcile([page("1", "2"), ""]);
    tree.resync(2, true);
    tree.reconcile([page("1", "3"), ""]);
    expect(() => tree.reconcile([page("4", "4"), call(Bomb, {})])).to.throw("boom");
    expect(tree.reconcile([page("4", "3"), ""])?.ops).to.deep.equal([
      [2, "<p l=2>4<i l=3>3</i></p>"],
    ]);
  });
});

describe("A client that starts again", () => {
  it("is told templates and shapes as the first time", () => {
    const tree = new Tree(["a", page("a", "b")], { salt: 7 });
    const first = tree.reconcile(["b", page("1", "2")]);
    tree.resync(2, true);
    tree.forgetKnown();
    const again = tree.reconcile(["a", page("a", "b")]);
    expect(again?.templates).to.deep.equal(first?.templates);
    expect(again?.templates).to.deep.equal([...container.wire, ...outer.wire, ...inner.wire]);
    expect(again?.ops).to.deep.equal([
      [3, inner.id, 0, "b"],
      [2, [outer.id, 0, 1, 1, [3]], 0, "a"],
      [1, [container.id, 0, [0, 1, [2]]], 0, [9, 2, 0, "a"]],
    ]);
  });
});
