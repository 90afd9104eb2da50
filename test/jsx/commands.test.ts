// What chains of commands travel as, and what they refuse.
import { expect } from "chai";
import type { LiveError, LiveErrorCode } from "../../src/errors.js";
import { Action, EventRef } from "../../src/jsx/action.js";
import { attributeValue } from "../../src/jsx/attribute.js";
import { BoundChain } from "../../src/jsx/command-parts.js";
import type { Commands } from "../../src/jsx/commands.js";
import { withDevelopment } from "../../src/jsx/development.js";
import { js } from "../../src/live/js.js";

const remove = new Action("", "remove", 3);

function wire(chain: Commands): string {
  return JSON.stringify(chain);
}

function codeOf(task: () => unknown): LiveErrorCode | null {
  try {
    task();
    return null;
  } catch (error) {
    return (error as LiveError).code;
  }
}

describe("a chain of commands", () => {
  const cases: readonly (readonly [Commands, string])[] = [
    [js.show("#a"), '[[0,"#a"]]'],
    [js.show({ display: "flex" }), '[[0,0,null,"flex"]]'],
    [js.show("#a", { transition: "fade", display: "grid" }), '[[0,"#a","fade","grid"]]'],
    [js.hide(), "[[1]]"],
    [js.hide({ transition: { during: "d", from: "f", to: "t" } }), '[[1,0,["d","f","t"]]]'],
    [js.hide({ inner: ".x" }), '[[1,[1,".x"]]]'],
    [js.hide({ closest: ".x" }), '[[1,[2,".x"]]]'],
    [js.toggle("#m", { in: "i", out: { from: "f", to: "t" } }), '[[2,"#m","i",["","f","t"]]]'],
    [js.toggle("#m", { display: "flex" }), '[[2,"#m",null,null,"flex"]]'],
    [js.addClass(" a  b "), '[[3,0,"a b"]]'],
    [js.removeClass("a", "#m"), '[[4,"#m","a"]]'],
    [js.toggleClass("a", "#m", { transition: "t" }), '[[5,"#m","a","t"]]'],
    [js.setAttribute("title", 'say "hi"'), '[[6,0,"title","say \\"hi\\""]]'],
    [js.setAttribute("aria-busy", false, "#m"), '[[6,"#m","aria-busy","false"]]'],
    [js.setAttribute("hidden", true), '[[6,0,"hidden",""]]'],
    [js.setAttribute("hidden", false), '[[6,0,"hidden"]]'],
    [js.removeAttribute("title", "#m"), '[[7,"#m","title"]]'],
    [js.toggleAttribute("open"), '[[8,0,"open"]]'],
    [js.toggleAttribute("open", "#m"), '[[8,"#m","open"]]'],
    [
      js.toggleAttribute("aria-expanded", [true, false], "#m"),
      '[[8,"#m","aria-expanded","true","false"]]',
    ],
    [js.setProperty("checked", true, "#m"), '[[9,"#m","checked",true]]'],
    [js.transition("shake"), '[[10,0,"shake"]]'],
    [js.text(5, "#n"), '[[11,"#n","5"]]'],
    [js.focus("#a").focusFirst("#b"), '[[12,"#a"],[13,"#b"]]'],
    [js.pushFocus().popFocus(), "[[14],[15]]"],
    [js.dispatch("x"), '[[16,0,"x",null,true]]'],
    [
      js.dispatch("x", { to: "#a", detail: { n: 1 }, bubbles: false }),
      '[[16,"#a","x",{"n":1},false]]',
    ],
    [js.exec("data-close", "#m"), '[[17,"#m","data-close"]]'],
    [js.push("save"), '[[18,0,"save"]]'],
    [
      js.push(new EventRef("save"), { value: { id: 7, on: true } }),
      '[[18,0,"save",{"id":"7","on":"true"}]]',
    ],
    [js.push("save", { loading: { closest: "li" } }), '[[18,0,"save",null,[2,"li"]]]'],
    [js.navigate("/todos"), '[[19,0,"/todos"]]'],
    [js.patch("/todos?a=1", { replace: true }), '[[20,0,"/todos?a=1",1]]'],
    [js.ignoreAttributes("open data-*", "#m"), '[[21,"#m","open data-*"]]'],
    [js.announce("Saved"), '[[22,0,"Saved"]]'],
    [
      js.optimistic((o) => o.addClass("on").text("6", ".n")).push("like"),
      '[[23,0,[[3,0,"on"],[11,".n","6"]]],[18,0,"like"]]',
    ],
    [js.hide("#a").concat(js.show("#b")), '[[1,"#a"],[0,"#b"]]'],
    [js, "[]"],
  ];
  for (const [chain, expected] of cases) {
    it(`travels as ${expected}`, () => {
      expect(wire(chain)).to.equal(expected);
    });
  }

  it("never changes: what is added makes a new chain", () => {
    const hidden = js.hide("#a");
    hidden.push("x");
    expect(wire(hidden)).to.equal('[[1,"#a"]]');
    expect(wire(js)).to.equal("[]");
  });

  it("is text in an attribute, nothing when it is empty, and the same text each time", () => {
    const chain = js.hide("#a");
    expect(attributeValue("live-click", chain)).to.equal('[[1,"#a"]]');
    expect(attributeValue("data-close", chain)).to.equal('[[1,"#a"]]');
    expect(attributeValue("live-click", js)).to.equal(null);
  });

  it("with an action is the text around it", () => {
    const chain = js
      .setAttribute("title", "")
      .push(remove, { value: { a: "" } })
      .hide();
    const bound = attributeValue("live-click", chain) as BoundChain;
    expect(bound).to.be.instanceOf(BoundChain);
    expect(bound.texts).to.deep.equal(['[[6,0,"title",""],[18,0,"', '",{"a":""}],[1]]']);
    expect(bound.actions).to.deep.equal([remove]);
    expect(attributeValue("live-click", bound)).to.equal(bound);
  });

  it("with an action is no data: its fingerprint is known to a rendered page only", () => {
    expect(codeOf(() => wire(js.push(remove)))).to.equal("COMMAND_WITH_ACTION");
  });

  it("refuses attributes other than bindings and data-*", () => {
    expect(codeOf(() => attributeValue("title", js.hide()))).to.equal("ATTRIBUTE_VALUE");
    expect(codeOf(() => attributeValue("title", js.push(remove)))).to.equal("ATTRIBUTE_VALUE");
  });
});

describe("commands that are written wrong", () => {
  const wrong = js as unknown as Record<string, (...args: unknown[]) => unknown>;
  const cases: readonly (readonly [string, unknown[], LiveErrorCode])[] = [
    ["show", [""], "COMMAND_ARGUMENT"],
    ["show", [{ inner: ".a", closest: ".b" }], "COMMAND_ARGUMENT"],
    ["show", [{ inner: 5 }], "COMMAND_ARGUMENT"],
    ["show", ["#a", { time: 200 }], "COMMAND_OPTION_UNKNOWN"],
    ["hide", [{ outer: ".x" }], "COMMAND_OPTION_UNKNOWN"],
    ["hide", ["#a", { transition: { from: "a", to: 5 } }], "COMMAND_ARGUMENT"],
    ["hide", ["#a", { transition: { form: "a", to: "b" } }], "COMMAND_OPTION_UNKNOWN"],
    ["hide", ["#a", "fast"], "COMMAND_ARGUMENT"],
    ["addClass", [""], "COMMAND_ARGUMENT"],
    ["addClass", [["a"]], "COMMAND_ARGUMENT"],
    ["setAttribute", ["onclick", "x"], "HANDLER_ATTRIBUTE"],
    ["setAttribute", ["l", "5"], "ATTRIBUTE_NAME"],
    ["setAttribute", ["a b", "5"], "ATTRIBUTE_NAME"],
    ["setAttribute", ["live-clik", "x"], "UNKNOWN_BINDING"],
    ["setAttribute", ["live-click", remove], "COMMAND_ARGUMENT"],
    ["setAttribute", ["title", { a: 1 }], "ATTRIBUTE_VALUE"],
    ["removeAttribute", ["ONCLICK"], "HANDLER_ATTRIBUTE"],
    ["toggleAttribute", ["onclick"], "HANDLER_ATTRIBUTE"],
    ["setProperty", ["innerHTML", "<b>"], "COMMAND_ARGUMENT"],
    ["setProperty", ["__proto__", 1], "COMMAND_ARGUMENT"],
    ["dispatch", ["x", { detial: {} }], "COMMAND_OPTION_UNKNOWN"],
    ["push", [""], "COMMAND_ARGUMENT"],
    ["push", ["x", { target: "#a" }], "COMMAND_OPTION_UNKNOWN"],
    ["navigate", ["https://elsewhere.example/"], "COMMAND_URL"],
    ["navigate", ["//elsewhere.example"], "COMMAND_URL"],
    ["patch", ["javascript:alert(1)"], "COMMAND_URL"],
    ["patch", ["/a", { replaced: true }], "COMMAND_OPTION_UNKNOWN"],
    ["optimistic", [js.push("x")], "COMMAND_NOT_OPTIMISTIC"],
    ["optimistic", [js.focus()], "COMMAND_NOT_OPTIMISTIC"],
  ];
  for (const [method, args, code] of cases) {
    it(`throw ${code} for ${method} ${JSON.stringify(args)}`, () => {
      expect(codeOf(() => wrong[method]?.apply(js, args))).to.equal(code);
    });
  }

  it("say what was expected, what was got, and the fix", () => {
    expect(() => wrong.hide?.apply(js, ["#a", { time: 200 }])).to.throw(
      'expected options that js.hide knows, got: "time"\n  Fix: its options: transition\n  COMMAND_OPTION_UNKNOWN',
    );
  });

  it("throw for what is optimistic without a push that ends it", () => {
    const chain = js.optimistic(js.addClass("on"));
    expect(codeOf(() => attributeValue("live-click", chain))).to.equal("OPTIMISTIC_WITHOUT_PUSH");
  });

  it("do nothing in production, and never reach another element, attribute or site", () => {
    withDevelopment(false, () => {
      expect(JSON.stringify(wrong.hide?.apply(js, [""]))).to.equal('[[1,":not(*)"]]');
      for (const [method, args] of [
        ["setAttribute", ["onclick", "x"]],
        ["toggleAttribute", ["onclick"]],
        ["setProperty", ["innerHTML", "x"]],
        ["navigate", ["https://elsewhere.example/"]],
        ["patch", ["javascript:alert(1)"]],
      ] as const) {
        expect(JSON.stringify(wrong[method]?.apply(js, [...args]))).to.equal("[]");
      }
    });
  });

  it("print an unsafe URL as nothing, as TSX does", () => {
    expect(wire(js.setAttribute("href", "javascript:alert(1)"))).to.equal('[[6,0,"href"]]');
    expect(wire(js.setAttribute("href", "/safe"))).to.equal('[[6,0,"href","/safe"]]');
  });
});
