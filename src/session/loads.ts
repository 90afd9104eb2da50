// The loaders of one view that are running: what they bring becomes the state's entry of their name.
import { LiveError, messageOf } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { toHandler } from "../live/handlers.js";
import type { Loaded } from "../live/loaded.js";
import type { Alarm, Alarms } from "./alarms.js";
import type { CallHost } from "./call.js";
import { viewName } from "./handled.js";
import type { OwnMail } from "./own-mail.js";

/** Whose loaders these are. */
export interface LoadsHost extends CallHost {
  readonly isOver: boolean;
  post(mail: OwnMail): void;
}

interface LoadsServices {
  readonly alarms: Alarms;
  readonly limits: { readonly handlerMs: number };
}

/** A load that had not ended: its name and its input. */
export type KeptLoad = readonly [name: string, input: unknown];

/** One run of a loader. */
class Load implements Alarm {
  readonly input: unknown;
  dueMs = 0;
  heapIndex = -1;
  readonly controller = new AbortController();
  readonly #tookTooLong: () => void;

  constructor(input: unknown, tookTooLong: () => void) {
    this.input = input;
    this.#tookTooLong = tookTooLong;
  }

  ring(): void {
    this.#tookTooLong();
  }
}

/** Made when something is first loaded; most sessions never do. */
export class Loads {
  readonly #host: LoadsHost;
  readonly #services: LoadsServices;
  readonly #running = new Map<string, Load>();

  constructor(host: LoadsHost, services: LoadsServices) {
    this.#host = host;
    this.#services = services;
  }

  /** Runs the loader; an earlier run of it is of no use any more. */
  start(name: string, input: unknown): void {
    this.#stop(name);
    const { definition, identity } = this.#host;
    const loader = definition.loaders.get(name);
    // After a deployment it may be gone.
    if (loader === undefined || this.#host.isOver) return;
    const view = viewName(definition);
    const ms = this.#services.limits.handlerMs;
    const load = new Load(input, () =>
      this.#failed(name, load, new LiveError("HANDLER_TIMEOUT", { view, handler: name, ms })),
    );
    this.#running.set(name, load);
    this.#services.alarms.arm(load, ms);
    const ctx = { session: identity.data, signal: load.controller.signal };
    // Inside an async function, so that what it throws at once is a rejection too.
    const run = async () => loader(ctx, input as never);
    run().then(
      (value) => this.#ended(name, load, { status: "ready", value, error: null }),
      (error: unknown) => this.#failed(name, load, error),
    );
  }

  keep(): readonly KeptLoad[] {
    return Array.from(this.#running, ([name, { input }]) => [name, input] as const);
  }

  release(): void {
    for (const name of [...this.#running.keys()]) this.#stop(name);
  }

  #stop(name: string): void {
    const load = this.#running.get(name);
    if (load === undefined) return;
    this.#running.delete(name);
    this.#services.alarms.disarm(load);
    load.controller.abort();
  }

  #failed(name: string, load: Load, problem: unknown): void {
    if (this.#running.get(name) !== load) return;
    const reference = this.#host.handlerFailed(problem, `loaders.${name}`);
    // A view shows what it has: in production that must not be the words of a database.
    const error = isDevelopment() ? messageOf(problem) : reference;
    this.#ended(name, load, { status: "failed", value: null, error });
  }

  #ended(name: string, load: Load, loaded: Loaded<unknown>): void {
    if (this.#running.get(name) !== load) return;
    this.#stop(name);
    const handler = toHandler(`loaders.${name}`, (state) => {
      const before = (state as Readonly<Record<string, Loaded<unknown> | undefined>>)[name];
      const value = loaded.status === "failed" ? (before?.value ?? null) : loaded.value;
      return { [name]: { ...loaded, value } };
    });
    this.#host.post({ type: "own", host: this.#host, handler });
  }
}
