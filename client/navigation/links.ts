// Links with `live-nav`: which clicks are for this script, and which are the browser's.
import { heldModifiers } from "../events/modifiers.js";
import type { NavigationHost } from "../navigation-host.js";
import { pathOf, placeOf } from "./place.js";

/** A link of this site that does not load the page. */
export interface Linked {
  readonly link: Element;
  readonly url: URL;
  readonly kind: "navigate" | "patch";
  readonly isReplacing: boolean;
}

const selector = "a[live-nav],area[live-nav]";

/** Where a link leads, or null: that is left to the browser. */
export function linkedBy(link: Element): Linked | null {
  const href = link.getAttribute("href");
  const url = href === null ? null : placeOf(href);
  const target = link.getAttribute("target");
  if (!url || link.hasAttribute("download") || (target && target.toLowerCase() !== "_self"))
    return null;
  // A part of this page; also without a name: the top.
  if (href?.includes("#") && pathOf(url) === pathOf(location)) return null;
  const kind = link.getAttribute("live-nav") === "patch" ? "patch" : "navigate";
  return { link, url, kind, isReplacing: link.hasAttribute("live-replace") };
}

export function listenToLinks(host: NavigationHost, followed: (linked: Linked) => void): void {
  // Before the listeners of the document: a navigation begins before the commands of the same click.
  document.documentElement.addEventListener("click", (event) => {
    const target = event.target as Element;
    const link = target.closest?.(selector);
    if (!link || event.defaultPrevented || event.button !== 0 || heldModifiers(event).length > 0)
      return;
    const linked = linkedBy(link);
    if (!linked) return;
    followed(linked);
    // What was prevented is no click for the others, who are to hear of it all the same.
    host.listeners.clicked(event, target);
    event.preventDefault();
  });
}
