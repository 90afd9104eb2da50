// The last resort: an ordinary page load, at most one in a while, so that nothing can make a page load forever.
import { logError } from "./log.js";

const storageKey = "live:load";
const windowMs = 30_000;

/** Goes to `url`, or loads the present page again; false: it did so a moment ago and must not. */
export function loadPageOnce(url: string): boolean {
  try {
    const sinceMs = Date.now() - Number(sessionStorage.getItem(storageKey));
    // A clock that was set back must not forbid loads for hours.
    if (sinceMs >= 0 && sinceMs < windowMs) return false;
    sessionStorage.setItem(storageKey, String(Date.now()));
  } catch {
    // Without storage (blocked by the user) nothing would stop a loop.
    return false;
  }
  // To the present URL with a hash, `replace` would only scroll.
  if (url === location.href && location.hash) location.reload();
  else location.replace(url);
  return true;
}

/** Where the server sends the user. Anything but http(s) is not a place to go. */
export function visit(url: string): void {
  const { href, protocol } = new URL(url, location.href);
  if (/^https?:$/.test(protocol)) location.assign(href);
  else logError("BAD_URL", "", url, "app");
}
