// Chains of commands that the browser runs without asking the server: what `js` is.
import { LiveError } from "../errors.js";
import { Command } from "../wire/commands.js";
import { Action, EventRef } from "./action.js";
import {
  attributeText,
  type CommandTarget,
  checkOptions,
  classNames,
  isSettable,
  isVisitable,
  mayWrite,
  type Transition,
  targetToWire,
  text,
  transitionToWire,
} from "./command-checks.js";
import type {
  DispatchOptions,
  Plain,
  PushOptions,
  ShowOptions,
  ToggleOptions,
  TransitionOptions,
  VisitOptions,
} from "./command-options.js";
import {
  asAttribute,
  assertUndoable,
  BoundChain,
  type Op,
  partsOf,
  withoutEnd,
} from "./command-parts.js";
import { type StyledArguments, type StyledCommand, styledToWire } from "./command-style.js";

type Name = keyof typeof Command;

/**
 * A chain of commands. It never changes: each method returns a new chain with one command more, so
 * that a chain can be kept, shared and compared.
 *
 * @example
 * import { defineView, js } from "slotwire";
 *
 * export const Menu = defineView({
 *   mount: () => ({ openings: 0 }),
 *   events: { opened: (state) => ({ openings: state.openings + 1 }) },
 *   render: ({ openings }) => (
 *     <button live-click={js.toggleClass("open").push("opened")}>Opened {openings} times</button>
 *   ),
 * });
 */
export class Commands {
  readonly #ops: readonly Op[];
  #attribute: string | BoundChain | null = null;

  constructor(ops: readonly Op[] = []) {
    this.#ops = ops;
  }

  /** Shows what is hidden, in whichever way it is hidden. A `<dialog>` opens as a modal one. */
  show(to?: CommandTarget | ShowOptions, options?: ShowOptions): Commands {
    return this.#styled("show", { to, options });
  }

  /** Hides what is visible, when its transition has ended. A `<dialog>` is closed. */
  hide(to?: CommandTarget | TransitionOptions, options?: TransitionOptions): Commands {
    return this.#styled("hide", { to, options });
  }

  /** Shows what is hidden and hides what is visible. */
  toggle(to?: CommandTarget | ToggleOptions, options?: ToggleOptions): Commands {
    return this.#styled("toggle", { to, options });
  }

  /** Adds classes, separated by spaces. They stay through patches of the server. */
  addClass(
    names: string,
    to?: CommandTarget | TransitionOptions,
    options?: TransitionOptions,
  ): Commands {
    return this.#styled("addClass", { to, options, names });
  }

  /** Removes classes; they stay away when the server renders them again. */
  removeClass(
    names: string,
    to?: CommandTarget | TransitionOptions,
    options?: TransitionOptions,
  ): Commands {
    return this.#styled("removeClass", { to, options, names });
  }

  /** Adds each class that is not there and removes each that is. */
  toggleClass(
    names: string,
    to?: CommandTarget | TransitionOptions,
    options?: TransitionOptions,
  ): Commands {
    return this.#styled("toggleClass", { to, options, names });
  }

  /** Sets an attribute, checked and printed as in TSX. It stays through patches. */
  setAttribute(name: string, value: Plain, to?: CommandTarget): Commands {
    if (!mayWrite(name)) return this;
    return this.#add("setAttribute", to, name, attributeText("setAttribute", name, value));
  }

  /** Removes an attribute; it stays away when the server renders it again. */
  removeAttribute(name: string, to?: CommandTarget): Commands {
    return mayWrite(name) ? this.#add("removeAttribute", to, name) : this;
  }

  /** Adds or removes an attribute; with two values goes from one to the other: `("aria-expanded", ["true", "false"])`. */
  toggleAttribute(
    name: string,
    values?: readonly [on: Plain, off: Plain] | CommandTarget,
    to?: CommandTarget,
  ): Commands {
    if (!mayWrite(name)) return this;
    if (!Array.isArray(values))
      return this.#add("toggleAttribute", to ?? (values as CommandTarget), name);
    const [on, off] = values.map((value) => attributeText("toggleAttribute", name, value));
    return this.#add("toggleAttribute", to, name, on, off);
  }

  /** Sets a property that is plain data, such as `value`, `checked` or `scrollTop`; never one that holds HTML. */
  setProperty(name: string, value: string | number | boolean, to?: CommandTarget): Commands {
    return isSettable(name) ? this.#add("setProperty", to, name, value) : this;
  }

  /** Gives classes to an element while they animate it, and takes them away when that has ended. */
  transition(classes: Transition, to?: CommandTarget): Commands {
    return this.#add("transition", to, transitionToWire("transition", classes));
  }

  /** Replaces the text of an element that holds text only, until the server writes another one. */
  text(value: string | number, to?: CommandTarget): Commands {
    return this.#add("text", to, String(value));
  }

  /** Moves the focus to an element. */
  focus(to?: CommandTarget): Commands {
    return this.#add("focus", to);
  }

  /** Moves the focus to the first thing in an element that can be used. */
  focusFirst(to?: CommandTarget): Commands {
    return this.#add("focusFirst", to);
  }

  /** Remembers an element, which `popFocus` gives the focus back to. */
  pushFocus(to?: CommandTarget): Commands {
    return this.#add("pushFocus", to);
  }

  /** Gives the focus back to what was remembered last and is still on the page. */
  popFocus(): Commands {
    return this.#add("popFocus", undefined);
  }

  /** Dispatches a DOM event. Its `detail.dispatcher` is the element of the chain. */
  dispatch(event: string, options: DispatchOptions = {}): Commands {
    checkOptions("dispatch", { ...options }, ["to", "detail", "bubbles"]);
    const { to, detail = null, bubbles = true } = options;
    return this.#add("dispatch", to, text("dispatch", "the event", event), detail, bubbles);
  }

  /** Runs the chain that an attribute holds: `js.exec("live-remove", "#modal")`. */
  exec(attribute: string, to?: CommandTarget): Commands {
    return this.#add("exec", to, text("exec", "the attribute", attribute));
  }

  /** Sends an event or a bound action to the server, with the payload of the binding. */
  push(handler: string | EventRef | Action, options: PushOptions = {}): Commands {
    checkOptions("push", { ...options }, ["value", "loading"]);
    const { value, loading } = options;
    const values = value && Object.entries(value).map(([name, each]) => [name, String(each)]);
    const name = handler instanceof EventRef ? handler.event : handler;
    const called = name instanceof Action ? name : text("push", "the event", name);
    const shown = loading === undefined ? null : targetToWire("push", loading);
    return this.#add("push", undefined, called, values && Object.fromEntries(values), shown);
  }

  /** Goes to another page of this site, by a path such as `/todos?done=1`. */
  navigate(url: string, options: VisitOptions = {}): Commands {
    return this.#visit("navigate", url, options);
  }

  /** Changes the query or the hash of the page's URL. */
  patch(url: string, options: VisitOptions = {}): Commands {
    return this.#visit("patch", url, options);
  }

  /** From now on patches leave these attributes alone: `"open"`, `"data-*"`, `"open style"`, `"*"`. */
  ignoreAttributes(names: string, to?: CommandTarget): Commands {
    return this.#add("ignoreAttributes", to, classNames("ignoreAttributes", names));
  }

  /** Has a screen reader say something. */
  announce(message: string): Commands {
    return this.#add("announce", undefined, text("announce", "the message", message));
  }

  /**
   * Shows at once what the server is expected to answer. Taken back when the `push` of this chain is
   * answered, in the same moment as the answer is shown, or when it failed.
   */
  optimistic(chain: Commands | ((empty: Commands) => Commands)): Commands {
    const inner = typeof chain === "function" ? chain(new Commands()) : chain;
    assertUndoable(inner.#ops);
    return this.#add("optimistic", undefined, inner.#ops);
  }

  /** These commands and then those of another chain. */
  concat(other: Commands): Commands {
    return new Commands([...this.#ops, ...other.#ops]);
  }

  /** The chain as data, for `ctx.push`; the page runs it with `slotwire.run(element, chain)`. */
  toJSON(): readonly unknown[] {
    const chain = this[asAttribute]();
    if (!(chain instanceof BoundChain)) return JSON.parse(chain ?? "[]");
    throw new LiveError("COMMAND_WITH_ACTION", { action: chain.actions[0]?.name ?? "" });
  }

  /** What a slot holds of it. */
  [asAttribute](): string | BoundChain | null {
    this.#attribute ??= partsOf(this.#ops);
    return this.#attribute;
  }

  #styled(command: StyledCommand, given: StyledArguments): Commands {
    const { to, args } = styledToWire(command, given);
    return this.#add(command, to, ...args);
  }

  #visit(command: "navigate" | "patch", url: string, options: VisitOptions): Commands {
    checkOptions(command, { ...options }, ["replace"]);
    if (!isVisitable(command, url)) return this;
    return this.#add(command, undefined, url, options.replace ? 1 : undefined);
  }

  #add(name: Name, to: CommandTarget | undefined, ...args: readonly unknown[]): Commands {
    const op: Op = [Command[name], targetToWire(name, to), ...args];
    return new Commands([...this.#ops, withoutEnd(op)]);
  }
}
