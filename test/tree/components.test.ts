// When components are called, what their props may be, and what happens when one throws.
import { expect } from "chai";
import { Action, EventRef } from "../../src/jsx/action.js";
import { withDevelopment } from "../../src/jsx/development.js";
import { type Child, Raw } from "../../src/jsx/rendered.js";
import { Tree } from "../../src/tree/tree.js";
import { call, container, defineTemplate } from "../support/define-template.js";

const text = defineTemplate(["<p>", "</p>"], [0]);
const bold = defineTemplate(["<b>", "</b>"], [0]);

/** A component that counts its calls. */
function counted(result: (props: Record<string, unknown>) => Child) {
  const counter = { calls: 0, component: (_: Record<string, unknown>): Child => null };
  counter.component = (props) => {
    counter.calls++;
    return result(props);
  };
  return counter;
}

/** How often a component is called when it is rendered with these props one after the other. */
function callsWith(...props: Record<string, unknown>[]): number {
  const counter = counted(() => text(["a"]));
  const [first, ...others] = props.map((each) => call(counter.component, each));
  const tree = new Tree(first as Child, { salt: 7 });
  for (const other of others) tree.reconcile(other);
  return counter.calls;
}

describe("A component", () => {
  it("is skipped when its props are shallow-equal", () => {
    const item = { id: 1 };
    expect(callsWith({ item, n: Number.NaN }, { n: Number.NaN, item })).to.equal(1);
    expect(callsWith({ item }, { item: { id: 1 } })).to.equal(2);
    expect(callsWith({ a: 1 }, { a: 1, b: 2 })).to.equal(2);
    expect(callsWith({ a: 1, b: 2 }, { a: 1 })).to.equal(2);
    expect(callsWith({ a: undefined }, { b: undefined })).to.equal(2);
  });

  it("is skipped when its actions are equal by value", () => {
    const remove = (arg: unknown) => new Action("", "remove", arg);
    expect(callsWith({ on: remove(1) }, { on: remove(1) })).to.equal(1);
    expect(callsWith({ on: remove({ a: 1, b: 2 }) }, { on: remove({ b: 2, a: 1 }) })).to.equal(1);
    expect(callsWith({ on: remove(1) }, { on: remove(2) })).to.equal(2);
    expect(callsWith({ on: remove(1) }, { on: remove("1") })).to.equal(2);
    expect(callsWith({ on: remove(1) }, { on: new Action("c", "remove", 1) })).to.equal(2);
    expect(callsWith({ on: new EventRef("a") }, { on: new EventRef("a") })).to.equal(1);
    expect(callsWith({ on: new EventRef("a") }, { on: new EventRef("b") })).to.equal(2);
  });

  it("is called again when its children are TSX, which is new each time", () => {
    expect(callsWith({ children: "a" }, { children: "a" })).to.equal(1);
    expect(callsWith({ children: text(["a"]) }, { children: text(["a"]) })).to.equal(2);
  });

  it("is not called below one that is skipped", () => {
    const inner = counted(() => text(["x"]));
    const Outer = (_: { n: number }) => bold([call(inner.component, {})]);
    const tree = new Tree(call(Outer, { n: 1 }), { salt: 7 });
    tree.reconcile(call(Outer, { n: 1 }));
    tree.reconcile(call(Outer, { n: 2 }));
    expect(inner.calls).to.equal(1);
  });

  it("is called once where it is new, also in a list", () => {
    const counter = counted(({ n }) => text([n]));
    const rows = (...ns: number[]) => ns.map((n) => call(counter.component, { n }, String(n)));
    const tree = new Tree(rows(1, 2), { salt: 7 });
    expect(counter.calls).to.equal(2);
    tree.reconcile(rows(2, 3, 1));
    expect(counter.calls).to.equal(3);
  });

  it("is another one under another key", () => {
    const Text = ({ value }: { value: string }) => text([value]);
    const tree = new Tree(call(Text, { value: "a" }, "x"), { salt: 7 });
    expect(tree.reconcile(call(Text, { value: "a" }, "y"))).to.deep.equal({
      templates: [...container.wire, ...text.wire],
      ops: [[1, [container.id, 0, [2]], 0, [2, 3, text.id, "a"]]],
    });
  });

  it("is replaced when it returns another element, and patched when it returns the same", () => {
    const Flip = ({ isBold, value }: { isBold: boolean; value: string }) =>
      isBold ? bold([value]) : text([value]);
    const tree = new Tree(call(Flip, { isBold: false, value: "a" }), { salt: 7 });
    expect(tree.reconcile(call(Flip, { isBold: false, value: "b" }))?.ops).to.deep.equal([
      [2, text.id, 0, "b"],
    ]);
    tree.reconcile(call(Flip, { isBold: true, value: "b" }));
    expect(tree.print()).to.equal("<div l=1><b l=3>b</b></div>");
  });

  it("without an element of its own changes what is around it", () => {
    const Any = ({ value }: { value: Child }) => value;
    const tree = new Tree(text([call(Any, { value: "a" })]), { salt: 7 });
    expect(tree.reconcile(text([call(Any, { value: "b" })]))?.ops).to.deep.equal([
      [1, [container.id, 0, [text.id]], 0, [0, 0, "b"]],
    ]);
    expect(tree.reconcile(text([call(Any, { value: [1, 2] })]))?.ops).to.deep.equal([
      [1, 0, [0, 0, [8, 1, 2]]],
    ]);
    expect(tree.reconcile(text([call(Any, { value: [1, 3] })]))?.ops).to.deep.equal([
      [1, 0, [0, 0, [9, 2, 1, 3]]],
    ]);
    expect(tree.reconcile(text([call(Any, { value: bold(["x"]) })]))?.ops).to.deep.equal([
      [1, 0, [0, 0, [2, 2, bold.id, "x"]]],
    ]);
    expect(tree.reconcile(text([call(Any, { value: null })]))?.ops).to.deep.equal([
      [1, 0, [0, 0, null]],
    ]);
  });

  it("keeps apart from its element when that has a key of its own", () => {
    const Keyed = ({ id }: { id: string }) => text(["a"], id);
    const tree = new Tree(call(Keyed, { id: "x" }), { salt: 7 });
    expect(tree.reconcile(call(Keyed, { id: "y" }))?.ops).to.deep.equal([
      [1, [container.id, 0, [text.id]], 0, [1, text.id, "a"]],
    ]);
  });

  it("cannot change its props in development", () => {
    const counter = counted((props) => {
      (props.list as number[]).push(1);
      return null;
    });
    const props = () => ({ list: [1], nested: { deep: { n: 1 } }, date: new Date(0) });
    expect(() => new Tree(call(counter.component, props()), { salt: 7 })).to.throw(TypeError);
    const kept = props();
    withDevelopment(false, () => new Tree(call(counter.component, kept), { salt: 7 }));
    expect(kept.list).to.deep.equal([1, 1]);
    const frozen = props();
    new Tree(
      call(() => null, frozen),
      { salt: 7 },
    );
    expect(Object.isFrozen(frozen.nested.deep)).to.equal(true);
    expect(Object.isFrozen(frozen.date)).to.equal(false);
  });

  it("that renders itself without an end is an error", () => {
    const Endless = (): Child => call(Endless, {});
    const Nested = (): Child => text([call(Nested, {})]);
    const Listed = (): Child => [call(Listed, {}, "a")];
    for (const component of [Endless, Nested, Listed]) {
      expect(() => new Tree(call(component, {}), { salt: 7 })).to.throw("RENDER_TOO_DEEP");
      expect(() => new Tree([call(component, {}, "a")], { salt: 7 })).to.throw("RENDER_TOO_DEEP");
    }
  });

  it("may be nested 100 deep, render after render", () => {
    const Deep = ({ n, value }: { n: number; value: string }): Child =>
      n === 0 ? value : text([call(Deep, { n: n - 1, value })]);
    const tree = new Tree(call(Deep, { n: 100, value: "a" }), { salt: 7 });
    for (let render = 0; render < 20; render++) {
      tree.reconcile(call(Deep, { n: 100, value: String(render) }));
    }
    expect(tree.print()).to.contain("<p l=101>19</p>");
  });
});

describe("A component that throws", () => {
  const Bomb = ({ isLit }: { isLit: boolean }) => {
    if (isLit) throw new Error("boom");
    return text(["calm"]);
  };
  const page = (value: string, isLit: boolean) => [
    text([value]),
    [bold([value], value), bold(["z"], "z")],
    [value],
    call(({ value: inner }: { value: string }) => bold([inner]), { value }),
    call(Bomb, { isLit }),
  ];

  it("leaves the tree as it was, and what the client knows of it", () => {
    const plain = new Tree(page("a", false), { salt: 7 });
    const tried = new Tree(page("a", false), { salt: 7 });
    expect(() => tried.reconcile(page("b", true))).to.throw("boom");
    expect(tried.print()).to.equal(plain.print());
    const ids = (patch: unknown) => JSON.stringify(patch).replace(/(\[2,|\[7,\[)\d+/g, "$1ID");
    expect(ids(tried.reconcile(page("b", false)))).to.equal(ids(plain.reconcile(page("b", false))));
    expect(() => tried.reconcile(page("c", true))).to.throw("boom");
    expect(ids(tried.reconcile(page("c", false)))).to.equal(ids(plain.reconcile(page("c", false))));
  });

  it("brings no template that only the failed render had", () => {
    const tree = new Tree([null, null], { salt: 7 });
    expect(() => tree.reconcile([text(["x"]), call(Bomb, { isLit: true })])).to.throw("boom");
    expect(tree.reconcile([bold(["b"]), null])?.templates).to.deep.equal([
      ...container.wire,
      ...bold.wire,
    ]);
  });

  it("uses up the ids that it would have made", () => {
    const tree = new Tree("a", { salt: 7 });
    expect(() =>
      tree.reconcile([call(Bomb, { isLit: false }), call(Bomb, { isLit: true })]),
    ).to.throw("boom");
    tree.reconcile(call(Bomb, { isLit: false }));
    expect(tree.print()).to.equal("<div l=1><p l=3>calm</p></div>");
  });
});

describe("What is no child", () => {
  it("is an error, wherever it comes from", () => {
    const make = (child: unknown) => () => new Tree([child as Child], { salt: 7 });
    for (const child of [
      () => "a",
      { a: 1 },
      new Set(["a"]),
      new Map(),
      Symbol("a"),
      new Date(0),
    ]) {
      expect(make(child)).to.throw("INVALID_CHILD");
      expect(make(text([child]))).to.throw("INVALID_CHILD");
      expect(make(call(() => child, {}))).to.throw("INVALID_CHILD");
    }
    expect(make(Promise.resolve("a"))).to.throw("ASYNC_CHILD");
    expect(make(call(async () => "a", {}))).to.throw("ASYNC_CHILD");
    expect(make(new Raw("a"))).not.to.throw();
  });
});
