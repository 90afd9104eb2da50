// The page of a client of the chaos suite: HTML that patches change, read and clicked as a user would.
import type { Op } from "../../../src/wire/patch.js";
import { Replay } from "../tree-replay/replay.js";

/** A button for a bound action, and what it is for. */
export interface Button {
  readonly act: string;
  readonly item: number;
  readonly handler: string;
  readonly boundary: number;
}

export class ChaosPage {
  #replay: Replay;
  /** How often the server sent all of it again. */
  wholes: number;

  constructor(container: string, wholes = 0) {
    this.wholes = wholes;
    this.#replay = new Replay(container);
  }

  /** Throws on whatever a patch may not say. */
  apply(parts: readonly unknown[]): void {
    const whole = wholeIn(parts);
    if (whole !== null) {
      this.wholes += 1;
      this.#replay = new Replay(whole);
      return;
    }
    const [first] = parts as [readonly unknown[]];
    const hasTemplates = typeof first[0] === "string";
    const templates = hasTemplates ? (first as never) : [];
    this.#replay.apply({ templates, ops: parts.slice(hasTemplates ? 1 : 0) as readonly Op[] });
  }

  /** Another process runs what the page shows, and has told it of no template. */
  ownerChanged(): void {
    this.#replay = new Replay(this.#replay.print());
  }

  print(): string {
    return this.#replay.print();
  }

  /** Null when nothing on the page has this id. */
  text(name: string): string | null {
    return new RegExp(` id="${name}"[^>]*>([^<]*)<`).exec(this.print())?.[1] ?? null;
  }

  /** `id:text` of the keyed list. */
  items(): readonly string[] {
    const pattern = /<li l=\d+[^>]*>([^<]*)<.*?data-item="(\d+)"/gs;
    return [...this.print().matchAll(pattern)].map(([, text, item]) => `${item}:${text}`);
  }

  buttons(): readonly Button[] {
    const found: Button[] = [];
    for (const [, id, inside] of this.print().matchAll(/<li l=(\d+)[^>]*>(.*?)<\/li>/gs)) {
      const pattern = /data-act="(\w+)" data-item="(\d+)" live-click="([^"]+)"/g;
      for (const [, act, item, handler] of (inside as string).matchAll(pattern)) {
        found.push({
          act: act as string,
          item: Number(item),
          handler: handler as string,
          boundary: Number(id),
        });
      }
    }
    return found;
  }
}

/** The HTML of boundary 1, when that is what a patch brings. */
export function wholeIn(parts: readonly unknown[]): string | null {
  const [op] = parts as readonly (readonly unknown[])[];
  const isWhole = parts.length === 1 && op?.[0] === 1 && String(op[1]).startsWith("<");
  return isWhole ? (op?.[1] as string) : null;
}

/** The container of the one view in a document or in the answer to a rejoin. */
export function containerIn(html: string): { readonly html: string; readonly token: string } {
  const start = html.indexOf("<div l=1 ");
  let depth = 0;
  for (const match of html.slice(start).matchAll(/<(\/?)div\b/g)) {
    depth += match[1] === "" ? 1 : -1;
    if (depth > 0) continue;
    const container = html.slice(start, start + match.index + "</div>".length);
    const token = / live="([^"]+)"/.exec(container)?.[1] as string;
    // The attributes of a container are no part of what patches change.
    return { html: container.replace(/^<div l=1[^>]*>/, "<div l=1>"), token };
  }
  throw new Error("no view in the page");
}
