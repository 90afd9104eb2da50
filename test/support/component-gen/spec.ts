// Random pages with stateful components as plain data, and what they look like by the rules, without a tree.
import type { Random } from "../tree-gen/random.js";

/** What a page shows. A cell is a stateful component; a bomb throws when it is lit. */
export type Spec =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bomb"; readonly isLit: boolean }
  | { readonly kind: "element" | "function"; readonly children: readonly Spec[] }
  | { readonly kind: "keyed" | "list"; readonly children: readonly Spec[]; readonly salt: number }
  | Cell;

export interface Cell {
  readonly kind: "cell";
  readonly id: string;
  readonly label: string;
  readonly children: readonly Spec[];
}

/** How a cell looks is its own affair: an element, another one, several roots, nothing, a component; or it throws. */
export const looks = ["p", "section", "several", "nothing", "function", "throws"] as const;
export type Look = (typeof looks)[number];

export interface CellState {
  readonly count: number;
  readonly look: Look;
}

/** Cells whose id begins with this have an error boundary. */
export const guarded = "g";
export const ids = ["a", "b", "c", "d", "e", "g1", "g2", "g3"];

export function firstLook(id: string): Look {
  return looks[(id.codePointAt(0) ?? 0) % 4] as Look;
}

/** A page in which no id stands twice. */
export function randomSpec(random: Random): Spec {
  const free = ids.filter(() => random.chance(0.7));
  return { kind: "element", children: several(random, { free, depth: 0 }) };
}

interface Making {
  readonly free: string[];
  readonly depth: number;
}

function several(random: Random, { free, depth }: Making): Spec[] {
  const count = depth > 4 ? 0 : random.below(4);
  return Array.from({ length: count }, () => one(random, { free, depth: depth + 1 }));
}

function one(random: Random, making: Making): Spec {
  const children = () => several(random, making);
  const roll = random.below(20);
  if (roll < 3) return { kind: "text", text: random.pick(["x", "y", "<"]) };
  if (roll < 4) return { kind: "bomb", isLit: random.chance(0.3) };
  if (roll < 6) return { kind: random.pick(["element", "function"]), children: children() };
  if (roll < 10) return { kind: random.pick(["keyed", "list"]), children: children(), salt: 0 };
  const at = random.below(making.free.length);
  const [id] = making.free.splice(at, 1);
  if (id === undefined) return { kind: "text", text: "none left" };
  return { kind: "cell", id, label: random.pick(["k", "l"]), children: children() };
}

/** The same page with something else in one place, or with its lists in another order. */
export function mutateSpec(spec: Spec, random: Random): Spec {
  if (!("children" in spec)) return spec.kind === "bomb" ? { ...spec, isLit: !spec.isLit } : spec;
  const children = spec.children.map((child) =>
    random.chance(0.5) ? mutateSpec(child, random) : child,
  );
  if (random.chance(0.3)) children.reverse();
  if (random.chance(0.15)) children.pop();
  if (spec.kind === "cell" && random.chance(0.3)) return { ...spec, children, label: "m" };
  return { ...spec, children };
}

/** What a cell with a boundary shows when it broke. */
export const fallback = (id: string) => `<i>${id} broke</i>`;

export interface Rules {
  readonly states: ReadonlyMap<string, CellState>;
  /** Cells that broke in an earlier turn, and that nothing has rendered since. */
  readonly broken?: ReadonlySet<string>;
}

/** What the page looks like, and which cells it shows; throws as the page does. */
export function printSpec(spec: Spec, { states, broken }: Rules, shown: Set<string>): string {
  const inside = (children: readonly Spec[], into: Set<string>): string =>
    children.map((child) => print(child, into)).join("");
  const print = (each: Spec, into: Set<string>): string => {
    switch (each.kind) {
      case "text":
        return each.text.replace("<", "&lt;");
      case "bomb":
        if (each.isLit) throw new Error("lit");
        return "";
      case "element":
        return `<div>${inside(each.children, into)}</div>`;
      case "keyed":
        return inside(each.children, into);
      case "function":
      case "list":
        return inside(each.children, into);
      case "cell":
        return printCell(each, into);
    }
  };
  const printCell = (cell: Cell, into: Set<string>): string => {
    into.add(cell.id);
    if (broken?.has(cell.id)) return fallback(cell.id);
    const state = states.get(cell.id) ?? { count: 0, look: firstLook(cell.id) };
    const own = new Set<string>();
    try {
      const html = printLook(cell, state, () => inside(cell.children, own));
      for (const id of own) into.add(id);
      return html;
    } catch (error) {
      if (!cell.id.startsWith(guarded)) throw error;
      return fallback(cell.id);
    }
  };
  return print(spec, shown);
}

function printLook({ id, label }: Cell, { count, look }: CellState, inside: () => string): string {
  const text = `${id}${label}${count}`;
  if (look === "throws") throw new Error("look");
  if (look === "nothing") return "";
  if (look === "several") return `${text}<hr>${inside()}`;
  if (look === "function") return `<div>${text}${inside()}</div>`;
  return `<${look}>${text}${inside()}</${look}>`;
}
