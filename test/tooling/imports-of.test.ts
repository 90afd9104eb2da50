// What the check of the layers sees in a source.
import { expect } from "chai";
import { importsOf } from "../../scripts/imports-of.mjs";

describe("importsOf", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["values", 'import { a } from "./a.js";', ["./a.js"]],
    ["effects", 'import "./a.js";', ["./a.js"]],
    [
      "types",
      'import type { A } from "./a.js"; import { type B } from "./b.js";',
      ["./a.js", "./b.js"],
    ],
    [
      "what is passed on",
      'export * from "./a.js"; export type { B } from "./b.js";',
      ["./a.js", "./b.js"],
    ],
    ["imports at run time", 'const a = await import("./a.js");', ["./a.js"]],
    ["types in place", 'let a: import("./a.js").A;', ["./a.js"]],
    ["imports in TSX", 'import { a } from "./a.js"; const b = <p>{a}</p>;', ["./a.js"]],
    ["nothing in texts and comments", '// import "./a.js"\nconst a = `import "./b.js"`;', []],
  ];

  for (const [what, source, expected] of cases) {
    it(`finds ${what}`, () => expect(importsOf(source)).to.deep.equal(expected));
  }
});
