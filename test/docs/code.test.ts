// The code of README.md and docs/ compiles against the built package, and the README's app runs.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { documents, type Fence, fenceFolder, writeFences } from "../support/fences.js";
import { runApp } from "../support/run-app.js";

const execute = promisify(execFile);
const tsc = "node_modules/typescript/bin/tsc";

describe("the code of the documents", () => {
  let fences: Fence[];
  let output: string;

  before(async function () {
    this.timeout(60_000);
    fences = writeFences();
    const args = [tsc, "-p", fenceFolder, "--pretty", "false"];
    output = await execute(process.execPath, args).then(
      () => "",
      (failed: { stdout: string }) => failed.stdout,
    );
  });

  it("is there", () => {
    expect(fences.length).to.be.greaterThan(10);
  });

  for (const document of documents()) {
    it(`compiles in ${document}`, () => {
      const wrong = fences
        .filter((fence) => fence.document === document)
        .flatMap((fence) => problemsOf(fence));
      expect(wrong.join("\n")).to.equal("");
    });
  }

  it("has no problems outside the fences", () => {
    const known = fences.flatMap((fence) => problemsOf(fence)).length;
    expect(output.split("\n").filter((line) => / error TS/.test(line))).to.have.length(known);
  });

  /** The errors of a fence, with the lines of its document. */
  function problemsOf({ path, document, line }: Fence): string[] {
    return output
      .split("\n")
      .filter((text) => text.replaceAll("\\", "/").startsWith(`${path}(`))
      .map((text) => {
        const [, row = "1", message = text] = /\((\d+),\d+\): (.*)$/.exec(text) ?? [];
        return `${document}:${Number(row) + line - 1} ${message}`;
      });
  }

  it("of the README is an app that serves its page", async function () {
    this.timeout(30_000);
    await using app = await runApp(join(fenceFolder, "readme", "app.ts"));
    const answer = await fetch(`${app.url}/counter`);
    expect(answer.status).to.equal(200);
    expect(await answer.text()).to.include("<h1>Counter</h1>");
  });
});
