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

type WindowMoment =
  | "keydown"
  | "keyup"
  | "focus"
  | "blur"
  | "resize"
  | "scroll"
  | "online"
  | "offline";

/** The bindings that every element takes; `live-value-*` names are free, so tsc can not check them. */
export type Bindings = {
  readonly [Name in `live-${Moment}` | `live-window-${WindowMoment}`]?: Handler;
} & {
  readonly [Name in `live-value-${string}`]?: string | number | bigint | boolean | null;
} & {
  /** Waits until no event came for so long. */
  readonly "live-debounce"?: Wait;
  /** At most one event in so long. */
  readonly "live-throttle"?: number | `${number}`;
  /** The one key that counts, as `KeyboardEvent.key` says it. */
  readonly "live-key"?: string;
  readonly "live-hook"?: string;
  readonly "live-update"?: "ignore";
  /** The text of a button while its event is on the way. */
  readonly "live-disable-with"?: string;
  /** Of a form with `live-submit`: empties it to its first values as soon as it is sent. */
  readonly "live-reset"?: boolean;
  /** Of a form: another value than before empties it to its first values. `<Form>` writes it. */
  readonly "live-form"?: string;
  /** Of a form or a control: its changes do not say which controls were not used yet. */
  readonly "live-no-unused"?: boolean;
  /** Of a form: when the server turns it on, the browser submits the form to its `action`. */
  readonly "live-trigger"?: boolean;
  readonly "live-recover"?: Handler | "ignore";
  readonly "live-nav"?: "patch" | "navigate";
  readonly "live-prefetch"?: boolean;
};
