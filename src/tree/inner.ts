// What stands inside of components that are skipped, and is rendered all the same: found in the tree, and reconciled where it is.
import type { Component } from "../jsx/rendered.js";
import type { InPlace, Place } from "./in-place.js";
import { childrenOf, Node, type Retained, RowList, TransparentCall } from "./node.js";
import { invalidatePath } from "./sweep.js";
import type { Turn } from "./turn.js";

/** The content of live layouts: a component whose props never change, and which renders something else each time. */
export class Inner {
  readonly #component: Component;
  #places: readonly Place[] | null = null;

  constructor(component: Component) {
    this.#component = component;
  }

  /** False: what is around it has to be rendered too, which nothing will skip then. */
  render(root: Node, { turn, inPlace }: { turn: Turn; inPlace: InPlace }): boolean {
    this.#places ??= placesOf(this.#component, root);
    const beyond = this.#places.filter((place) => !inPlace.render(place));
    for (const { place } of beyond) invalidatePath(root, place, turn);
    return beyond.length === 0;
  }

  /** Where it stands is known as long as nothing but texts and attributes changed. */
  treeChanged(turn: Turn): void {
    if (turn.hasStructure) this.forget();
  }

  forget(): void {
    this.#places = null;
  }
}

function placesOf(component: Component, root: Node): readonly Place[] {
  const places: Place[] = [];
  const visit = (value: Retained, above: Node): void => {
    if (typeof value !== "object" || value === null || value instanceof RowList) return;
    const isCall = value instanceof Node || value instanceof TransparentCall;
    if (isCall && value.component === component) {
      places.push({ place: value, above });
      return;
    }
    const boundary = value instanceof Node && value.id !== 0 ? value : above;
    for (const child of childrenOf(value)) visit(child, boundary);
  };
  visit(root, root);
  return places;
}
