// A message that the next page is to show, as the server has given it, on its way through an ordinary page load.

/** As `limits.flashMs`; the server reads none that is older. */
const keptSeconds = 60;

/** The server takes the cookie away when it shows a page. The name is the server's too: src/http/flash.ts. */
export function keepFlash(token: unknown): void {
  if (!token) return;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `live-flash-next=${token}; max-age=${keptSeconds}; path=/; samesite=lax${secure}`;
}
