// Which elements a command is for.

import { TargetKind, type WireTarget } from "../../src/wire/commands.js";
import { closestOf } from "../portal-links.js";
import { allIn } from "./all-in.js";

/** `el` is the element of the chain. */
export function targetsOf(el: Element, to: WireTarget): readonly Element[] {
  if (to === 0) return [el];
  if (typeof to === "string") return [...document.querySelectorAll(to)];
  const [kind, selector] = to;
  if (kind === TargetKind.inner) return allIn(el, selector);
  const closest = closestOf(el, selector);
  return closest ? [closest] : [];
}
