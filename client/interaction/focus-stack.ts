// Focus as commands move it, and the elements that it is to come back to.

export const usable =
  "a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,iframe,[contenteditable],[tabindex]";

export class FocusStack {
  readonly #remembered: { readonly el: HTMLElement; readonly root: Element | null }[] = [];

  push(el: Element, root: Element | null): void {
    this.#remembered.push({ el: el as HTMLElement, root });
  }

  /** What has gone meanwhile is passed over. */
  pop(): void {
    let last = this.#remembered.pop();
    while (last && !last.el.isConnected) last = this.#remembered.pop();
    last?.el.focus();
  }

  /** The elements of a view that has ended. */
  forget(root: Element): void {
    const kept = this.#remembered.filter((each) => each.root !== root);
    this.#remembered.splice(0, Number.POSITIVE_INFINITY, ...kept);
  }
}

/** The first that takes the focus: not what is disabled, hidden or out of the order of the Tab key. */
export function focusFirst(within: Element): void {
  for (const el of within.querySelectorAll<HTMLElement>(usable)) {
    if (el.tabIndex < 0) continue;
    el.focus();
    if (document.activeElement === el) return;
  }
}
