// The events that a page's own scripts can listen to: of a view they bubble from its container, of a navigation they come from the window.

/** What each event carries as its `detail`. */
export interface LiveEvents {
  /** The view is live: what the page shows is what the server holds. */
  "live:joined": { readonly isRejoin: boolean };
  /** A patch was applied. */
  "live:patched": null;
  /** The connection is gone; the view waits for it to come back. */
  "live:disconnected": null;
  /** The view is live again after `live:disconnected`. */
  "live:reconnected": null;
  /** Events that were sent and never answered: whether they ran is not known. */
  "live:lost": { readonly handlers: readonly string[] };
  /** The server refused an event, or its handler failed. `ref` is 0 when it is not about an event. */
  "live:error": {
    readonly code: string;
    readonly ref: number;
    readonly handler: string | null;
    /** Of what failed on the server, in the app's reports; "" where nothing did. */
    readonly reference: string;
  };
  /** A command shows or hides the element, from which these bubble: it begins, or its transition has ended. */
  "live:show-start": null;
  "live:show-end": null;
  "live:hide-start": null;
  "live:hide-end": null;
  /** What a handler answered with `ctx.reply`. */
  "live:reply": { readonly handler: string | null; readonly value: unknown };
  /** The page is about to go to another URL; prevented, it stays. */
  "live:navigating": Navigated;
  /** The page of the URL is shown, or its view has it. */
  "live:navigated": Navigated;
  /** Nobody has answered; prevented, the browser does not load the page. */
  "live:navigation-failed": Navigated;
}

export interface Navigated {
  readonly url: string;
  /** `pop`: back or forward. */
  readonly kind: "navigate" | "patch" | "pop";
}

export type Dispatch = <Name extends keyof LiveEvents>(
  container: Element,
  name: Name,
  detail: LiveEvents[Name],
) => void;

export const dispatchLive: Dispatch = dispatch;

/** `ctx.push("chart", data)` arrives as the event `live:chart`, its payload as `detail`. */
export function dispatchPushed(container: Element, event: string, payload: unknown): void {
  dispatch(container, `live:${event}`, payload);
}

function dispatch(container: Element, name: string, detail: unknown): void {
  container.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}
