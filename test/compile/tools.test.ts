// The precompiler inside of real tools: Node with tsx, esbuild, and the hooks of Vite and Rollup.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { build } from "esbuild";
import { esbuildPlugin, rollupPlugin, vitePlugin } from "../../src/compile/plugin.js";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");

const app = `import { jsx } from "slotwire/jsx-runtime";
type Item = { readonly name: string };
const item: Item = { name: "Ann" };
export const row = (
  <li>
    <b>{item.name}</b>
  </li>
);
console.log(JSON.stringify((row as any).template.statics), typeof jsx);
if (process.argv.includes("--fail")) {
  const fail = (): never => { throw new Error("here"); };
  const bad = <p title="a">
    text <i>{fail()}</i>
  </p>;
}
`;

describe("the precompiler in tools", () => {
  let folder = "";
  let file = "";

  before(async () => {
    // Inside of the package, so that the app's imports of it resolve.
    folder = await mkdtemp(join(root, "test/.tools-"));
    file = join(folder, "app.tsx");
    await writeFile(file, app);
  });

  after(() => rm(folder, { recursive: true }));

  it("runs in Node before tsx, and errors name the line and column of the source", async () => {
    const flags = [
      "--conditions=slotwire-src",
      "--import",
      await builtRegister(folder),
      "--import",
      "tsx",
    ];
    const { stdout } = await run(process.execPath, [...flags, file], { cwd: root });
    expect(stdout).to.equal('["<li><b>","</b></li>"] function\n');
    const failed = await run(process.execPath, [...flags, file, "--fail"], { cwd: root }).catch(
      (error: { stderr: string }) => error,
    );
    // The throw itself, and the call of it, which stands between tags.
    expect(failed.stderr).to.contain("app.tsx:11:37");
    expect(failed.stderr).to.contain("app.tsx:13:14");
  });

  it("says in Node where a template is refused, and nothing in production", async () => {
    const misspelt = join(folder, "misspelt.tsx");
    await writeFile(
      misspelt,
      'const a = 1;\nexport const x = <b live-clik="a" onClick="b">{a}</b>;\n',
    );
    const flags = ["--conditions=slotwire-src", "--import", await builtRegister(folder)];
    const args = [...flags, "--import", "tsx", misspelt];
    const failed = await run(process.execPath, args, { cwd: root }).catch(
      (error: { stderr: string }) => error,
    );
    expect(failed.stderr).to.contain(
      `slotwire: ${misspelt}:2:21: there is no live-clik: did you mean live-click?\n` +
        `slotwire: ${misspelt}:2:35: onClick is refused, it could run code: did you mean live-click?\n`,
    );
    expect(failed.stderr).to.contain("UNKNOWN_BINDING");
    const env = { ...process.env, NODE_ENV: "production" };
    const { stderr } = await run(process.execPath, args, { cwd: root, env });
    expect(stderr).to.equal("");
  });

  it("runs in esbuild", async () => {
    const outfile = join(folder, "esbuild.mjs");
    const result = await build({
      entryPoints: [file],
      bundle: true,
      platform: "node",
      format: "esm",
      conditions: ["slotwire-src"],
      sourcemap: "inline",
      outfile,
      plugins: [esbuildPlugin()],
      logLevel: "silent",
    });
    expect(result.errors).to.deep.equal([]);
    const { stdout } = await run(process.execPath, [outfile], { cwd: root });
    expect(stdout).to.equal('["<li><b>","</b></li>"] function\n');
    const failed = await run(process.execPath, ["--enable-source-maps", outfile, "--fail"], {
      cwd: root,
    }).catch((error: { stderr: string }) => error);
    expect(failed.stderr).to.contain("app.tsx:11:37");
    expect(failed.stderr).to.contain("app.tsx:13:14");
  });

  it("reports warnings and mistakes to esbuild", async () => {
    const bad = join(folder, "bad.tsx");
    await writeFile(bad, 'export const a = <b live-clik="x"/>;\n');
    const options = { entryPoints: [bad], write: false, plugins: [esbuildPlugin()] } as const;
    const { warnings } = await build({
      ...options,
      entryPoints: [bad],
      plugins: [esbuildPlugin()],
      logLevel: "silent",
    });
    expect(warnings.map(({ text }) => text)).to.deep.equal([
      "there is no live-clik: did you mean live-click?",
    ]);
    expect(warnings[0]?.location).to.include({ line: 1, column: 20 });
    await writeFile(bad, "export const a = <script>x</script>;\n");
    const failed = await build({
      ...options,
      entryPoints: [bad],
      plugins: [esbuildPlugin()],
      logLevel: "silent",
    }).catch((error: { errors: { text: string }[] }) => error);
    expect(failed.errors[0]?.text).to.match(/RAW_TEXT/);
  });

  it("answers the hooks of Rollup and Vite", () => {
    const plugin = rollupPlugin();
    const warnings: unknown[] = [];
    const context = { warn: (...args: unknown[]) => warnings.push(args) };
    const result = plugin.transform.call(
      context,
      'x = <b live-clik="a">{y}</b>;',
      "/app/a.tsx?v=1",
    );
    expect(result?.code).to.contain('x = _$rendered(_$0, ["a", y]);');
    expect(result?.map.mappings).not.to.equal("");
    expect(warnings).to.deep.equal([
      ["there is no live-clik: did you mean live-click?", { line: 1, column: 7 }],
    ]);
    expect(plugin.transform.call(context, "x = <b/>;", "/app/a.ts")).to.equal(null);
    expect(plugin.transform.call(context, "x = <b/>;", "/app/node_modules/p/a.tsx")).to.equal(null);
    expect(vitePlugin().enforce).to.equal("pre");
  });
});

/** The loader runs before tsx, so it has to be JavaScript, as in the published package. */
async function builtRegister(folder: string): Promise<string> {
  await build({
    entryPoints: ["register", "loader"].map((name) => join(root, `src/compile/${name}.ts`)),
    outdir: folder,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    outExtension: { ".js": ".js" },
    logLevel: "silent",
  });
  return join(folder, "register.js");
}
