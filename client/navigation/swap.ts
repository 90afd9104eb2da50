// Puts another view in the place of the present one, and moves to it what stays over navigations.
import type { KeptView, NavigationHost } from "../navigation-host.js";

export interface Swap {
  readonly old: Element;
  readonly next: Element;
  /** The views in `next` that were away. */
  readonly kept?: ReadonlyMap<Element, KeptView> | undefined;
}

/** The view that navigations replace: no view in another one, and none that stays. */
export function mainView(): Element | null {
  for (const el of document.querySelectorAll("[live]:not([live-sticky],[live-embed])")) {
    if (!el.parentElement?.closest("[live]")) return el;
  }
  return null;
}

/** Returns the views that are out of the document now. */
export function swap(
  host: NavigationHost,
  { old, next, kept }: Swap,
): ReadonlyMap<Element, KeptView> {
  // Both are in the document for a moment: what moves from one to the other goes on as it was.
  old.after(next);
  const moved = new Set([...old.querySelectorAll("[live][live-sticky][id]")].filter(moveTo(next)));
  const left = new Map<Element, KeptView>();
  for (const el of viewsIn(old)) {
    const view = host.viewAway(el);
    if (view) left.set(el, view);
  }
  old.remove();
  for (const el of viewsIn(next)) if (!isIn(moved, el)) host.viewAdded(el, kept?.get(el));
  host.sessionReceivedMarkup(next.outerHTML);
  return left;
}

/** The container and the views in it. */
function viewsIn(container: Element): readonly Element[] {
  return [container, ...container.querySelectorAll("[live]")];
}

/** Moves a view to where the other page has a place for it; false: it has none. */
function moveTo(next: Element): (sticky: Element) => boolean {
  return (sticky) => {
    const place = next.querySelector(`#${CSS.escape(sticky.id)}[live-embed]:not([live])`);
    const parent = place?.parentElement;
    if (!place || !parent) return false;
    // Its place in the page that is left, for when the user comes back.
    const left = place.cloneNode() as Element;
    sticky.before(left);
    // What the routes of the two pages know it by, should the server lose it.
    copyAsked(sticky, left);
    copyAsked(place, sticky);
    if ("moveBefore" in parent) parent.moveBefore(sticky, place);
    else place.before(sticky);
    place.remove();
    return true;
  };
}

function copyAsked(from: Element, to: Element): void {
  to.setAttribute("live-embed", from.getAttribute("live-embed") ?? "");
}

function isIn(moved: ReadonlySet<Element>, el: Element): boolean {
  return [...moved].some((each) => each.contains(el));
}
