// The table of limits in docs/security.md has every limit with its default, in the order of the code.
import { readFileSync } from "node:fs";
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
});
