// What a tree prints: marks, escaping, attributes, and nothing else.
import { expect } from "chai";
import { Action, EventRef } from "../../src/jsx/action.js";
import { type Child, Raw } from "../../src/jsx/rendered.js";
import { Tree } from "../../src/tree/tree.js";
import { call, defineTemplate } from "../support/define-template.js";

const print = (child: Child) => new Tree(child, { salt: 7 }).print();
const paragraph = defineTemplate(["<p", ">", "</p>"], ["class", 0]);
const item = defineTemplate(["<li>", "</li>"], [0]);
const list = defineTemplate(["<ul>", "</ul>"], [0]);

describe("The HTML of a tree", () => {
  it("is a container with the id 1 around what was rendered", () => {
    expect(print("Hi")).to.equal("<div l=1>Hi</div>");
  });

  it("has the given tag and attributes on its container", () => {
    const tree = new Tree("Hi", { salt: 7, tag: "main" });
    expect(tree.print(' live="TOKEN"')).to.equal('<main l=1 live="TOKEN">Hi</main>');
  });

  it("escapes text and attribute values", () => {
    expect(print(paragraph(['a"<&', "<b>&\r\0"]))).to.equal(
      '<div l=1><p class="a&quot;&lt;&amp;">&lt;b&gt;&amp;&#13;\ufffd</p></div>',
    );
  });

  it("prints nothing for true, false, null and undefined", () => {
    expect(print([true, false, null, undefined, 0, "", 12n, Number.NaN])).to.equal(
      "<div l=1>012NaN</div>",
    );
  });

  it("prints an attribute with its value, alone, or not at all", () => {
    const input = defineTemplate(["<input", "", "", ">"], ["value", "checked", "title"]);
    expect(print(input([0, true, null]))).to.equal('<div l=1><input value="0" checked></div>');
  });

  it("joins class lists and skips attributes that say false", () => {
    expect(print(paragraph([["a", false, "b"], null]))).to.equal(
      '<div l=1><p class="a b"></p></div>',
    );
    expect(print(paragraph([false, null]))).to.equal("<div l=1><p></p></div>");
  });

  it("prints a spread as a list of attributes", () => {
    const link = defineTemplate(["<a", ">", "</a>"], [2, 0]);
    expect(print(link([{ href: "/a?b&c", hidden: true, title: null }, "x"]))).to.equal(
      '<div l=1><a href="/a?b&amp;c" hidden>x</a></div>',
    );
  });

  it("prints raw HTML between marks, and as it is in a script", () => {
    const script = defineTemplate(["<script>", "</script>"], [1]);
    expect(print([new Raw("<b>x"), script([new Raw("1 < 2")])])).to.equal(
      "<div l=1><!--r--><b>x<!--/r--><script>1 < 2</script></div>",
    );
  });

  it("prints an event by its name and an action by its fingerprint", () => {
    const button = defineTemplate(["<button", "></button>"], ["live-click"]);
    expect(print(button([new EventRef("save")]))).to.equal(
      '<div l=1><button live-click="save"></button></div>',
    );
    expect(print(button([new Action("", "add", 5)]))).to.match(
      /^<div l=1><button live-click="@[\w-]{7}"><\/button><\/div>$/,
    );
  });

  it("marks component roots and keyed items, in document order, and nothing else", () => {
    const Row = ({ text }: { text: string }) => item([text]);
    const page = [
      list([[item(["a"], "a"), call(Row, { text: "b" }, "b")]]),
      call(Row, { text: "c" }),
    ];
    expect(print(page)).to.equal(
      "<div l=1><ul><li l=2>a</li><li l=3>b</li></ul><li l=4>c</li></div>",
    );
  });

  it("marks the element of a component's component once", () => {
    const Inner = ({ text }: { text: string }) => item([text]);
    const Outer = ({ text }: { text: string }) => call(Inner, { text });
    expect(print(call(Outer, { text: "a" }))).to.equal("<div l=1><li l=2>a</li></div>");
    expect(print(list([[call(Outer, { text: "a" }, "a")]]))).to.equal(
      "<div l=1><ul><li l=2>a</li></ul></div>",
    );
  });

  it("marks nothing of a component that returns text, nothing, an array or a fragment", () => {
    const fragment = defineTemplate(["<i></i>", ""], [0]);
    const results: Child[] = ["a", null, [1, 2], fragment(["b"])];
    expect(print(results.map((result) => call(() => result, {})))).to.equal(
      "<div l=1>a12<i></i>b</div>",
    );
  });

  it("can hold the same rendered in two places", () => {
    const star = item([call(() => "*", {})]);
    const tree = new Tree(list([[star, star]]), { salt: 7 });
    expect(tree.print()).to.equal("<div l=1><ul><li>*</li><li>*</li></ul></div>");
    expect(tree.reconcile(list([[star, star]]))).to.equal(null);
    tree.reconcile(list([[item(["!"]), star]]));
    expect(tree.print()).to.equal("<div l=1><ul><li>!</li><li>*</li></ul></div>");
  });
});
