// View Transitions around a change of the page, where the browser has them and the app wants them.
import { isStill } from "./progress.js";

/** `live-transition` on the link or around it, or on the document, asks for one. */
export async function withTransition(link: Element | undefined, change: () => void): Promise<void> {
  const { documentElement } = document;
  const isWanted = (link ?? documentElement).closest("[live-transition]") && !isStill();
  const transition = isWanted && document.startViewTransition?.(change);
  if (!transition) return change();
  // The next one ends it before it was seen: the page changes all the same.
  transition.ready.catch(() => {});
  await transition.updateCallbackDone;
}
