// docs/security.md answers every threat of its list, and each test that it names is there under its title.
import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";

const rows = [
  ...readFileSync("docs/security.md", "utf8").matchAll(/^\| (A\d+) \| (.+) \| (.+) \| (.+) \|$/gm),
].map(([, id = "", , , shown = ""]) => ({ id, shown }));

describe("the threats in docs/security.md", () => {
  it("are all 28, in order", () => {
    const ids = Array.from({ length: 28 }, (_, at) => `A${at + 1}`);
    expect(rows.map(({ id }) => id)).to.deep.equal(ids);
  });

  for (const { id, shown } of rows) {
    it(`name tests that are there: ${id}`, () => {
      const named = [...shown.matchAll(/(test\/[\w./-]+\.tsx?)((?:,? "[^"]+")+)/g)];
      expect(named).not.to.have.length(0);
      for (const [, path = "", quoted = ""] of named) {
        expect(existsSync(path), path).to.equal(true);
        const text = readFileSync(path, "utf8");
        for (const [, title = ""] of quoted.matchAll(/"([^"]+)"/g)) {
          expect(text, `${path}: ${title}`).to.contain(`it("${title}"`);
        }
      }
      // Nothing but tests stands in this column: what is not read above is a slip.
      expect(shown.replace(/test\/[\w./-]+\.tsx?(?:,? "[^"]+")+(?:, )?/g, "")).to.equal("");
    });
  }
});
