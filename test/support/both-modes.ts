// Checks that TSX source prints the given HTML in both JSX modes.
import { expect } from "chai";
import { Fragment } from "../../src/jsx/jsx.js";
import { raw } from "../../src/jsx/raw.js";
import { evaluateModule, JsxMode } from "./precompile.js";
import { printHtml } from "./print.js";

/** What the sources of these tests may use. */
const scope = `
const x = "v", n = 3, yes = true, no = false, bad = '"><script>&', list = ["b", null, { c: true }];
const o = { id: "oid", class: "oc", children: "kid", key: "no" };
const Show = (p) => <s title={Object.keys(p).join()}>{p.children}</s>;
const Call = (p) => p.children(n);
const Nothing = () => null;
const Text = () => "a<b";
const Many = () => ["1", <i>2</i>];
const Deep = () => <Show><b/>{x}</Show>;
const ns = { Show };
const $Show = Show, _Show = Show;
const Tag = "em";
`;

/** The HTML of one TSX expression. */
export function printSource(expression: string, mode: JsxMode): string {
  const module = evaluateModule(`${scope}export const it = ${expression};`, mode, {
    Fragment,
    raw,
  });
  return printHtml(module.it);
}

export function bothModes(name: string, cases: readonly (readonly [string, string])[]): void {
  describe(`the same HTML in both modes: ${name}`, () => {
    for (const [source, html] of cases) {
      it(`prints ${JSON.stringify(source)}`, () => {
        expect(printSource(source, JsxMode.runtime)).to.equal(html);
        expect(printSource(source, JsxMode.precompiled)).to.equal(html);
      });
    }
  });
}
