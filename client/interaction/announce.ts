// Says something to those who hear the page instead of seeing it, without moving their focus.
import type { Part } from "../interaction-host.js";

/** Twice the same text is twice the same DOM, which nobody would read out. */
const invisible = "\u200b";

const regions = new Map<string, HTMLElement>();

/** `isAssertive`: interrupts what is being read; for what cannot wait. */
export function announce(text: string, isAssertive = false): void {
  const region = regionOf(isAssertive ? "alert" : "status");
  region.textContent = region.textContent === text ? text + invisible : text;
}

function regionOf(role: string): HTMLElement {
  let region = regions.get(role);
  if (!region) {
    region = document.createElement("div");
    region.setAttribute("role", role);
    // Written by a script's own properties, which every content security policy allows.
    region.style.cssText =
      "position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
    regions.set(role, region);
  }
  // A layout's script may have emptied the body.
  if (!region.isConnected) document.body.append(region);
  return region;
}

/** `ctx.push("live:announce", "Saved")`, or `{ text, isAssertive }`. */
export const announcer: Part = {
  pushed(_container: Element, event: string, payload: unknown): void {
    if (event !== "live:announce") return;
    const { text, isAssertive } = Object(payload) as { text?: unknown; isAssertive?: unknown };
    announce(String(text ?? payload), isAssertive === true);
  },
};
