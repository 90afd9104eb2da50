// What TSX makes at run time: rendered templates, component calls, fragments, keys, contents.
import { expect } from "chai";
import { createElement, Fragment, jsx, jsxs } from "../../src/jsx/jsx.js";
import * as devRuntime from "../../src/jsx/jsx-dev-runtime.js";
import { raw } from "../../src/jsx/raw.js";
import { type Child, ComponentCall, Raw, Rendered } from "../../src/jsx/rendered.js";
import { printHtml } from "../support/print.js";

const Row = ({ children }: { children?: Child }): Child => children;

function statics(child: Child): readonly string[] {
  return (child as Rendered).template.statics;
}

describe("jsx", () => {
  it("makes a template of tag and attribute names, with a slot for each value and child", () => {
    const made = jsxs("a", { class: "x", href: "/", children: ["b", 1] }) as Rendered;
    expect(made.template.statics).to.deep.equal(["<a", "", ">", "", "</a>"]);
    expect(made.template.kinds).to.deep.equal(["class", "href", 0, 0]);
    expect(made.template.tag).to.equal("a");
    expect(made.values).to.deep.equal(["x", "/", "b", 1]);
    expect(jsxs("a", { class: "y", href: "#", children: ["c", 2] })).to.have.property(
      "template",
      made.template,
    );
  });

  it("keeps slot values raw, and makes strings of what could change", () => {
    const list = ["a"];
    const made = jsx("p", { title: "<", class: list, children: "&" }) as Rendered;
    list.push("b");
    expect(made.values).to.deep.equal(["<", "a", "&"]);
  });

  it("does not call components", () => {
    const props = { a: 1 };
    const call = jsx(() => expect.fail("called"), props, 5) as ComponentCall;
    expect(call).to.be.instanceOf(ComponentCall);
    expect(call.props).to.equal(props);
    expect(call.key).to.equal("5");
  });

  it("gives a component one child as it is, and several as one value", () => {
    const renderProp = (): null => null;
    expect((jsx(Row, { children: renderProp }) as ComponentCall).props.children).to.equal(
      renderProp,
    );
    const { children } = (jsxs(Row, { children: ["a", "b"] }) as ComponentCall).props;
    expect(children).to.be.instanceOf(Rendered);
    expect((children as Rendered).template.kinds).to.deep.equal([0, 0]);
  });

  it("makes keys strings, and never an attribute", () => {
    expect((jsx("p", {}, 0) as Rendered).key).to.equal("0");
    expect((jsx("p", {}, null) as Rendered).key).to.equal(null);
    expect((jsx("p", { key: "spread" }) as Rendered).template.kinds).to.deep.equal([]);
    expect((createElement("p", { id: "a", key: 7 }) as Rendered).key).to.equal("7");
    expect((createElement(Row, { key: 7 }, "a") as ComponentCall).props).to.deep.equal({
      children: "a",
    });
  });

  it("passes the only child of a fragment, and groups several", () => {
    expect(jsx(Fragment, { children: "a" })).to.equal("a");
    expect(jsx(Fragment, {})).to.equal(undefined);
    expect(statics(jsxs(Fragment, { children: ["a", "b"] }))).to.deep.equal(["", "", ""]);
    const keyed = jsx(Fragment, { children: "a" }, "k") as Rendered;
    expect([keyed.key, keyed.values]).to.deep.equal(["k", ["a"]]);
  });

  it("ends void elements, and gives a parser the newline that it eats", () => {
    expect(statics(jsx("br", {}))).to.deep.equal(["<br>"]);
    expect(statics(jsx("input", { children: "x" }))).to.deep.equal(["<input>"]);
    expect(statics(jsx("pre", { children: "x" }))).to.deep.equal(["<pre>\n", "</pre>"]);
  });

  it("joins the content of a textarea, and takes only raw() in a script", () => {
    const area = jsxs("textarea", { children: ["a", 1, null, ["b"]] }) as Rendered;
    expect([area.template.kinds, area.values]).to.deep.equal([[1], ["a1b"]]);
    const script = jsx("script", { children: raw("a < b") }) as Rendered;
    expect([script.template.kinds, script.values]).to.deep.equal([[1], [new Raw("a < b")]]);
    expect(() => jsx("script", { children: "a" })).to.throw(/script[^]*RAW_TEXT/);
    expect(() => jsx("STYLE", { children: "a" })).to.throw(/RAW_TEXT/);
    expect(() => jsx("iframe", { children: jsx("b", {}) })).to.throw(/RAW_TEXT/);
    expect(() => jsx("title", { children: jsx("b", {}) })).to.throw(/<b>[^]*TEXT_ONLY/);
    expect(() => jsx("title", { children: jsx(Row, {}) })).to.throw(/<Row>[^]*TEXT_ONLY/);
    expect(() => jsx("textarea", { children: raw("</textarea>") })).to.throw(/TEXT_ONLY/);
    expect(() => jsx("noscript", { children: jsx("b", {}) })).to.throw(/raw\(html\)[^]*TEXT_ONLY/);
  });

  it("refuses tags that are no names, and components that are not there", () => {
    for (const tag of ["", "a b", "a><script", "plaintext", "1a", "a\0"]) {
      expect(() => jsx(tag, {}), tag).to.throw(/TAG_NAME/);
    }
    expect(() => jsx(undefined as never, {})).to.throw(/import[^]*UNKNOWN_COMPONENT/);
    expect(() => jsxs({} as never, { children: ["a", "b"] })).to.throw(/UNKNOWN_COMPONENT/);
  });

  it("makes the same of development builds", () => {
    expect(devRuntime.jsxDEV("p", { children: ["a", "b"] }, "k", true)).to.deep.equal(
      jsxs("p", { children: ["a", "b"] }, "k"),
    );
    expect(devRuntime.jsxDEV("p", { children: "a" }, undefined, false)).to.deep.equal(
      jsx("p", { children: "a" }),
    );
  });

  it("says the way out of children that are none", async () => {
    const late = Promise.resolve("a");
    expect(() => printHtml(<p>{late as unknown as string}</p>)).to.throw(/mount[^]*ASYNC_CHILD/);
    expect(() => printHtml(<p>{{ a: 1 } as unknown as string}</p>)).to.throw(/INVALID_CHILD/);
    expect(() => printHtml(<p>{(() => 1) as unknown as string}</p>)).to.throw(/INVALID_CHILD/);
    const day: unknown = new Date(0);
    const day0 = 'got: an instance of Date, "1970-01-01T00:00:00.000Z"';
    expect(() => printHtml(<p>{day as string}</p>)).to.throw(day0);
    const element: unknown = { $$typeof: Symbol.for("react.element"), type: "p", props: {} };
    const settings = 'set "jsx": "react-jsx" and "jsxImportSource": "slotwire" in tsconfig.json';
    expect(() => printHtml(<p>{element as string}</p>)).to.throw(settings);
    const copy = { Rendered: class Rendered {} };
    const foreign: unknown = new copy.Rendered();
    expect(() => printHtml(<p>{foreign as string}</p>)).to.throw("two copies of slotwire");
    const map: unknown = new Map([[1, 2]]);
    expect(() => printHtml(<p>{map as string}</p>)).to.throw("got: an instance of Map\n");
    expect(() => printHtml(<p>{Symbol("s") as unknown as string}</p>)).to.throw(/INVALID_CHILD/);
    await late;
  });
});
