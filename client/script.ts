// The script tag's entry: starts the page with the base path that the script itself was loaded from.
import { type LivePage, startPage } from "./start.js";

declare global {
  /** In the file names of the scripts that were built with this one. */
  const __BUILD__: string;
  interface Window {
    /** The handle on this page's live views. With `data-manual` on the script, call its `connect()`. */
    slotwire?: LivePage;
  }
}

// Read now: it is null once this script has run.
const script = document.currentScript as HTMLScriptElement | null;
const path = script?.src ? new URL(".", script.src).pathname : "/live/";

window.slotwire ??= startPage(
  { path, connect: script?.dataset.manual === undefined },
  (name) => import(`${path}${name}-${__BUILD__}.js`),
);
