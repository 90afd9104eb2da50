// The table of limits in docs/security.md has every limit with its default, in the order of the code; each has a test.
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { defaultLimits } from "../../src/session/limits.js";

describe("the limits in docs/security.md", () => {
  it("are those of the code, with their defaults", () => {
    const page = readFileSync("docs/security.md", "utf8");
    const rows = [...page.matchAll(/^\| `(\w+)` \| ([\d,]+) \| (.+) \|$/gm)].map(
      ([, name, value = ""]) => [name, Number(value.replaceAll(",", ""))],
    );
    expect(rows).to.deep.equal(Object.entries(defaultLimits));
  });

  it("are each named by a test", () => {
    const names = readdirSync("test", { recursive: true }).map((name) => `test/${String(name)}`);
    const tests = names.filter((name) => /\.test\.tsx?$/.test(name));
    const words = new Set(tests.flatMap((file) => readFileSync(file, "utf8").match(/\w+/g) ?? []));
    expect(Object.keys(defaultLimits).filter((name) => !words.has(name))).to.deep.equal([]);
  });
});
