// What attribute values become before they are retained and printed.
import { expect } from "chai";
import { Action, EventRef } from "../../src/jsx/action.js";
import { attributeValue, frozenValue, spreadPairs } from "../../src/jsx/attribute.js";
import { withDevelopment } from "../../src/jsx/development.js";
import { raw } from "../../src/jsx/raw.js";

describe("attributeValue", () => {
  it("keeps strings, finite numbers and true", () => {
    expect(attributeValue("title", "a<b")).to.equal("a<b");
    expect(attributeValue("tabindex", -1)).to.equal(-1);
    expect(attributeValue("disabled", true)).to.equal(true);
  });

  it("makes nothing of false, null and undefined", () => {
    for (const nothing of [false, null, undefined]) {
      expect(attributeValue("disabled", nothing)).to.equal(null);
    }
  });

  it("writes the words true and false where they are values", () => {
    for (const name of ["aria-hidden", "data-on", "draggable", "spellcheck", "contenteditable"]) {
      expect(attributeValue(name, true), name).to.equal("true");
      expect(attributeValue(name, false), name).to.equal("false");
      expect(attributeValue(name, null), name).to.equal(null);
    }
  });

  it("makes strings of numbers that JSON does not have", () => {
    expect(attributeValue("value", Number.NaN)).to.equal("NaN");
    expect(attributeValue("value", -Infinity)).to.equal("-Infinity");
    expect(attributeValue("value", 10n)).to.equal("10");
  });

  it("joins class lists", () => {
    expect(attributeValue("class", ["a", false, ["b", { c: 1, d: 0 }], 7, null])).to.equal(
      "a b c 7",
    );
    expect(attributeValue("class", { on: true })).to.equal("on");
    expect(attributeValue("class", [false, ""])).to.equal(null);
  });

  it("does not follow a class list that holds itself forever", () => {
    const list: unknown[] = ["a"];
    list.push(list);
    expect(attributeValue("class", list)).to.match(/^a( a)*$/);
  });

  it("writes style objects, without values that leave their declaration", () => {
    const style = { color: "red", backgroundColor: "b;c", "--gap": "2px", margin: 0, top: null };
    expect(attributeValue("style", style)).to.equal("color:red;--gap:2px;margin:0");
    expect(attributeValue("style", { width: "calc((1px + 2px) * 3)" })).to.equal(
      "width:calc((1px + 2px) * 3)",
    );
    expect(attributeValue("style", { width: "calc(1px" })).to.equal(null);
    expect(attributeValue("style", { "color:red;x": "y" })).to.equal(null);
    expect(attributeValue("style", { content: "'a;b'" })).to.equal("content:'a;b'");
  });

  it("keeps URLs that a browser shows or opens", () => {
    const urls = [
      "/a",
      "a/b?c:d",
      "#x",
      "?q",
      "//cdn.example",
      "https://a.example/",
      "mailto:a@b.c",
    ];
    for (const url of [
      ...urls,
      "tel:1",
      "sms:1",
      "blob:x",
      "about:blank",
      "",
      "a:80".slice(0, 1),
    ]) {
      expect(attributeValue("href", url), url).to.equal(url);
    }
    expect(attributeValue("src", "data:image/png;base64,AA==")).to.equal(
      "data:image/png;base64,AA==",
    );
    expect(attributeValue("srcset", "/a.png 1x, /b.png 2x")).to.equal("/a.png 1x, /b.png 2x");
  });

  it("drops URLs that run code, however they are written", () => {
    for (const url of [
      "javascript:x",
      " JAVA\tSCRIPT:x",
      "\0javascript:x",
      "data:text/html,x",
      "x:y",
    ]) {
      for (const name of ["href", "HREF", "xlink:href", "action", "formaction", "src", "srcset"]) {
        expect(attributeValue(name, url), `${name}=${url}`).to.equal(null);
      }
    }
    expect(attributeValue("href", "data:image/png;base64,AA==")).to.equal(null);
  });

  it("looks at each character of a long value once, whatever a visitor wrote", () => {
    const startMs = performance.now();
    const spaces = " ".repeat(100_000);
    expect(attributeValue("style", { background: `url(${spaces}x` })).to.equal(null);
    expect(attributeValue("style", { background: `url("a"${spaces}x` })).to.equal(null);
    expect(attributeValue("srcset", `x${",".repeat(100_000)}x`)).to.be.a("string");
    // Squared, it would be more than ten seconds.
    expect(performance.now() - startMs).to.be.below(2_000);
  });

  it("drops refreshes to code from a meta element, and keeps descriptions", () => {
    for (const target of ["javascript:x", "'data:text/html,x", "\t java\nscript:x"]) {
      for (const start of ["0;url=", "1.5; URL = ", "0,", "0 "]) {
        expect(attributeValue("content", start + target), start + target).to.equal(null);
      }
    }
    for (const content of ["data: the new oil", "5; url=/next", "width=device-width", "1, 2; 3"]) {
      expect(attributeValue("content", content)).to.equal(content);
    }
  });

  it("takes raw() as the door for URLs and srcdoc, and nowhere else", () => {
    expect(attributeValue("href", raw("slack:open"))).to.equal("slack:open");
    expect(attributeValue("srcdoc", raw("<b>"))).to.equal("<b>");
    expect(() => attributeValue("title", raw("<b>"))).to.throw(/ATTRIBUTE_VALUE/);
  });

  it("escapes the text of srcdoc once more, since it is parsed as HTML", () => {
    expect(attributeValue("srcdoc", "<b>")).to.equal("&lt;b&gt;");
  });

  it("passes actions and event references in bindings only", () => {
    const action = new Action("", "add", 5);
    const event = new EventRef("rename");
    expect(attributeValue("live-click", action)).to.equal(action);
    expect(attributeValue("live-submit", event)).to.equal(event);
    expect(() => attributeValue("title", action)).to.throw(/ATTRIBUTE_VALUE/);
  });

  it("refuses in development what can not be meant, and prints nothing in production", () => {
    const cases: [string, unknown, RegExp][] = [
      ["onclick", "x()", /HANDLER_ATTRIBUTE/],
      ["ONLOAD", "x()", /HANDLER_ATTRIBUTE/],
      ["onClick", () => 1, / live-click=[^]*HANDLER_ATTRIBUTE/],
      ["onMouseEnter", () => 1, / live-on-mouseenter=[^]*HANDLER_ATTRIBUTE/],
      ["onScroll", () => 1, / live-on-scroll=[^]*HANDLER_ATTRIBUTE/],
      ["a b", "x", /ATTRIBUTE_NAME/],
      ["x><script", "x", /ATTRIBUTE_NAME/],
      ["live", "token", /ATTRIBUTE_NAME/],
      ["live-clik", "go", /live-click[^]*UNKNOWN_BINDING/],
      ["className", "a", /Fix: write class=[^]*ATTRIBUTE_OF_REACT/],
      ["htmlFor", "a", /Fix: write for=[^]*ATTRIBUTE_OF_REACT/],
      ["defaultValue", "a", /Fix: write value=[^]*ATTRIBUTE_OF_REACT/],
      ["defaultChecked", true, /Fix: write checked=[^]*ATTRIBUTE_OF_REACT/],
      ["dangerouslySetInnerHTML", { __html: "a" }, /{raw\(html\)}[^]*ATTRIBUTE_OF_REACT/],
      ["strokeWidth", 2, /Fix: write stroke-width=[^]*ATTRIBUTE_OF_REACT/],
      ["title", () => "x", /make a string of it[^]*ATTRIBUTE_VALUE/],
      ["live-click", () => 1, /on\.name\(argument\)} for an action\n {2}ATTRIBUTE_VALUE/],
      ["title", Symbol("x"), /ATTRIBUTE_VALUE/],
      ["title", { toString: () => "x" }, /ATTRIBUTE_VALUE/],
      ["title", ["a"], /ATTRIBUTE_VALUE/],
    ];
    for (const [name, value, error] of cases) {
      withDevelopment(true, () => expect(() => attributeValue(name, value)).to.throw(error));
      withDevelopment(false, () => expect(attributeValue(name, value), name).to.equal(null));
    }
  });

  it("changes nothing the second time", () => {
    const values: [string, unknown][] = [
      ["class", ["a", { b: 1 }]],
      ["style", { color: "red" }],
      ["href", new URL("https://a.example/")],
      ["datetime", new Date(0)],
      ["aria-busy", false],
      ["value", Number.NaN],
    ];
    for (const [name, value] of values) {
      const once = attributeValue(name, value);
      expect(attributeValue(name, once), name).to.equal(once);
    }
  });
});

describe("frozenValue", () => {
  it("makes strings of what could change later, and leaves the rest as it is", () => {
    const list = ["a"];
    expect(frozenValue("class", list)).to.equal("a");
    expect(frozenValue("href", "javascript:x")).to.equal("javascript:x");
    const html = raw("<b>");
    expect(frozenValue("srcdoc", html)).to.equal(html);
  });
});

describe("a style with numbers", () => {
  const printed = (style: object) => attributeValue("style", style);

  it("is refused in development where a length needs a unit", () => {
    withDevelopment(true, () => {
      const mistakes = [{ width: 10 }, { marginTop: 1 }, { borderTopWidth: 2 }, { fontSize: 12 }];
      for (const style of mistakes) expect(() => printed(style)).to.throw("STYLE_UNIT");
      expect(() => printed({ maxHeight: 9 })).to.throw(
        'length with its unit as the style max-height, got: 9\n  Fix: write the unit: "9px"',
      );
    });
    withDevelopment(false, () => expect(printed({ width: 10 })).to.equal("width:10"));
  });

  it("is printed where a number is a value", () => {
    const style = { width: 0, zIndex: 3, lineHeight: 1.5, flex: 1, opacity: 0.5, "--width": 4 };
    const text = "width:0;z-index:3;line-height:1.5;flex:1;opacity:0.5;--width:4";
    withDevelopment(true, () => expect(printed(style)).to.equal(text));
    withDevelopment(true, () => expect(printed({ width: "10px" })).to.equal("width:10px"));
  });
});

describe("spreadPairs", () => {
  it("is flat, in order, and leaves out what prints nothing", () => {
    const attributes = { id: "a", hidden: false, class: ["b"], key: 1, children: "c", title: null };
    expect(spreadPairs(attributes)).to.deep.equal(["id", "a", "class", "b"]);
  });

  it("leaves out handlers and names that are none, in production", () => {
    const attributes = { onclick: "x", "a b": "x", id: "y" };
    expect(withDevelopment(false, () => spreadPairs(attributes))).to.deep.equal(["id", "y"]);
    expect(() => withDevelopment(true, () => spreadPairs(attributes))).to.throw(
      /HANDLER_ATTRIBUTE/,
    );
  });

  it("passes on what it made before", () => {
    const pairs = spreadPairs({ id: "a" });
    expect(spreadPairs(pairs)).to.equal(pairs);
  });
});
