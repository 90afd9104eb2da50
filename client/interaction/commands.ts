// Runs chains of commands, each command on the elements it is for, in order and without waiting.
import {
  Command,
  type WireChain,
  type WireCommand,
  type WireTarget,
} from "../../src/wire/commands.js";
import type { Payload } from "../../src/wire/protocol.js";
import type { ChainCall, Interaction, InteractionHost } from "../interaction-host.js";
import { ElementCommands } from "./element-commands.js";
import { FocusStack, focusFirst } from "./focus-stack.js";
import { IgnoredAttributes } from "./ignored-attributes.js";
import { Optimistic, type Promised } from "./optimistic.js";
import { forGood, Overlay, type Owner } from "./overlay.js";
import { targetsOf } from "./targets.js";
import { Texts } from "./texts.js";
import type { Transitions } from "./transitions.js";

/** A chain that runs another one that runs the first would never end. */
const maxDepth = 16;

/** One chain under way. */
interface Run extends ChainCall {
  readonly owner: Owner;
  readonly depth: number;
  /** Of all chains that came of the same event: what is promised until the answer. */
  readonly scope: { promised: Promised | null; readonly refs: number[] };
}

export interface CommandsOptions {
  /** Has a screen reader say something. */
  announce(text: string): void;
}

export class Commands implements Partial<Interaction> {
  readonly #host: InteractionHost;
  readonly #announce: (text: string) => void;
  readonly #overlay = new Overlay();
  readonly #texts = new Texts();
  readonly #ignored = new IgnoredAttributes();
  readonly #focusStack = new FocusStack();
  readonly #optimistic = new Optimistic(this.#overlay, this.#texts);
  readonly #element = new ElementCommands(this.#overlay, this.#texts);

  constructor(host: InteractionHost, { announce }: CommandsOptions) {
    this.#host = host;
    this.#announce = announce;
  }

  get transitions(): Transitions {
    return this.#element.transitions;
  }

  /** `chain`: as the text of an attribute holds it. */
  run(chain: string, call: ChainCall): void {
    const scope: Run["scope"] = { promised: null, refs: [] };
    this.#runText(chain, { ...call, owner: forGood, depth: 0, scope });
    if (scope.promised) this.#optimistic.chainEnded(scope.promised, scope.refs);
  }

  rootRemoved(root: Element): void {
    this.#focusStack.forget(root);
  }

  willPatch(container: Element, refs: readonly number[]): void {
    this.#optimistic.answered(container, refs);
    this.#texts.lift();
  }

  willChange(node: Node): void {
    this.#ignored.willChange(node);
  }

  wrote(el: Element, name: string): void {
    this.#overlay.wrote(el, name);
    this.#ignored.wrote(el, name);
  }

  willMorph(el: Element, next: Element): void {
    this.#overlay.willMorph(el, next);
    this.#ignored.willMorph(el, next);
  }

  patched(): void {
    this.#texts.putBack();
  }

  #runText(chain: string, run: Run): void {
    let commands: WireChain = [];
    try {
      commands = JSON.parse(chain);
    } catch (error) {
      this.#host.logError("BAD_COMMANDS", String(error), chain, "app");
    }
    this.#runAll(commands, run);
  }

  #runAll(commands: WireChain, run: Run): void {
    for (const command of commands) {
      try {
        this.#runOne(command, run);
      } catch (error) {
        // A wrong selector, mostly: the commands after it are not to blame.
        this.#host.logError("COMMAND_FAILED", String(error), command, "app");
      }
    }
  }

  #runOne([code, to = 0, ...args]: WireCommand, run: Run): void {
    if (code === Command.push) this.#push(run, args);
    else if (code === Command.optimistic) {
      run.scope.promised ??= this.#optimistic.begin(this.#host.containerOf(run.el));
      this.#runAll(args[0] as WireChain, { ...run, owner: run.scope.promised });
    } else if (code === Command.popFocus) this.#focusStack.pop();
    else if (code === Command.announce) this.#announce(String(args[0]));
    else if (code === Command.navigate || code === Command.patch) this.#visit(code, args);
    else {
      for (const el of targetsOf(run.el, to)) {
        if (!this.#element.run(code, el, args, run.owner)) this.#runOn(el, [code, args], run);
      }
    }
  }

  /** What can not be taken back. */
  #runOn(el: Element, [code, args]: readonly [number, readonly unknown[]], run: Run): void {
    const text = String(args[0]);
    if (code === Command.focus) (el as HTMLElement).focus();
    else if (code === Command.focusFirst) focusFirst(el);
    else if (code === Command.pushFocus) this.#focusStack.push(el, this.#host.containerOf(el));
    else if (code === Command.ignoreAttributes) this.#ignored.add(el, text);
    else if (code === Command.dispatch) dispatch(el, args, run.el);
    else if (code === Command.exec) {
      const chain = el.getAttribute(text);
      if (run.depth >= maxDepth) throw new Error("chains run each other without an end");
      if (chain?.startsWith("[[")) this.#runText(chain, { ...run, el, depth: run.depth + 1 });
    }
  }

  #push(run: Run, [handler, value, loading]: readonly unknown[]): void {
    const { el, kind, source, scope } = run;
    // Now: by the answer, the element may have gone.
    const container = this.#host.containerOf(el);
    const marked = loading ? targetsOf(el, loading as WireTarget) : [];
    let ref = 0;
    let isDone = false;
    ref = this.#host.post({
      handler: String(handler),
      el,
      payload: withValues(run.payload, value as Readonly<Record<string, string>> | null),
      source,
      kind,
      loading: [el, ...marked],
      // Without a patch, or refused, or lost: the answer is here all the same.
      done: () => {
        isDone = true;
        this.#optimistic.answered(container, [ref]);
      },
    });
    if (ref === 0 || isDone) return;
    scope.refs.push(ref);
  }

  #visit(code: number, [url, isReplacing]: readonly unknown[]): void {
    const { href, origin } = new URL(String(url), location.href);
    if (origin !== location.origin) throw new Error(`not on this site: ${href}`);
    this.#host.go(code === Command.patch ? "patch" : "navigate", [href, isReplacing]);
  }
}

/** A form's body stays one text. */
export function withValues(
  payload: Payload | string | undefined,
  values: Readonly<Record<string, string>> | null | undefined,
): Payload | string | undefined {
  if (!values) return payload;
  if (typeof payload !== "string") return { ...payload, ...values };
  const body = new URLSearchParams(payload);
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  return String(body);
}

function dispatch(el: Element, [name, values, bubbles]: readonly unknown[], from: Element): void {
  const detail = { ...(values as object | null) };
  // Not to be met by what copies or prints the detail: an element is no data.
  Object.defineProperty(detail, "dispatcher", { value: from });
  const init = { bubbles: bubbles !== false, cancelable: true, detail };
  const type = String(name);
  el.dispatchEvent(
    type === "click" ? new MouseEvent(type, { ...init, detail: 0 }) : new CustomEvent(type, init),
  );
}
