// What tsc knows of the `live-*` attributes.
import type { Action, EventRef } from "./action.js";
import type { Commands } from "./commands.js";

/** What an event of the page calls: an event by name, a reference to one, an action with its argument bound, or commands. */
export type Handler = string | EventRef | Action | Commands | null | undefined | false;

/** An amount of milliseconds, or "blur": when the control loses focus. */
type Wait = number | `${number}` | "blur";

type Moment =
  | "click"
  | "click-away"
  | "submit"
  | "change"
  | "input"
  | "keydown"
  | "keyup"
  | "focus"
  | "blur"
  | "viewport-top"
  | "viewport-bottom"
  | "connected"
  | "disconnected"
  | "mounted"
  | "remove";

/** For all bindings of the element; or for those that are named, with spaces between: `"keydown dragover"`. */
type Modifier = boolean | string;

/** The bindings that every element takes; `live-value-*` names are free, so tsc can not check them. */
export type Bindings = {
  readonly [Name in `live-${Moment}`]?: Handler;
} & {
  /** Any event that reaches the element, or that only the window has. */
  readonly [Name in `live-on-${string}` | `live-window-${string}`]?: Handler;
} & {
  readonly [Name in `live-value-${string}`]?: string | number | bigint | boolean | null;
} & {
  /** Waits until no event came for so long. */
  readonly "live-debounce"?: Wait;
  /** At most one event in so long. */
  readonly "live-throttle"?: number | `${number}`;
  /** The keys that count, as `KeyboardEvent.key` says them: `Enter`, `ctrl+s`, `ArrowUp ArrowDown`. */
  readonly "live-key"?: string;
  /** What the browser would do with the event itself is not done. */
  readonly "live-prevent"?: Modifier;
  /** The event ends here: bindings further out, and of the window, do not see it. */
  readonly "live-stop"?: Modifier;
  /** Only the first event counts. */
  readonly "live-once"?: Modifier;
  /**
   * Shown instead of the banner of a lost connection, and hidden otherwise; with a value only when it is
   * just that: no network, a page that tries to come back, or one that will not.
   */
  readonly "live-offline"?: boolean | "offline" | "reconnecting" | "gone";
  /** Only events of the element itself count, and not of what is in it. */
  readonly "live-self"?: Modifier;
  /** With `live-viewport-*`: the element that counts as the list where it is asked whether it was scrolled past. */
  readonly "live-viewport-overrun-target"?: string;
  /** A hook of the app's scripts: its name, or what `hook(name, props)` makes. */
  readonly "live-hook"?: string | null;
  /** Puts what is in the element at the end of another one, named by a selector. */
  readonly "live-portal"?: string | null;
  /** Keeps the focus in the element while it is to be seen. */
  readonly "live-trap"?: boolean;
  readonly "live-update"?: "ignore";
  /** The text of an element that is disabled while its event, or its form's, is on the way; empty: disabled only. */
  readonly "live-disable-with"?: string;
  /** Of a form with `live-submit`: empties it to its first values as soon as it is sent. */
  readonly "live-reset"?: boolean;
  /** Of a form: another value than before empties it to its first values. `<Form>` writes it. */
  readonly "live-form"?: string;
  /** Of a control: the server's value counts even while somebody is in it, unless an event with its value is unanswered. */
  readonly "live-patch-focused"?: boolean;
  /** Of a form or a control: its changes do not say which controls were not used yet. */
  readonly "live-no-unused"?: boolean;
  /** Of a form: when the server turns it on, the browser submits the form to its `action`. */
  readonly "live-trigger"?: boolean;
  readonly "live-recover"?: Handler | "ignore";
  /** Of a link: another page without a load, or another query or hash of this view. */
  readonly "live-nav"?: "patch" | "navigate";
  /** With `live-nav`: the page of the link takes the place of this one in the history. */
  readonly "live-replace"?: boolean;
  /** With `live-nav`: fetches the page when the user is about to click the link, or when the link is in view. */
  readonly "live-prefetch"?: boolean | "visible";
  /** Of an element with an id: how far it is scrolled is restored with the page. */
  readonly "live-scroll"?: boolean;
  /** Of an element that shows a message once: it is not seen again in a page that the user comes back to. */
  readonly "live-flash"?: boolean;
  /** Of a link, or of what is around it: navigations are View Transitions, where the browser has them. */
  readonly "live-transition"?: boolean;
  /** Of any element, such as `html`: no bar while a page is awaited. */
  readonly "live-progress"?: "off";
};
