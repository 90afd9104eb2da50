// What tells each part of the interaction of what happens in the page, in an order that all can rely on.
import type {
  ChainCall,
  HeldEvent,
  Interaction,
  InteractionHost,
  Part,
  Parts,
  PartsModule,
  Shown,
  ViewMoment,
} from "../interaction-host.js";

/**
 * What is ported is in its place before anything looks for it there. Commands have had their say when a trap takes the
 * focus.
 */
const order: readonly Exclude<keyof Parts, "locks" | "pace">[] = [
  "portals",
  "forms",
  "hooks",
  "anyEvent",
  "viewport",
  "clickAway",
  "keys",
  "commands",
  "lifecycle",
  "traps",
  "announcer",
];

/** The script that is there first makes it, and those that come later add to it. */
export class AllParts implements Interaction {
  readonly #host: InteractionHost;
  readonly #modules = new Set<PartsModule>();
  #named: Partial<Parts> = {};
  #parts: readonly Part[] = [];
  /** What a part that comes later is to be told of, and whether it is joined. */
  readonly #roots = new Map<Element, boolean>([[document.documentElement, false]]);

  constructor(host: InteractionHost) {
    this.#host = host;
  }

  add(modules: readonly (PartsModule | null)[]): void {
    const fresh = modules.filter((module) => module !== null && !this.#modules.has(module));
    // Each chain of commands asks for its script, which has mostly been there for long.
    if (fresh.length === 0) return;
    const before = this.#parts;
    for (const module of fresh as PartsModule[]) {
      this.#modules.add(module);
      this.#named = { ...this.#named, ...module.createParts(this.#host, this) };
    }
    this.#parts = order.flatMap((name) => this.#named[name] ?? []);
    const added = this.#parts.filter((part) => !before.includes(part));
    for (const part of added) part.start?.();
    for (const [root, isJoined] of this.#roots) {
      for (const part of added) {
        part.rootAdded?.(root);
        if (isJoined) part.moment?.(root, "joined");
      }
    }
  }

  get isPending(): boolean {
    return !!this.#named.pace?.isPending;
  }

  hold(control: Element, lane: string, event: HeldEvent): void {
    const { pace } = this.#named;
    if (pace) pace.hold(control, lane, event);
    else event.send();
  }

  flush(target: Element): void {
    this.#named.pace?.flush(target);
  }

  isWantedKey(binding: Element, event: KeyboardEvent): boolean {
    return !!this.#named.keys?.isWantedKey(binding, event);
  }

  waits(el: Element, kinds: ReadonlySet<string>, shown: Shown): void {
    this.#named.locks?.waits(el, kinds, shown);
  }

  rootAdded(root: Element): void {
    this.#roots.set(root, false);
    for (const part of this.#parts) part.rootAdded?.(root);
  }

  rootRemoved(root: Element): void {
    this.#roots.delete(root);
    for (const part of this.#parts) part.rootRemoved?.(root);
  }

  moment(container: Element, moment: ViewMoment): void {
    this.#roots.set(container, moment === "joined" || moment === "reconnected");
    for (const part of this.#parts) part.moment?.(container, moment);
  }

  willPatch(container: Element, refs: readonly number[]): void {
    for (const part of this.#parts) part.willPatch?.(container, refs);
  }

  patched(container: Element): void {
    for (const part of this.#parts) part.patched?.(container);
  }

  pushed(container: Element, event: string, payload: unknown): boolean {
    for (const part of this.#parts) part.pushed?.(container, event, payload);
    return "hooks" in this.#named;
  }

  run(chain: string, call: ChainCall): void {
    this.#named.commands?.run(chain, call);
  }

  willChange(node: Node): void {
    for (const part of this.#parts) part.willChange?.(node);
  }

  wrote(el: Element, name: string): void {
    for (const part of this.#parts) part.wrote?.(el, name);
  }

  willReprint(el: Element): void {
    for (const part of this.#parts) part.willReprint?.(el);
  }

  willMorph(el: Element, next: Element): void {
    for (const part of this.#parts) part.willMorph?.(el, next);
  }

  /** Each is asked: two of them may want to know of a removal. */
  keepsRemoved(el: Element): boolean {
    return this.#parts.filter((part) => part.keepsRemoved?.(el)).length > 0;
  }
}
