// Which addresses a page may go to without being loaded.

/** The address as a page of this site, or null: another origin, no address of the web, or one with a password in it. */
export function placeOf(text: string): URL | null {
  try {
    const url = new URL(text, document.baseURI);
    // Of a blob the origin is this one, too.
    const isWeb = /^https?:$/.test(url.protocol) && !url.username && !url.password;
    return isWeb && url.origin === location.origin ? url : null;
  } catch {
    return null;
  }
}

/** Path and query: what a server is asked for. */
export function pathOf({ pathname, search }: URL | Location): string {
  return pathname + search;
}
