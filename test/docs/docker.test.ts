// The Dockerfile of docs/deployment.md, followed line by line without Docker: the image's server starts, and ends in order.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { fencesOf } from "../support/fences.js";

const document = "docs/deployment.md";
const folder = resolve(".cache/docker");
const context = join(folder, "context");
const tsc = resolve("node_modules/typescript/bin/tsc");

interface Stage {
  readonly root: string;
  workFolder: string;
  readonly env: Record<string, string>;
  command: readonly string[];
}

/** `[instruction, rest]` of each line. */
function dockerfile(): readonly (readonly [string, string])[] {
  const [, text = ""] =
    /^```dockerfile\n([\s\S]*?)^```$/m.exec(readFileSync(document, "utf8")) ?? [];
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => [line.split(" ", 1)[0] as string, line.replace(/^\S+ /, "")]);
}

/** What a reader of the documents has: the server, and the two files that it needs. */
function writeContext(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(context, { recursive: true });
  const server = fencesOf(document).find(({ path }) => path.endsWith("/server.ts"));
  const compilerOptions = { module: "NodeNext", target: "ES2023", strict: true };
  const files = {
    "server.ts": server?.code,
    "tsconfig.json": JSON.stringify({ compilerOptions: { ...compilerOptions, types: ["node"] } }),
    "package.json": JSON.stringify({ type: "module" }),
    "package-lock.json": "{}",
  };
  for (const [name, text = ""] of Object.entries(files)) writeFileSync(join(context, name), text);
}

function npmCi(workFolder: string): void {
  const modules = join(workFolder, "node_modules");
  mkdirSync(modules);
  symlinkSync(resolve("."), join(modules, "slotwire"));
  for (const name of ["express", "@types"]) {
    symlinkSync(resolve("node_modules", name), join(modules, name));
  }
}

/** Throws for an instruction that is not known here. */
function build(): Stage {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const [instruction, rest] of dockerfile()) {
    if (instruction === "FROM") {
      const [, name = "last"] = / AS (\w+)$/.exec(rest) ?? [];
      stage = { root: join(folder, name), workFolder: "", env: {}, command: [] };
      stages.set(name, stage);
    } else if (stage === undefined) throw new Error(`${instruction} before FROM`);
    else follow(stage, stages, [instruction, rest]);
  }
  return stages.get("last") as Stage;
}

function follow(
  stage: Stage,
  stages: ReadonlyMap<string, Stage>,
  [instruction, rest]: readonly [string, string],
): void {
  const run: Readonly<Record<string, () => void>> = {
    WORKDIR: () => {
      stage.workFolder = join(stage.root, rest);
      mkdirSync(stage.workFolder, { recursive: true });
    },
    ENV: () => Object.assign(stage.env, Object.fromEntries([rest.split("=")])),
    COPY: () => {
      const [, from, paths = ""] = /^(?:--from=(\w+) )?(.*)$/.exec(rest) ?? [];
      const sources = paths.split(" ");
      const target = join(stage.workFolder, sources.pop() as string);
      const origin = from === undefined ? context : (stages.get(from) as Stage).root;
      for (const source of sources) {
        const isFolder = source === "." || from !== undefined;
        cpSync(join(origin, source), isFolder ? target : join(target, source), { recursive: true });
      }
    },
    RUN: () => {
      if (rest.startsWith("npm ci")) return npmCi(stage.workFolder);
      const [, args = ""] = /^npx tsc (.*)$/.exec(rest) ?? [];
      execFileSync(process.execPath, [tsc, ...args.split(" ")], { cwd: stage.workFolder });
    },
    USER: () => expect(rest).to.equal("node"),
    EXPOSE: () => expect(rest).to.equal("3000"),
    CMD: () => {
      stage.command = JSON.parse(rest);
    },
  };
  const step = run[instruction];
  if (step === undefined) throw new Error(`${instruction} is not known here`);
  step();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** The status of its first answer. */
async function statusOf(url: string): Promise<number> {
  for (;;) {
    const response = await fetch(url).catch(() => null);
    if (response !== null) return response.status;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("the Dockerfile of docs/deployment.md", () => {
  it("makes a server that answers, and that SIGTERM ends in order", async function () {
    this.timeout(60_000);
    writeContext();
    const { workFolder, env, command } = build();
    const port = await freePort();
    const [program, ...args] = command;
    expect(program).to.equal("node");
    expect(env).to.deep.equal({ NODE_ENV: "production" });
    const child = spawn(process.execPath, args, {
      cwd: workFolder,
      env: { ...env, PORT: String(port), LIVE_SECRET: "a secret of thirty-two bytes, or more" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const exited = once(child, "exit");
    const url = `http://127.0.0.1:${port}/live/nothing`;
    expect(await Promise.race([statusOf(url), exited])).to.equal(404);
    child.kill("SIGTERM");
    expect(await exited).to.deep.equal([0, null]);
  });
});
