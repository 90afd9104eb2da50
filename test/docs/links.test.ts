// Every link and picture of the documents leads to something that is there.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { documents } from "../support/fences.js";

/** As GitHub makes the anchor of a heading: "## Who may talk" → who-may-talk. */
function anchorsOf(document: string): string[] {
  const text = readFileSync(document, "utf8");
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

describe("the links of the documents", () => {
  for (const document of [...documents(), "CONTRIBUTING.md", "src/wire/README.md"]) {
    const text = readFileSync(document, "utf8").replace(/^```[\s\S]*?^```$/gm, "");
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !/^https?:/.test(target));

    it(`lead somewhere in ${document}`, () => {
      const broken = links.filter((target) => {
        const [path = "", anchor] = target.split("#");
        const file = path === "" ? document : join(dirname(document), path);
        return !existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
      });
      expect(broken).to.deep.equal([]);
    });
  }

  it("lead from README.md to every page of docs/", () => {
    const text = readFileSync("README.md", "utf8");
    const pages = documents().filter((name) => name !== "README.md");
    expect(pages.filter((name) => !text.includes(`](${name})`))).to.deep.equal([]);
  });
});
