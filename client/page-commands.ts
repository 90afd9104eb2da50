// What a script of the page can do with commands: the methods of `js`, run at once.

/** All that match in the document, those inside the element, or the nearest one at or above it. */
export type PageTarget = string | { readonly inner: string } | { readonly closest: string };

/** Classes while something moves, or what it begins and ends with too. */
export type PageTransition =
  | string
  | { readonly during?: string; readonly from: string; readonly to: string };

interface Moving {
  readonly transition?: PageTransition;
}

/**
 * Commands for an element; without a target each is for the element itself. What they change stays
 * through patches, as what a chain of the server changes does.
 *
 * @example
 * import type { Hook } from "slotwire/client";
 *
 * export const Copy: Hook = {
 *   mounted() {
 *     this.el.addEventListener("click", () => this.js.addClass("copied").announce("Copied"));
 *   },
 * };
 */
export interface PageCommands {
  show(to?: PageTarget | null, options?: Moving & { readonly display?: string }): this;
  hide(to?: PageTarget | null, options?: Moving): this;
  toggle(
    to?: PageTarget | null,
    options?: {
      readonly in?: PageTransition;
      readonly out?: PageTransition;
      readonly display?: string;
    },
  ): this;
  addClass(names: string, to?: PageTarget | null, options?: Moving): this;
  removeClass(names: string, to?: PageTarget | null, options?: Moving): this;
  toggleClass(names: string, to?: PageTarget | null, options?: Moving): this;
  setAttribute(name: string, value: string, to?: PageTarget): this;
  removeAttribute(name: string, to?: PageTarget): this;
  /** Without values: there or not there. */
  toggleAttribute(name: string, values?: readonly [string, string] | null, to?: PageTarget): this;
  setProperty(name: string, value: string | number | boolean, to?: PageTarget): this;
  transition(classes: PageTransition, to?: PageTarget): this;
  text(value: string, to?: PageTarget): this;
  focus(to?: PageTarget): this;
  focusFirst(to?: PageTarget): this;
  pushFocus(to?: PageTarget): this;
  popFocus(): this;
  /** Runs the chain that an attribute holds. */
  exec(attribute: string, to?: PageTarget): this;
  navigate(url: string, options?: { readonly replace?: boolean }): this;
  patch(url: string, options?: { readonly replace?: boolean }): this;
  ignoreAttributes(names: string, to?: PageTarget): this;
  announce(text: string): this;
}
