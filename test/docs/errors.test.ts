// docs/errors.md and the tables of errors list the same codes, in alphabetical order.
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";

describe("docs/errors.md", () => {
  const tables = readdirSync("src/errors")
    .filter((name) => name.endsWith("-errors.ts"))
    .map((name) => `src/errors/${name}`);
  const table = tables.flatMap((path) => codesOf(path, /^ {2}([A-Z][A-Z0-9_]+): /gm));
  const documented = codesOf("docs/errors.md", /^### `([A-Z][A-Z0-9_]+)`$/gm);

  it("explains every code that the library can throw, and no other", () => {
    expect([...documented].sort()).to.deep.equal([...table].sort());
  });

  it("explains each once, in alphabetical order", () => {
    expect(documented).to.deep.equal([...new Set(documented)].sort());
  });

  it("finds the table", () => {
    expect(table).to.include("SECRET_MISSING");
    expect(table.length).to.be.greaterThan(5);
  });
});

function codesOf(path: string, pattern: RegExp): string[] {
  return [...readFileSync(path, "utf8").matchAll(pattern)].map((match) => String(match[1]));
}
