// Views inside views, as the page sees them: fetched where their elements come later, ended where they go.
import { backoffMs } from "../delays.js";
import type { NavigationHost } from "../navigation-host.js";
import { loadPageOnce } from "../page-load.js";
import { askForView } from "../rejoin.js";

/** A view that cannot be mounted is not asked for again and again. */
const maxFailures = 3;
const maxRetries = 8;
/** A failure may be over in a moment, but not at once. */
const patience = 1;

const views = "[live-embed]";

export class NestedViews {
  readonly #host: NavigationHost;
  /** By what the page was given to ask for them with. */
  readonly #failures = new Map<string, number>();

  constructor(host: NavigationHost) {
    this.#host = host;
  }

  start(): void {
    const observer = new MutationObserver((records) => {
      for (const { removedNodes, addedNodes } of records) {
        for (const el of viewsIn(removedNodes)) if (!el.isConnected) this.#host.viewRemoved(el);
        for (const el of viewsIn(addedNodes)) if (el.isConnected) this.#added(el);
      }
    });
    observer.observe(document.body, { childList: true, subtree: true });
    for (const el of document.querySelectorAll(views)) this.#added(el);
  }

  #added(el: Element): void {
    const token = el.getAttribute("live-embed") ?? "";
    if (!el.hasAttribute("live")) {
      const failures = this.#failures.get(token) ?? 0;
      const waitMs = failures > 0 ? backoffMs(failures + patience) : 0;
      if (failures < maxFailures) setTimeout(() => this.#fetch(el, token), waitMs);
    } else if (!el.hasAttribute("live-state")) {
      this.#failures.delete(token);
      this.#host.sessionReceivedMarkup(el.outerHTML);
      this.#host.viewAdded(el);
    }
  }

  async #fetch(el: Element, token: string, attempt = 0): Promise<void> {
    if (!el.isConnected) return;
    const answer = await askForView(el);
    if (!el.isConnected) return;
    if (answer.kind === "view" && answer.container) {
      if (answer.origin === "failed") {
        this.#failures.set(token, (this.#failures.get(token) ?? 0) + 1);
      }
      el.replaceWith(answer.container);
    } else if (answer.kind === "retry" && attempt < maxRetries) {
      setTimeout(() => this.#fetch(el, token, attempt + 1), backoffMs(attempt + 1));
    } else if (!loadPageOnce(answer.url)) {
      this.#host.logError("GAVE_UP", "", answer.kind, "server");
    }
  }
}

/** Of the nodes and in them, those around others first. */
function viewsIn(nodes: NodeList): readonly Element[] {
  return [...nodes].flatMap((node) => {
    if (!(node instanceof Element)) return [];
    return [...(node.matches(views) ? [node] : []), ...node.querySelectorAll(views)];
  });
}
