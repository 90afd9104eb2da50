// Classes that animate an element: given while its animations run, and taken away when they have ended.
import type { WireTransition } from "../../src/wire/commands.js";
import type { Overlay, Owner } from "./overlay.js";

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** A transition under way. */
interface Running {
  end(isWhole: boolean): void;
  readonly after: (() => void)[];
}

export class Transitions {
  readonly #overlay: Overlay;
  readonly #running = new WeakMap<Element, Running>();

  constructor(overlay: Overlay) {
    this.#overlay = overlay;
  }

  isRunning(el: Element): boolean {
    return this.#running.has(el);
  }

  /** Ends what runs on an element. */
  stop(el: Element): void {
    this.#running.get(el)?.end(false);
  }

  /** Calls back when what runs on the element now has ended, in whichever way. */
  whenEnded(el: Element, ended: () => void): void {
    this.#running.get(el)?.after.push(ended);
  }

  /**
   * Runs a transition; one that runs already on the element ends early. `ended` is called exactly
   * once: at once where nothing moves, with false when another one came in between.
   */
  run(
    el: Element,
    transition: WireTransition | null | undefined,
    ended: (isWhole: boolean) => void,
  ): void {
    this.stop(el);
    const animations = transition && this.#canRun() ? this.#start(el, transition) : null;
    if (!animations) return ended(true);
    const after: (() => void)[] = [];
    const running: Running = {
      after,
      end: (isWhole) => {
        if (this.#running.get(el) !== running) return;
        this.#running.delete(el);
        this.#overlay.undo(animations.owner);
        ended(isWhole);
        for (const each of after) each();
      },
    };
    this.#running.set(el, running);
    const all = animations.running.map(({ finished }) => finished);
    if (all.length === 0) running.end(true);
    // A canceled animation, as of an element that has gone, is over too.
    else void Promise.allSettled(all).then(() => running.end(true));
  }

  /** In a hidden page no frame is drawn, so that an animation would not end before it is seen. */
  #canRun(): boolean {
    return !reducedMotion.matches && !document.hidden;
  }

  #start(el: Element, transition: WireTransition): { owner: Owner; running: readonly Animation[] } {
    const [during, from, to] = typeof transition === "string" ? [transition, "", ""] : transition;
    const beginning: Owner = { isOver: false };
    const owner: Owner = { isOver: false };
    this.#give(el, from, beginning);
    // Asking also makes the browser see the beginning. It comes without the classes of `during`,
    // which would animate the way to it.
    const before = new Set(el.getAnimations());
    this.#overlay.undo(beginning);
    this.#give(el, `${during} ${to}`, owner);
    const running = el.getAnimations().filter((animation) => {
      const { endTime } = animation.effect?.getComputedTiming() ?? {};
      return !before.has(animation) && Number.isFinite(endTime);
    });
    return { owner, running };
  }

  #give(el: Element, classes: string, owner: Owner): void {
    for (const part of classes.split(" ")) {
      if (part) this.#overlay.set({ el, attribute: "class", part }, true, owner);
    }
  }
}
