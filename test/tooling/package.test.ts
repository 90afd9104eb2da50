// The package as its users get it: every entry resolves, built and from source, and nothing else is packed.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect } from "chai";

const execute = promisify(execFile);
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  exports: Record<string, string | Record<string, string>>;
  dependencies: Record<string, string>;
};
const entries = Object.keys(manifest.exports).filter((entry) => entry !== "./package.json");
const specifierOf = (entry: string) => entry.replace(/^\./, "slotwire");

/** What a fresh process sees of an entry: its file and its names; the client only runs in a browser. */
async function namesOf(specifier: string, conditions: readonly string[]): Promise<string[]> {
  const program = `
    const names = Object.keys(await import(${JSON.stringify(specifier)}));
    console.log(JSON.stringify(names));
    process.exit(0);`;
  const args = [...conditions, "--input-type=module", "--eval", program];
  const { stdout } = await execute(process.execPath, args, { cwd: process.cwd() });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "null") as string[];
}

describe("the package", () => {
  it("has the entries of the documentation", () => {
    expect(entries).to.deep.equal([
      ".",
      "./jsx-runtime",
      "./jsx-dev-runtime",
      "./client",
      "./client/debug",
      "./nats",
      "./redis",
      "./register",
      "./plugin",
    ]);
  });

  for (const entry of entries) {
    const specifier = specifierOf(entry);
    it(`has a file for every condition of ${specifier}`, () => {
      const conditions = manifest.exports[entry] as Record<string, string>;
      expect(Object.keys(conditions)).to.deep.equal(["slotwire-src", "types", "default"]);
      for (const path of Object.values(conditions)) expect(existsSync(path), path).to.equal(true);
    });

    if (entry.startsWith("./client")) continue;
    it(`exports the same names from ${specifier}, built and from source`, async () => {
      const built = await namesOf(specifier, []);
      const source = await namesOf(specifier, ["--conditions=slotwire-src", "--import=tsx"]);
      expect(built).to.deep.equal(source);
    });
  }

  it("exports what an app needs from its main entry", async () => {
    expect(await namesOf("slotwire", [])).to.include.members([
      "Fragment",
      "LiveError",
      "createElement",
      "createLive",
      "defineView",
      "raw",
      "topic",
    ]);
  });

  it("packs the built files, their sources and the documents, and nothing else", async () => {
    const { stdout } = await execute("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"]);
    const [packed] = JSON.parse(stdout) as [{ files: { path: string }[]; unpackedSize: number }];
    const paths = packed.files.map((file) => file.path);
    const strangers = paths.filter(
      (path) =>
        !/^(?:dist|src|client)\/.*\.(?:m?js|ts|tsx|md|map|gz|br)$/.test(path) &&
        !/^docs\/[\w-]+\.md$/.test(path) &&
        !["package.json", "README.md", "CHANGELOG.md", "LICENSE"].includes(path),
    );
    expect(strangers).to.deep.equal([]);
    expect(paths).to.include.members([
      "LICENSE",
      "README.md",
      "dist/src/index.js",
      "dist/src/index.d.ts",
      "dist/client/slotwire.js",
      "dist/client/slotwire.js.br",
      "dist/client/slotwire.js.gz",
    ]);
    // Whoever reads them there has no clone: the pictures are in the repository only.
    const readme = readFileSync("README.md", "utf8");
    const linked = [...readme.matchAll(/\]\((docs\/[^)#]+\.md)[^)]*\)/g)].map(([, path]) => path);
    expect(paths).to.include.members([...new Set(linked)]);
    expect(packed.unpackedSize).to.be.below(3_900_000);
  });

  it("installs seven packages with it, and no more", () => {
    expect(Object.keys(manifest.dependencies)).to.deep.equal([
      "@babel/parser",
      "@kitajs/html",
      "@standard-schema/spec",
      "devalue",
      "magic-string",
      "morphdom",
      "ws",
    ]);
  });
});
