// The last resort: an ordinary page load, at most one in a while, so that nothing can make a page load forever.

const storageKey = "live:load";
const windowMs = 30_000;

/** Whether this tab may load a page on its own now; notes that it did. */
function claimLoad(): boolean {
  try {
    const last = Number(sessionStorage.getItem(storageKey));
    const now = Date.now();
    // A clock that was set back must not forbid loads for hours.
    if (now - last < windowMs && now >= last) return false;
    sessionStorage.setItem(storageKey, String(now));
    return true;
  } catch {
    // Without storage (blocked by the user) nothing would stop a loop.
    return false;
  }
}

/** Goes to `url`, or loads the present page again; false: it did so a moment ago and must not. */
export function loadPageOnce(url: string = location.href): boolean {
  if (!claimLoad()) return false;
  // To the present URL with a hash, `replace` would only scroll.
  if (url === location.href && location.hash) location.reload();
  else location.replace(url);
  return true;
}

/** Where the server sends the user. Anything but http(s) is not a place to go. */
export function visit(url: string): boolean {
  const target = new URL(url, location.href);
  if (!/^https?:$/.test(target.protocol)) return false;
  location.assign(target.href);
  return true;
}
