// Starts, kills and starts again the process of the restart tests, always on the same port.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("desk-app.tsx", import.meta.url));

export class DeskProcess implements AsyncDisposable {
  readonly #redisUrl: string;
  readonly #logFile = join(mkdtempSync(join(tmpdir(), "desk-")), "log");
  #port = 0;
  #child: ChildProcess | null = null;

  constructor(redisUrl = "") {
    this.#redisUrl = redisUrl;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What every process of this desk has run, in order. */
  get log(): readonly string[] {
    if (!existsSync(this.#logFile)) return [];
    return readFileSync(this.#logFile, "utf8").trim().split("\n");
  }

  async start(): Promise<this> {
    const args = ["--conditions=slotwire-src", "--import=tsx", program];
    const env = {
      ...process.env,
      DESK_PORT: String(this.#port),
      DESK_REDIS: this.#redisUrl,
      DESK_LOG: this.#logFile,
    };
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
    this.#child = child;
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    this.#port = (JSON.parse(line) as { port: number }).port;
    return this;
  }

  /** "SIGKILL": it has no time for anything. "SIGTERM": it ends in order. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end("SIGKILL");
  }
}
