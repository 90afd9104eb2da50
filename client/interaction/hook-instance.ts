// A hook at work on one element: its context, its callbacks, and what it listens to.
import type {
  HookCallbacks,
  HookClass,
  HookContext,
  HookDefinition,
  HookPayload,
  PushError,
} from "../hook.js";
import type { ChainCall, InteractionHost } from "../interaction-host.js";
import { createPageCommands } from "./page-commands.js";
import { ServerAttributes } from "./server-attributes.js";

/** What hooks need of the script that they are part of. */
export interface HookServices {
  readonly host: InteractionHost;
  runChain(chain: string, call: ChainCall): void;
}

/** The attribute as it stands, and what it says. */
export interface HookValue {
  readonly text: string;
  readonly name: string;
  readonly props: unknown;
}

type Listener = (payload: never) => void;

export class HookInstance {
  readonly el: Element;
  readonly container: Element | null;
  readonly attributes: ServerAttributes;
  readonly #services: HookServices;
  readonly #context: HookContext<unknown, Element> & { props: unknown };
  readonly #callbacks: HookCallbacks<Element>;
  readonly #listeners = new Map<string, Set<Listener>>();
  #value: HookValue;

  constructor(
    el: Element,
    { value, definition }: { readonly value: HookValue; readonly definition: HookDefinition },
    services: HookServices,
  ) {
    this.el = el;
    this.container = services.host.containerOf(el);
    this.attributes = new ServerAttributes(el);
    this.#services = services;
    this.#value = value;
    const isClass = typeof definition === "function";
    const members = {
      el,
      container: this.container,
      props: value.props,
      push: (event: string, payload?: HookPayload) => this.#push(event, payload),
      handle: (event: string, callback: Listener) => this.#handle(event, callback),
      run: (commands: string | readonly unknown[]) => this.#run(commands),
      js: createPageCommands((chain) => this.#run(chain)),
    };
    // Of an object the context inherits: it is the `this` of the callbacks, and its own members win.
    this.#context = Object.assign(Object.create(isClass ? Object.prototype : definition), members);
    this.#callbacks = this.#context as HookCallbacks<Element>;
    if (isClass) {
      const Definition = definition as HookClass;
      this.#callbacks = new Definition(this.#context as HookContext<never, never>);
    } else this.#warnOfShadowed(definition, Object.keys(members));
  }

  get name(): string {
    return this.#value.name;
  }

  /** What a hook does wrong harms nobody but itself. */
  call(callback: keyof HookCallbacks, next: Element | null = null): void {
    try {
      const result: unknown = this.#callbacks[callback]?.(next);
      // An async callback fails later.
      if (result instanceof Promise) result.catch((error) => this.#failed(callback, error));
    } catch (error) {
      this.#failed(callback, error);
    }
  }

  /** The attribute as the server has it now. */
  update(value: HookValue): void {
    if (value.text === this.#value.text) return;
    this.#value = value;
    this.#context.props = value.props;
  }

  received(event: string, payload: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(payload as never);
      } catch (error) {
        this.#failed(`handle("${event}")`, error);
      }
    }
  }

  #push(event: string, payload: HookPayload | undefined): Promise<unknown> {
    const answer = new Promise((resolve, reject) => {
      const fail = (code: string): void => reject(pushError(event, code));
      const ref = this.#services.host.post({
        handler: event,
        el: this.el,
        payload: payload && fieldsOf(payload),
        kind: "hook",
        done: ({ value, code }) => (code === null ? resolve(value ?? undefined) : fail(code)),
      });
      if (ref === 0) fail("not-taken");
    });
    // Who does not wait for the answer need not catch either: the client has logged it.
    answer.catch(() => {});
    return answer;
  }

  #handle(event: string, callback: Listener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(callback));
    return () => listeners.delete(callback);
  }

  #run(commands: string | readonly unknown[]): void {
    const chain = typeof commands === "string" ? commands : JSON.stringify(commands);
    const call = { el: this.el, kind: "hook", payload: undefined, source: undefined };
    this.#services.runChain(chain, call);
  }

  #failed(where: string, error: unknown): void {
    const message = `${this.name}, ${where}: ${error}`;
    this.#services.host.logError("HOOK_FAILED", message, this.el, "app");
  }

  #warnOfShadowed(definition: object, names: readonly string[]): void {
    for (const name of names) {
      if (!(name in definition)) continue;
      const message = `"${name}" of the hook ${this.name} is taken: this.${name} is the context's`;
      this.#services.host.logError("HOOK_MEMBER", message, this.el, "app");
    }
  }
}

/** As in every payload, all values are text. */
function fieldsOf(payload: HookPayload): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of Object.entries(payload)) {
    if (value == null) continue;
    fields[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
  return fields;
}

function pushError(event: string, code: string): PushError {
  return Object.assign(new Error(`the event "${event}" was not answered: ${code}`), { code });
}
