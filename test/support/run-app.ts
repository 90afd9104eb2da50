// Runs an app that was written for port 3000 in a process of its own, on a free port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

export interface RunningApp extends AsyncDisposable {
  /** The address without a slash at the end. */
  readonly url: string;
}

const listens = "app.listen(3000)";
const tellPort = `
function listening(server: import("node:http").Server) {
  return server.once("listening", () => console.log(JSON.stringify(server.address())));
}`;

/**
 * Starts the file as the documents say, with the built package and its precompiler, and waits until it
 * listens: `await using app = await runApp("…/app.ts")`.
 */
export async function runApp(file: string): Promise<RunningApp> {
  const source = readFileSync(file, "utf8");
  if (!source.includes(listens)) throw new Error(`${file} has no ${listens}`);
  const changed = file.replace(/\.ts$/, ".run.ts");
  writeFileSync(changed, source.replace(listens, "listening(app.listen(0))") + tellPort);

  const args = ["--import=slotwire/register", "--import=tsx", changed];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const listening = once(createInterface(child.stdout), "line") as Promise<[string]>;
  const first = await Promise.race([listening, exited.then(() => null)]);
  if (first === null) throw new Error(`${file} ended before it listened`);
  const { port } = JSON.parse(first[0]) as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
    },
  };
}
