// What the methods of a chain of commands take besides a target.
import type { CommandTarget, Transition } from "./command-checks.js";

/** What can be written as text. */
export type Plain = string | number | boolean | bigint;

/** Of `addClass`, `removeClass`, `toggleClass` and `hide`. */
export interface TransitionOptions {
  /** Classes for as long as the change is shown. */
  readonly transition?: Transition;
}

/** Of `show`. */
export interface ShowOptions extends TransitionOptions {
  /** The value of CSS `display`; unless told what the page's own styles give, else that of the tag. */
  readonly display?: string;
}

/** Of `toggle`. */
export interface ToggleOptions {
  readonly in?: Transition;
  readonly out?: Transition;
  readonly display?: string;
}

/** Of `dispatch`. */
export interface DispatchOptions {
  readonly to?: CommandTarget;
  /** Plain data, the `detail` of the event. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** True unless told. */
  readonly bubbles?: boolean;
}

/** Of `push`. */
export interface PushOptions {
  /** Added to the payload, over `live-value-*`; arrives as text, as everything of a payload does. */
  readonly value?: Readonly<Record<string, Plain>>;
  /** Elements that are marked as waiting beside the one of the binding. */
  readonly loading?: CommandTarget;
}

/** Of `navigate` and `patch`. */
export interface VisitOptions {
  /** Replaces the entry of the history instead of adding one. */
  readonly replace?: boolean;
}
