// Decides which URLs an app may send a page to, as a browser would read them.

const base = "http://slotwire.invalid";
/** Browsers drop tabs and line breaks and read backslashes as slashes: none may be in a local URL. */
const unsafe = /[\u0000-\u0020\u007f\\]/;

/** A path of this site, such as `/todos?done=1`; never another host in disguise. */
export function isLocalUrl(url: string): boolean {
  if (typeof url !== "string" || !url.startsWith("/") || url.startsWith("//")) return false;
  if (unsafe.test(url) || !URL.canParse(url, base)) return false;
  return new URL(url, base).origin === base;
}

/** An absolute http or https URL. */
export function isWebUrl(url: string): boolean {
  if (typeof url !== "string" || unsafe.test(url) || !URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === "http:" || protocol === "https:";
}
