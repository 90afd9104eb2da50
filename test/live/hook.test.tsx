// The value of live-hook: what it prints, and what it refuses to carry.
import { expect } from "chai";
import { hook, js, LiveError } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import { printHtml } from "../support/print.js";

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof LiveError) return error.code;
    throw error;
  }
  return "none";
}

describe("hook", () => {
  it("is the name alone when there are no props", () => {
    expect(printHtml(<div live-hook={hook("Chart")} />)).to.equal('<div live-hook="Chart"></div>');
  });

  it("carries props as JSON, escaped like every attribute", () => {
    const value = hook("Chart", { points: [1, 2], label: `"a" & <b>` });
    expect(value).to.equal('["Chart",{"points":[1,2],"label":"\\"a\\" & <b>"}]');
    expect(printHtml(<div live-hook={value} />)).to.equal(
      '<div live-hook="[&quot;Chart&quot;,{&quot;points&quot;:[1,2],' +
        '&quot;label&quot;:&quot;\\&quot;a\\&quot; &amp; &lt;b&gt;&quot;}]"></div>',
    );
  });

  it("carries chains of commands and dates, which have a form as JSON", () => {
    const value = hook("Menu", { close: js.hide("#menu"), at: new Date(0) });
    expect(value).to.equal('["Menu",{"close":[[1,"#menu"]],"at":"1970-01-01T00:00:00.000Z"}]');
  });

  it("refuses a name that is none", () => {
    for (const name of ["", "[x", "a b", 7]) {
      expect(
        codeOf(() => hook(name as string)),
        String(name),
      ).to.equal("HOOK_NAME");
    }
  });

  it("refuses props that JSON would lose or cannot write", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const lost = [{ a: () => 1 }, { a: new Map() }, { a: 1n }, circle, [1].values()];
    for (const props of lost) {
      expect(codeOf(() => hook("Chart", props as Record<string, unknown>))).to.equal("HOOK_PROPS");
    }
  });

  it("refuses props that are larger than an attribute should be, in production too", () => {
    const props = { text: "x".repeat(65_536) };
    const code = withDevelopment(false, () => codeOf(() => hook("Chart", props)));
    expect(code).to.equal("HOOK_PROPS");
    expect(codeOf(() => hook("Chart", { text: "x".repeat(65_000) }))).to.equal("none");
  });
});
