// Every form of a patch that src/wire/README.md lists, spelled out.
import { expect } from "chai";
import { Action } from "../../src/jsx/action.js";
import { type Child, Raw } from "../../src/jsx/rendered.js";
import { Tree } from "../../src/tree/tree.js";
import type { Patch } from "../../src/wire/patch.js";
import { call, container, defineTemplate } from "../support/define-template.js";

const text = defineTemplate(["<p>", "</p>"], [0]);
const pair = defineTemplate(["<p>", ", ", "</p>"], [0, 0]);
const item = defineTemplate(["<li>", "</li>"], [0]);
const link = defineTemplate(["<a", ">", "</a>"], [2, 0]);
const Text = ({ value }: { value: Child }) => text([value]);

/** The ops of the second render, with the page known already, so that no shapes stand before them. */
function laterOps(first: Child, second: Child): unknown {
  const tree = new Tree([first, "0"], { salt: 7 });
  tree.reconcile([first, "1"]);
  return (tree.reconcile([second, "1"]) as Patch).ops;
}

/** The change of the first item of the page. */
function laterChange(first: Child, second: Child): unknown {
  const [[id, slot, change]] = laterOps(first, second) as [[number, number, unknown[]]];
  expect([id, slot, ...change.slice(0, 3)]).to.deep.equal([1, 0, 9, 2, 0]);
  return change[3];
}

/** The shape that the first item of the page has at the first touch. */
function shape(first: Child): unknown {
  const patch = new Tree([first, "0"], { salt: 7 }).reconcile([first, "1"]) as Patch;
  const [[, [, , [, described]]]] = patch.ops as never as [[number, [string, number, unknown[]]]];
  return described;
}

describe("A patch", () => {
  it("is null when nothing changed", () => {
    const tree = new Tree(text(["a"]), { salt: 7 });
    expect(tree.reconcile(text(["a"]))).to.equal(null);
  });

  it("brings templates once and describes what it touches first", () => {
    const tree = new Tree(pair(["Ada", null]), { salt: 7 });
    expect(tree.reconcile(pair(["Eve", null]))).to.deep.equal({
      templates: [...container.wire, ...pair.wire],
      ops: [[1, [container.id, 0, [pair.id, 0, 3, 1, 0]], 0, [0, 0, "Eve"]]],
    });
    expect(tree.reconcile(pair(["Eve", 5]))).to.deep.equal({
      templates: [],
      ops: [[1, 0, [0, 1, 5]]],
    });
  });

  it("leaves out the shape of a text that stands alone between tags", () => {
    const tree = new Tree(call(Text, { value: "a" }), { salt: 7 });
    expect(tree.reconcile(call(Text, { value: "b" }))?.ops).to.deep.equal([[2, text.id, 0, "b"]]);
  });

  it("says null for a text that is gone, and plain values for others", () => {
    expect(laterChange("a", null)).to.equal(null);
    expect(laterChange(null, 1.5)).to.equal(1.5);
    expect(laterChange(1, Number.POSITIVE_INFINITY)).to.equal("Infinity");
    expect(laterChange(1, "a\0")).to.equal("a\ufffd");
  });

  it("sends a new block with its values", () => {
    expect(laterChange("a", pair(["b", null]))).to.deep.equal([1, pair.id, "b", null]);
  });

  it("changes slots inside a block", () => {
    expect(laterChange(pair(["a", "b"]), pair(["a", "c"]))).to.deep.equal([0, 1, "c"]);
  });

  it("sends a new boundary with its id", () => {
    expect(laterChange("a", call(Text, { value: "b" }))).to.deep.equal([2, 2, text.id, "b"]);
  });

  it("sends a new keyed list, a new positional list and raw HTML", () => {
    expect(laterChange("a", [item([1], "x"), item([2], "y")])).to.deep.equal([
      3,
      [2, 2, item.id, 1],
      [2, 3, item.id, 2],
    ]);
    expect(laterChange("a", [item([1]), "b", null])).to.deep.equal([8, [1, item.id, 1], "b", null]);
    expect(laterChange("a", new Raw("<b>"))).to.deep.equal([4, "<b>"]);
    expect(laterChange(new Raw("<b>"), new Raw("<i>"))).to.deep.equal([4, "<i>"]);
  });

  it("changes items by position, adds and drops them at the end", () => {
    expect(laterChange(["a", "b"], ["a", "c"])).to.deep.equal([9, 2, 1, "c"]);
    expect(laterChange(["a", "b"], ["c"])).to.deep.equal([9, 1, 0, "c"]);
    expect(laterChange(["a"], ["a", "b", null])).to.deep.equal([9, 3, 1, "b", 2, null]);
    expect(laterChange(["a"], [])).to.deep.equal([9, 0]);
  });

  it("removes, adds and moves the items of a keyed list", () => {
    const rows = (...keys: string[]) => keys.map((key) => item([key], key));
    expect(laterChange(rows("a", "b", "c"), rows("c", "a"))).to.deep.equal([7, [3], [2, 4]]);
    expect(laterChange(rows("a", "b"), rows("a", "x", "b", "y"))).to.deep.equal([
      7,
      [],
      [0, [2, 5, item.id, "y"]],
      [3, [2, 4, item.id, "x"]],
    ]);
  });

  it("sends only the attributes of a spread that changed", () => {
    const before = link([{ id: "a", title: "t", hidden: true }, "x"]);
    const after = link([{ id: "b", title: "t", lang: "en" }, "x"]);
    expect(laterChange(before, after)).to.deep.equal([
      0,
      0,
      ["id", "b", "lang", "en", "hidden", null],
    ]);
    expect(laterChange(before, link([{ title: "t", hidden: true, id: "a" }, "y"]))).to.deep.equal([
      0,
      1,
      "y",
    ]);
    expect(laterChange("a", before)).to.deep.equal([
      1,
      link.id,
      ["id", "a", "title", "t", "hidden", true],
      "x",
    ]);
  });

  it("sends attributes as they are printed and actions as their fingerprint", () => {
    const button = defineTemplate(["<button", "", "></button>"], ["class", "live-click"]);
    const add = (arg: unknown) => new Action("", "add", arg);
    const [, , name, slot, fingerprint] = laterChange(
      button(["a", add({ x: 1, y: 2 })]),
      button([["b", null, "c"], add({ x: 2, y: 2 })]),
    ) as [0, 0, string, number, string];
    expect([name, slot]).to.deep.equal(["b c", 1]);
    expect(fingerprint).to.match(/^@[\w-]{7}$/);
    expect(
      laterChange(button(["a", add({ x: 1, y: 2 })]), button([null, add({ y: 2, x: 1 })])),
    ).to.deep.equal([0, 0, null]);
  });

  it("sends the content of a script as text", () => {
    const style = defineTemplate(["<style>", "</style>"], [1]);
    expect(laterChange(style([new Raw("a")]), style([new Raw("b > c")]))).to.deep.equal([
      0,
      0,
      "b > c",
    ]);
  });

  it("writes three or more boundaries in a row as a column", () => {
    const rows = (...texts: string[]) => texts.map((value, at) => call(Text, { value }, `${at}`));
    const tree = new Tree(rows("a", "b", "c"), { salt: 7 });
    expect(tree.reconcile(rows("x", "y", "z"))?.ops).to.deep.equal([
      [-1, 2, 3, text.id, [0], "x", "y", "z"],
    ]);
    expect(tree.reconcile(rows("1", "2", "3"))?.ops).to.deep.equal([
      [-1, 2, 3, 0, [0], "1", "2", "3"],
    ]);
    expect(tree.reconcile(rows("4", "5", "3"))?.ops).to.deep.equal([
      [2, 0, "4"],
      [3, 0, "5"],
    ]);
  });
});

describe("The shape of what a client has as HTML", () => {
  it("is the length of a text in UTF-16 units, 0 for nothing", () => {
    expect(shape("Ada")).to.equal(3);
    expect(shape("a\r\n😀\0")).to.equal(6);
    expect(shape(-1.5)).to.equal(4);
    expect(shape(null)).to.equal(0);
  });

  it("names the template of a block and the shapes of its slots", () => {
    expect(shape(text(["a"]))).to.deep.equal([text.id]);
    expect(shape(pair(["a", pair([1, 22])]))).to.deep.equal([
      pair.id,
      0,
      1,
      1,
      [pair.id, 0, 1, 1, 2],
    ]);
    expect(shape(text([item(["a"])]))).to.deep.equal([text.id, 0, [item.id]]);
  });

  it("names child boundaries, counts keyed items, lists positional ones", () => {
    expect(shape(call(Text, { value: "a" }))).to.deep.equal([2]);
    expect(shape([item([1], "x"), item([2], "y")])).to.deep.equal(["", 2]);
    expect(shape(["abc", null, item(["a"])])).to.deep.equal([0, 3, 0, [item.id]]);
    expect(shape([])).to.deep.equal([0]);
  });

  it("says r for raw HTML, and looks through transparent components", () => {
    expect(shape(new Raw("<b>"))).to.equal("r");
    expect(shape(call(() => "abc", {}))).to.equal(3);
    expect(shape(call(() => call(Text, { value: "a" }), {}))).to.deep.equal([2]);
  });
});
