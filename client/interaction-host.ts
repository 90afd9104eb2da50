// What the core script and the two of interaction, which are loaded when a page needs them, ask of each other.
import type { Payload } from "../src/wire/protocol.js";
import type { LogError } from "./log.js";
import type { Step } from "./step.js";

/** What patching tells while it works; all of it is about one view. */
export interface PatchExtension {
  /** The server is about to change an attribute of this element, or something in it. */
  willChange(node: Node): void;
  /** The server's value of this attribute has just been written. */
  wrote(el: Element, name: string): void;
  /** Everything in this element is about to be morphed: what stands elsewhere has to be in its place. */
  willReprint(el: Element): void;
  /** `el` is about to become like `next`, which is not in the document and may be changed. */
  willMorph(el: Element, next: Element): void;
  /** True: the element has left the tree, but stays in the document until the extension removes it. */
  keepsRemoved(el: Element): boolean;
}

/**
 * What happened to the connection of a view. `replacing` and `replaced` stand around the HTML of a fresh mount: the session before it is gone, and from
 * `replaced` on events are for the new one.
 */
export type ViewMoment = "joined" | "disconnected" | "reconnected" | "replacing" | "replaced";

/** How an event ended: a value of `ctx.reply`, or why it was refused, not taken, or lost. */
export interface Outcome {
  readonly value: unknown;
  /** Null: its handler ran. */
  readonly code: string | null;
}

/** Debounce and throttle. */
export interface Pacing {
  /** Whether an event still waits for its time. */
  readonly isPending: boolean;
  /** Sends now, later or never, as the attributes of the control or of the binding say. */
  hold(control: Element, lane: string, event: HeldEvent): void;
  /** Sends what the control holds back, or the controls of the form, at once. */
  flush(target: Element): void;
}

export interface HeldEvent {
  readonly binding: Element;
  /** Of a throttle: the last one is sent at the end, and not dropped. */
  readonly isValue?: boolean | undefined;
  send(): void;
}

/** What is shown while an answer is awaited; it is all taken back before the document changes, and shown anew. */
export interface Shown {
  /** The attribute has another value meanwhile. */
  set(el: Element, name: string, value: string): void;
  /** Takes back what was shown otherwise; the latest comes first. */
  undo(action: () => void): void;
}

/** What the scripts of interaction offer together; it outlives every view. */
export interface Interaction extends PatchExtension, Pacing {
  /** Adds what is new in scripts that were loaded; null stands for one that could not be. */
  add(modules: readonly (PartsModule | null)[]): void;
  /** Whether `live-key` of a binding lets the key through. */
  isWantedKey(binding: Element, event: KeyboardEvent): boolean;
  /** An element waits for the answers of events of these kinds: more may be shown than its attributes. */
  waits(el: Element, kinds: ReadonlySet<string>, shown: Shown): void;
  /** A view of the page, now or later; parts are told of the whole document too, for what is outside of views. */
  rootAdded(root: Element): void;
  /** The view has ended or its container has gone. */
  rootRemoved(root: Element): void;
  moment(container: Element, moment: ViewMoment): void;
  /** A patch or a morph begins; `refs` are the events that it answers. */
  willPatch(container: Element, refs: readonly number[]): void;
  patched(container: Element): void;
  /** `ctx.push`; false: the script with the parts that hear of it is not there. */
  pushed(container: Element, event: string, payload: unknown): boolean;
  /** Runs a chain of commands for a binding. */
  run(chain: string, call: ChainCall): void;
}

export interface ChainCall {
  readonly el: Element;
  /** `click`, `submit`, …: what a push of the chain is shown as while it waits. */
  readonly kind: string;
  /** What a push of the chain carries. */
  readonly payload?: Payload | string | undefined;
  /** The control, or the form, whose values the payload carries. */
  readonly source?: Element | null | undefined;
}

/** One event for the server. */
export interface Posting {
  /** The name of an event, or `@` and a fingerprint. Empty: the payload is a URL. */
  readonly handler: string;
  /** Stands for the view, and for the boundary where the fingerprint is looked for. */
  readonly el: Element;
  readonly payload?: Payload | string | undefined;
  /** The control, or the form, whose values the payload carries: its value is the user's until the answer. */
  readonly source?: Element | null | undefined;
  /** What `live-loading` says on `loading` while the answer is awaited. */
  readonly kind?: string;
  /** What is shown as waiting; `el` unless told. */
  readonly loading?: readonly Element[];
  /** Sent before what waits for a new session. */
  readonly isFirst?: boolean;
  /** Called once, after the patch that answers was applied. */
  readonly done?: (outcome: Outcome) => void;
}

/** What a binding sends, and how. */
export interface Sending {
  readonly payload: Payload | string | undefined;
  /** The control, or the form, whose values the payload carries. */
  readonly source?: Element | null | undefined;
  /** What is held back apart from the rest by a tempo; absent: nothing is held back. */
  readonly lane?: string;
  /** The control that a tempo is kept for, or the button that was pressed. */
  readonly control?: Element | null;
  /** Of a throttle: the last one is sent at the end, and not dropped. */
  readonly isValue?: boolean | undefined;
}

/** Where every binding of the page goes through, whoever listens for its event. */
export interface BindingListeners {
  /**
   * The closest element at or above `from`, the event's target unless told, whose binding takes the event. The search
   * ends at the view that `from` is in, and at `live-stop`.
   */
  bindingAt(event: Event, attribute: string, from?: Element | null): Element | null;
  /** What `live-click` does with a click. */
  clicked(event: MouseEvent, target: Element): void;
  /** Sends what the binding holds for this event, as its modifiers and its tempo say. */
  send(event: Event, attribute: string, binding: Element, sending: Sending): void;
}

/** What the core script offers. */
export interface InteractionHost {
  readonly logError: LogError;
  readonly listeners: BindingListeners;
  /** Sends at once, or when the view is joined. Returns the ref; 0: there is no such view, or its queue is full. */
  post(posting: Posting): number;
  /** The container of a live view around an element. */
  containerOf(el: Element): Element | null;
  /** Goes to a page of this site, as the navigation script does. */
  go(step: Step, values: readonly unknown[]): void;
  isConnected(container: Element): boolean;
}

/** Hooks, commands, a kind of bindings: each takes the moments that it needs. */
export type Part = Partial<Omit<Interaction, "pushed">> & {
  /** Called once, before it is told of any view. */
  start?(): void;
  pushed?(container: Element, event: string, payload: unknown): void;
};

/** The parts there are; a page may have some of them. */
export interface Parts {
  readonly portals: Part;
  readonly forms: Part;
  readonly hooks: Part;
  readonly anyEvent: Part;
  readonly viewport: Part;
  readonly clickAway: Part;
  readonly keys: Part & Pick<Interaction, "isWantedKey">;
  readonly commands: Part & Pick<Interaction, "run">;
  readonly lifecycle: Part;
  readonly traps: Part;
  readonly announcer: Part;
  readonly locks: Pick<Interaction, "waits">;
  readonly pace: Pacing;
}

/** What a script of interaction exports. */
export interface PartsModule {
  /** The same in each of them: a page calls the one of the script that is there first. */
  createInteraction(host: InteractionHost): Interaction;
  createParts(host: InteractionHost, all: Interaction): Partial<Parts>;
}
