// Random templates, and the two ways in which TSX becomes a rendered: precompiled and at run time.

import { eatsNewline, isVoid } from "../../../src/jsx/elements.js";
import { escapeAttribute, escapeText } from "../../../src/jsx/escape.js";
import { internTemplate } from "../../../src/jsx/intern.js";
import { Fragment, jsx, jsxs } from "../../../src/jsx/jsx.js";
import { type Child, Rendered, type Template } from "../../../src/jsx/rendered.js";
import { type Kind, SlotKind } from "../../../src/wire/template.js";
import { attributes, type Context, contexts, type Inside, staticTexts } from "./grammar.js";
import { createRandom, type Random } from "./random.js";

export type Mode = "precompiled" | "runtime";

/** What a slot of a template is for. */
export type SlotPlace =
  | { readonly type: "child"; readonly context: Context }
  | { readonly type: "attribute"; readonly name: string }
  | { readonly type: "spread" }
  | { readonly type: "content" };

type Piece =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "slot"; readonly slot: number }
  | ElementPiece;

interface ElementPiece {
  readonly type: "element";
  readonly tag: string;
  /** A string is static, a number the slot that holds the value. */
  readonly attributes: readonly (readonly [name: string, value: string | number])[];
  readonly spread: number | null;
  readonly inside: Inside;
  readonly children: readonly Piece[];
}

/** One piece of TSX: what stands between the tags is written out or a slot. */
export interface SourceTemplate {
  readonly pieces: readonly Piece[];
  readonly places: readonly SlotPlace[];
  readonly precompiled: Template;
}

export interface PoolPlace {
  readonly context: Context;
  /** Whether it is one element, or anything that may stand there. */
  readonly hasOneRoot: boolean;
  readonly index: number;
}

const pool = new Map<string, SourceTemplate>();

/** One of the random templates: a process holds a bounded number of them, however many pages it makes. */
export function pooledTemplate(place: PoolPlace): SourceTemplate {
  const name = `${place.context} ${place.hasOneRoot} ${place.index}`;
  let template = pool.get(name);
  if (template === undefined) {
    const seed = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
    template = randomTemplate(createRandom(seed), place);
    pool.set(name, template);
  }
  return template;
}

function randomTemplate(random: Random, { context, hasOneRoot }: PoolPlace): SourceTemplate {
  const places: SlotPlace[] = [];
  const maker = createPieceMaker(random, places);
  const isElement = hasOneRoot || (random.chance(0.5) && contexts[context].elements.length > 0);
  const pieces = isElement ? [maker.element(context, 0)] : maker.pieces(context, 0, 1);
  return { pieces, places, precompiled: precompile(pieces, places) };
}

function createPieceMaker(random: Random, places: SlotPlace[]) {
  const slot = (place: SlotPlace) => places.push(place) - 1;

  function element(context: Context, depth: number): ElementPiece {
    const { elements } = contexts[context];
    const nested = elements.filter(([, inside]) => inside !== "none");
    // Roots hold something more often than not.
    const [tag, inside] = random.pick(depth === 0 && random.chance(0.9) ? nested : elements);
    const spread = random.chance(0.12) ? slot({ type: "spread" }) : null;
    const own = spread === null ? attributePairs() : [];
    if (inside === "none") {
      return { type: "element", tag, attributes: own, spread, inside, children: [] };
    }
    const children: Piece[] =
      inside === "content"
        ? [{ type: "slot", slot: slot({ type: "content" }) }]
        : pieces(inside, depth + 1, depth === 0 ? 1 : 0);
    return { type: "element", tag, attributes: own, spread, inside, children };
  }

  function attributePairs(): (readonly [string, string | number])[] {
    const pairs: (readonly [string, string | number])[] = [];
    for (const name of [...Object.keys(attributes), "live-click"]) {
      if (!random.chance(0.08)) continue;
      const isStatic = name === "title" && random.chance(0.4);
      pairs.push([name, isStatic ? 's "<' : slot({ type: "attribute", name })]);
    }
    return pairs;
  }

  function pieces(context: Context, depth: number, least: number): Piece[] {
    const rules = contexts[context];
    const count = least + random.below(depth > 2 ? 2 : depth === 0 ? 5 : 4);
    const made: Piece[] = [];
    for (let index = 0; index < count; index++) {
      const roll = random.next();
      if (roll < 0.4) made.push({ type: "slot", slot: slot({ type: "child", context }) });
      else if (roll < 0.6 && rules.hasText) {
        made.push({ type: "text", text: random.pick(staticTexts) });
      } else if (rules.elements.length > 0 && depth < 4) made.push(element(context, depth));
    }
    return made;
  }

  return { element, pieces };
}

/** One template with everything static in it, as the precompiler makes it. */
function precompile(pieces: readonly Piece[], places: readonly SlotPlace[]): Template {
  const statics = [""];
  const kinds: Kind[] = [];
  const print = (html: string) => {
    statics[statics.length - 1] += html;
  };
  const cut = (slot: number) => {
    const place = places[slot] as SlotPlace;
    kinds.push(place.type === "attribute" ? place.name : SlotKind[place.type]);
    statics.push("");
  };
  const visit = (piece: Piece) => {
    if (piece.type === "text") return print(escapeText(piece.text));
    if (piece.type === "slot") return cut(piece.slot);
    print(`<${piece.tag}`);
    if (piece.spread !== null) cut(piece.spread);
    for (const [name, value] of piece.attributes) {
      if (typeof value === "number") cut(value);
      else print(` ${name}="${escapeAttribute(value)}"`);
    }
    print(eatsNewline(piece.tag) ? ">\n" : ">");
    piece.children.forEach(visit);
    if (!isVoid(piece.tag)) print(`</${piece.tag}>`);
  };
  pieces.forEach(visit);
  return internTemplate(statics, kinds);
}

export interface Instance {
  readonly template: SourceTemplate;
  readonly values: readonly unknown[];
  readonly key: string | null;
}

/** What the TSX of a template evaluates to. */
export function instantiate(instance: Instance, mode: Mode): Child {
  const { template, values, key } = instance;
  if (mode === "precompiled") return new Rendered(template.precompiled, [...values], key);
  const children = template.pieces.map((piece) => evaluate(piece, values, key));
  if (template.pieces.length === 1 && template.pieces[0]?.type === "element")
    return children[0] as Child;
  return jsxs(Fragment as never, { children }, key ?? undefined);
}

function evaluate(piece: Piece, values: readonly unknown[], key: string | null): unknown {
  if (piece.type === "text") return piece.text;
  if (piece.type === "slot") return values[piece.slot];
  const spread = piece.spread === null ? {} : (values[piece.spread] as object);
  const props: Record<string, unknown> = { ...spread };
  for (const [name, value] of piece.attributes) {
    props[name] = typeof value === "number" ? values[value] : value;
  }
  const children = piece.children.map((child) => evaluate(child, values, null));
  if (children.length === 0) return jsx(piece.tag, props, key ?? undefined);
  if (children.length > 1) return jsxs(piece.tag, { ...props, children }, key ?? undefined);
  return jsx(piece.tag, { ...props, children: children[0] }, key ?? undefined);
}
