// Messages that are shown once: on their way through an ordinary page load, and in a page that was left and comes back.

/** As `limits.flashMs`; the server reads none that is older. */
const keptSeconds = 60;

/** The server takes the cookie away when it shows a page. The name is the server's too: src/http/flash.ts. */
export function keepFlash(token: unknown): void {
  if (!token) return;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `live-flash-next=${token}; max-age=${keptSeconds}; path=/; samesite=lax${secure}`;
}

/** The session has forgotten what it showed when the user left; its next patch says so. */
export function hideFlash(container: Element): void {
  const shown = [...container.querySelectorAll<HTMLElement>("[live-flash]")];
  // Style sheets overrule `hidden`.
  const display = (value: string): void => {
    for (const { style } of shown) style.display = value;
  };
  display("none");
  // What is there still, shows another one.
  container.addEventListener("live:patched", () => display(""), { once: true });
}
