// The elements of a view, wherever in the document they stand.
import { holds } from "../portal-links.js";

export function allIn<Found extends Element>(root: Element, selector: string): Found[] {
  const ported = [...document.querySelectorAll<Found>(`[live-ported] :is(${selector})`)];
  return [
    ...root.querySelectorAll<Found>(selector),
    ...ported.filter((el) => !root.contains(el) && holds(root, el)),
  ];
}
