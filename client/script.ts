// The script tag's entry: starts the page with the base path that the script itself was loaded from.
import { type LivePage, startPage } from "./start.js";

declare global {
  /** The file names of the scripts that were built with this one. */
  const __INTERACTION__: string;
  const __NAVIGATION__: string;
  const __MORPH__: string;
  const __FALLBACK__: string;
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
  {
    interaction: () => import(path + __INTERACTION__),
    navigation: () => import(path + __NAVIGATION__),
    replacing: () => import(path + __MORPH__),
    fallback: () => import(path + __FALLBACK__),
  },
);
