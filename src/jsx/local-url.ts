// Decides which URLs an app may send a page to, as a browser would read them.

const base = "http://slotwire.invalid";
/** Browsers drop tabs and line breaks and read backslashes as slashes: none may be in a local URL. */
const unsafe = /[\u0000-\u0020\u007f\\]/;

/**
 * Whether a URL is a path of this site, such as `/todos?done=1`, and never another host in disguise: for a
 * `next` of the query, before a visitor is sent there.
 */
export function isLocalUrl(url: string): boolean {
  if (typeof url !== "string" || !url.startsWith("/") || url.startsWith("//")) return false;
  if (unsafe.test(url) || !URL.canParse(url, base)) return false;
  const { origin, pathname } = new URL(url, base);
  // `/.//evil.test` has the path `//evil.test`, which is another host where it is read again.
  return origin === base && !pathname.startsWith("//");
}

/** An absolute http or https URL. Without its slashes it would be a path to a page of the same scheme. */
export function isWebUrl(url: string): boolean {
  if (typeof url !== "string" || unsafe.test(url) || !URL.canParse(url)) return false;
  return /^https?:\/\//i.test(url);
}
