// What a random page is made of, before it is rendered.
import type { Context } from "./grammar.js";
import type { SourceTemplate } from "./template.js";

/** What is on a page; changes share what they leave alone, so that components are skipped. */
export type Model =
  | { readonly type: "value"; readonly value: unknown }
  | { readonly type: "action"; readonly name: string; readonly arg: unknown }
  | { readonly type: "event"; readonly name: string }
  | { readonly type: "raw"; readonly html: string }
  | Block
  | { readonly type: "component"; readonly component: number; readonly model: Model }
  | { readonly type: "keyed"; readonly items: readonly Item[] }
  | { readonly type: "list"; readonly items: readonly Model[] };

export interface Block {
  readonly type: "block";
  readonly template: SourceTemplate;
  readonly slots: readonly Model[];
  readonly key: string | null;
}

export interface Item {
  readonly key: string;
  readonly model: Model;
}

/** Where a model stands. */
export interface Spot {
  readonly context: Context;
  readonly depth: number;
}
