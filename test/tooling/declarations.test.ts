// Views as a package of the user's exports them: tsc writes their declarations with names that users can write.
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";

const folder = resolve(".cache/declarations");
const tsc = resolve("node_modules/typescript/bin/tsc");

const source = `
import { defineComponent, defineView, topic } from "slotwire";

export const scores = topic<number>("scores");
export const Star = defineComponent({
  name: "star",
  state: (props: { initial: number }) => ({ value: props.initial }),
  messages: { reset: (_state, _ctx, value: number) => ({ value }) },
  render: ({ value }) => <b>{value}</b>,
});
export const Plain = defineComponent({ name: "plain", state: () => ({}), render: () => null });
export const Page = defineView({
  mount: ({ ctx }) => ({ count: 0, text: ctx.load<string>("text") }),
  loaders: { text: async () => "" },
  events: { increment: ({ count }) => ({ count: count + 1 }) },
  actions: { add: ({ count }, _ctx, by: number) => ({ count: count + by }) },
  render: ({ count }) => <Star id="1" initial={count} />,
});
`;

/** What `tsc --init` writes into a new project. */
const compilerOptions = {
  module: "nodenext",
  target: "esnext",
  outDir: "out",
  types: ["node"],
  declaration: true,
  emitDeclarationOnly: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  strict: true,
  jsx: "react-jsx",
  jsxImportSource: "slotwire",
  verbatimModuleSyntax: true,
  isolatedModules: true,
  moduleDetection: "force",
  skipLibCheck: true,
};

describe("the declarations of an app's views", () => {
  it("name what the package exports", async function () {
    this.timeout(30_000);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    symlinkSync(resolve("."), join(folder, "node_modules", "slotwire"));
    symlinkSync(resolve("node_modules/@types"), join(folder, "node_modules", "@types"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, include: ["*.tsx"] }),
    );
    writeFileSync(join(folder, "views.tsx"), source);
    const problems = await promisify(execFile)(process.execPath, [tsc, "-p", folder]).then(
      () => "",
      (failed: { stdout: string }) => failed.stdout,
    );
    expect(problems).to.equal("");
    const declarations = readFileSync(join(folder, "out/views.d.ts"), "utf8");
    expect(declarations).to.include('import("slotwire").DefinedView<');
    expect(declarations).not.to.match(/import\("(?!slotwire")/);
  });
});
