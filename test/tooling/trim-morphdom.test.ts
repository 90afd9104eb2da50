// The build leaves parts of morphdom out, and says so when they are not where they were.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { trim } from "../../scripts/trim-morphdom.mjs";

const path = "../../node_modules/morphdom/dist/morphdom-esm.js";

describe("trimming morphdom", () => {
  it("leaves no parser of strings and no hook that the client does not give", async () => {
    const source = await readFile(fileURLToPath(new URL(path, import.meta.url)), "utf8");
    const trimmed = trim(source);
    expect(source.match(/options\.\w+/g)).to.have.length.above(4);
    expect(trimmed.match(/options\.\w+/g)).to.deep.equal([
      "options.getNodeKey",
      "options.onBeforeElUpdated",
      "options.onBeforeElChildrenUpdated",
      "options.childrenOnly",
    ]);
    expect(source).to.include("typeof toNode === 'string'");
    expect(trimmed).not.to.include("typeof toNode === 'string'");
  });

  it("refuses a morphdom that it was not written for", () => {
    expect(() => trim("export default (from, to) => to;")).to.throw("morphdom has changed");
  });
});
