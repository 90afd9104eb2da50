// The server of the chaos suite as processes of their own, which can be killed and started again.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Limits } from "slotwire";
import type { Backend, Done } from "./backend.js";

export interface FleetOptions {
  readonly processes: number;
  /** "" for none: then nothing outlives a process. */
  readonly redisUrl: string;
  readonly limits: Partial<Limits>;
}

interface Answer {
  readonly address?: { readonly port: number };
  readonly answer?: number;
  readonly remains?: string;
}

const program = fileURLToPath(new URL("fleet-app.ts", import.meta.url));

export class Fleet implements Backend {
  kills = 0;
  readonly #options: FleetOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), "chaos-"));
  readonly #ledger = join(this.#folder, "ledger");
  readonly #children: (ChildProcess | null)[] = [];
  readonly #ports: number[] = [];
  #news = 0;
  #reporter: NodeJS.Timeout | undefined;

  constructor(options: FleetOptions) {
    this.#options = options;
    writeFileSync(this.#ledger, "");
  }

  async start(): Promise<this> {
    const { processes } = this.#options;
    await Promise.all(Array.from({ length: processes }, (_, at) => this.startOne(at)));
    return this;
  }

  /** On the port that it had before. */
  async startOne(at: number): Promise<void> {
    const env = {
      ...process.env,
      CHAOS_PORT: String(this.#ports[at] ?? 0),
      CHAOS_REDIS: this.#options.redisUrl,
      CHAOS_LEDGER: this.#ledger,
      CHAOS_LIMITS: JSON.stringify(this.#options.limits),
      CHAOS_NEWS: String(this.#news),
    };
    const execArgv = ["--conditions=slotwire-src", "--import=tsx"];
    const child = fork(program, [], { env, execArgv });
    this.#children[at] = child;
    const [{ address }] = (await once(child, "message")) as [Answer];
    this.#ports[at] = address?.port ?? 0;
  }

  /** "SIGKILL": it has no time for anything. "SIGTERM": it ends in order. */
  async end(at: number, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#children[at] ?? null;
    this.#children[at] = null;
    if (child === null) return;
    this.kills += 1;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  /** It neither runs nor ends, as one that is swapped out, and goes on later with all that it believes. */
  async pause(at: number, ms: number): Promise<void> {
    const child = this.#children[at] ?? null;
    if (child === null) return;
    this.#children[at] = null;
    this.kills += 1;
    child.kill("SIGSTOP");
    await wait(ms);
    child.kill("SIGCONT");
    this.#children[at] = child;
  }

  /** Always the same process for a client while that one runs, else the next. */
  portFor(client: number): number {
    const { length } = this.#children;
    for (let step = 0; step < length; step += 1) {
      const at = (client + step) % length;
      if (this.#children[at] !== null) return this.#ports[at] ?? 0;
    }
    return this.#ports[0] ?? 0;
  }

  readDone(): Done {
    const runs = new Map<string, number>();
    for (const line of readFileSync(this.#ledger, "utf8").split("\n")) {
      runs.set(line, (runs.get(line) ?? 0) + 1);
    }
    return { mounts: runs.get("mount") ?? 0, runs, news: this.#news };
  }

  startNews(everyMs: number): void {
    this.#reporter = setInterval(() => this.#tellNews(), everyMs);
  }

  stopNews(): void {
    clearInterval(this.#reporter);
    // Once more, for those that came back when the last ones were out.
    this.#tellNews();
  }

  async remains(): Promise<string> {
    const all = await Promise.all(
      this.#running.map(async (child) => {
        child.send({ remains: 1 });
        const [{ remains = "" }] = (await once(child, "message")) as [Answer];
        return remains;
      }),
    );
    return all.filter((remains) => remains !== "").join(" · ");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#reporter);
    await Promise.all(this.#children.map((_, at) => this.end(at, "SIGKILL")));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #running(): readonly ChildProcess[] {
    return this.#children.filter((child) => child !== null);
  }

  #tellNews(): void {
    this.#news += 1;
    const hasRedis = this.#options.redisUrl !== "";
    for (const [at, child] of this.#running.entries()) {
      child.send({ news: this.#news, publish: !hasRedis || at === 0 });
    }
  }
}
