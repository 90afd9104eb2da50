// `live-trap`: while its element is to be seen, the focus stays in it; then it goes back to where it was.
import type { Interaction } from "../interaction-host.js";
import { holds } from "../portal-links.js";
import { allIn } from "./all-in.js";
import { usable } from "./focus-stack.js";

const selector = "[live-trap]";

interface Trap {
  readonly el: HTMLElement;
  /** What had the focus before; null while the trap is not to be seen. */
  returnTo: Element | null;
}

export class FocusTraps implements Partial<Interaction> {
  readonly #traps = new Map<Element, Trap>();
  /** Those that are to be seen; the last one has the focus. */
  #open: Trap[] = [];
  // Commands, styles and scripts show and hide elements as patches do: the size tells of all of them.
  readonly #sizes = new ResizeObserver(() => this.#sync());
  #isBackwards = false;
  /** What had the focus before what has it now. */
  #cameFrom: Element | null = null;

  start(): void {
    document.addEventListener("keydown", this.#keyPressed);
    document.addEventListener("focusin", this.#focusMoved);
  }

  rootAdded(): void {
    this.#sync();
  }

  rootRemoved(): void {
    this.#sync();
  }

  patched(): void {
    this.#sync();
  }

  #sync(): void {
    const found = new Set<Element>(document.querySelectorAll(selector));
    for (const el of found) {
      if (this.#traps.has(el)) continue;
      this.#traps.set(el, { el: el as HTMLElement, returnTo: null });
      this.#sizes.observe(el);
    }
    for (const [el, trap] of this.#traps) {
      const isOpen = found.has(el) && isSeen(el);
      if (isOpen !== this.#open.includes(trap)) isOpen ? this.#enter(trap) : this.#leave(trap);
      if (found.has(el)) continue;
      this.#traps.delete(el);
      this.#sizes.unobserve(el);
    }
  }

  #enter(trap: Trap): void {
    const { activeElement } = document;
    // `autofocus`, or a command of the same patch, may have chosen already.
    const isInside = holds(trap.el, activeElement);
    trap.returnTo = isInside ? this.#cameFrom : activeElement;
    this.#open.push(trap);
    if (isInside) return;
    const chosen = trap.el.querySelector<HTMLElement>("[autofocus]");
    if (chosen) chosen.focus();
    else this.#focus(trap, "first");
  }

  #leave(trap: Trap): void {
    const isLast = this.#open.at(-1) === trap;
    this.#open = this.#open.filter((each) => each !== trap);
    const { activeElement } = document;
    // Whoever has moved the focus elsewhere meanwhile meant it.
    const isLost = activeElement === document.body || holds(trap.el, activeElement);
    const { returnTo } = trap;
    trap.returnTo = null;
    if (!isLast || !isLost) return;
    const below = this.#open.at(-1);
    if (returnTo?.isConnected && returnTo !== document.body) (returnTo as HTMLElement).focus();
    else if (below) this.#focus(below, "first");
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    const trap = this.#open.at(-1);
    if (event.key !== "Tab" || !trap || event.defaultPrevented) return;
    this.#isBackwards = event.shiftKey;
    const stops = stopsIn(trap.el);
    const from = event.shiftKey ? stops[0] : stops.at(-1);
    const { activeElement } = document;
    if (stops.length > 0 && activeElement !== from && activeElement !== trap.el) return;
    if (activeElement === trap.el && !event.shiftKey && stops.length > 0) return;
    event.preventDefault();
    this.#focus(trap, event.shiftKey ? "last" : "first");
  };

  /** By the mouse, by a script, or by a way of the browser that no key tells of. */
  readonly #focusMoved = ({ target, relatedTarget }: FocusEvent): void => {
    this.#cameFrom = relatedTarget as Element | null;
    const trap = this.#open.at(-1);
    if (!trap || holds(trap.el, target as Element)) return;
    // A modal dialog of the browser above it has the page to itself.
    if ((target as Element).closest("dialog:modal")) return;
    this.#focus(trap, this.#isBackwards ? "last" : "first");
    this.#isBackwards = false;
  };

  #focus({ el }: Trap, side: "first" | "last"): void {
    const stops = stopsIn(el);
    const wanted = side === "first" ? stops[0] : stops.at(-1);
    if (!wanted && !el.hasAttribute("tabindex")) el.tabIndex = -1;
    (wanted ?? el).focus();
  }
}

/** Where the Tab key stops, in its order but for positive values of `tabindex`. */
function stopsIn(el: Element): HTMLElement[] {
  return allIn<HTMLElement>(el, usable).filter(
    (each) =>
      each.tabIndex >= 0 && !each.matches(":disabled") && isSeen(each) && !each.closest("[inert]"),
  );
}

function isSeen(el: Element): boolean {
  // The option by its first name, which older browsers know too. Safari has none of it before 17.4.
  return el.checkVisibility?.({ checkVisibilityCSS: true }) ?? el.getClientRects().length > 0;
}
