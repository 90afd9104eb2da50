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

function load<Module>(name: string): Promise<Module> {
  return import(`${path}${name}-${__BUILD__}.js`);
}

window.slotwire ??= startPage(
  { path, connect: script?.dataset.manual === undefined },
  {
    interaction: () => load("interaction"),
    navigation: () => load("navigation"),
    replacing: () => load("morph"),
    fallback: () => load("fallback"),
    later: () => load("later"),
  },
);
