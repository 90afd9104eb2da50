// What the core script and the navigation script, which is loaded when a page needs it, ask of each other.
import type { BindingListeners, Posting } from "./interaction-host.js";
import type { LogError } from "./log.js";
import type { Step } from "./step.js";

/** A view out of the document. */
export interface KeptView {
  /** The server lets it rest until it joins again. */
  goAway(): void;
  /** It will not be back. */
  end(): void;
}

/** What the navigation script offers. */
export interface Navigation {
  /**
   * `container`: the view that the server says it of, for which a `patch` has happened already. Without one the page wants it, and
   * the server is to be asked.
   */
  go(step: Step, values: readonly unknown[], container?: Element): void;
}

/** What the core script offers. */
export interface NavigationHost {
  readonly logError: LogError;
  readonly listeners: BindingListeners;
  /** Grows with each event. */
  readonly posts: number;
  /** With an empty handler the payload is a URL, which `params` of the view is told. */
  post(posting: Posting): number;
  isConnected(container: Element): boolean;
  /** New HTML: the page may need more scripts than it has. */
  sessionReceivedMarkup(html: string): void;
  /** The container is in the document: makes its view live; of one that was away, goes on with it. */
  viewAdded(container: Element, kept?: KeptView): void;
  /** The view has ended, and the server may forget it. */
  viewRemoved(container: Element): void;
  /** The container is about to leave the document: its view is kept, until it is added again or ended. */
  viewAway(container: Element): KeptView | undefined;
}

/** What the script's module exports. */
export interface NavigationModule {
  createNavigation(host: NavigationHost): Navigation;
}
