// A request of a page that goes to another one of its site, and the name of what stands around it.
import type { Visitor } from "./visitor.js";

/** The layout that a page's document says it has. */
export async function layoutOf(visitor: Visitor, path: string): Promise<string> {
  const { html } = await visitor.get(path);
  return / live-layout="([\w-]{8})"/.exec(html)?.[1] ?? "";
}

export function navigation(layout: string, kind = "navigate"): RequestInit {
  return { headers: { "live-nav": kind, "live-layout": layout } };
}
