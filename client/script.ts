// The script tag's entry: starts the page with the base path that the script itself was loaded from.
import { type LivePage, start } from "./index.js";

declare global {
  interface Window {
    /** The handle on this page's live views. With `data-manual` on the script, call its `connect()`. */
    slotwire?: LivePage;
  }
}

// Read now: it is null once this script has run.
const script = document.currentScript as HTMLScriptElement | null;
const path = script?.src ? new URL(".", script.src).pathname : "/live";

window.slotwire ??= start({ path, connect: script?.dataset.manual === undefined });
