// `live-viewport-top` and `-bottom`: the first or last child of a list has come into view, so more of it is wanted.
import type { InteractionHost } from "../../interaction-host.js";
import { allIn } from "../all-in.js";

type Edge = "top" | "bottom";

/** What is known of one list. */
interface List {
  /** Where its scroll container was, to know in which direction it goes. */
  position: number;
  /** The children whose coming was told, and which have not left the view since. */
  readonly told: Partial<Record<Edge, Element>>;
  /** Where more was asked for, until it is there. */
  asked: Edge | null;
  /** When an event was last sent. */
  sentMs: number;
  timer: number | undefined;
}

/** A child of the list that stays where the user sees it while the list grows. */
interface Anchor {
  readonly el: Element;
  readonly list: Element;
  readonly scroller: Element;
  readonly top: number;
}

const throttleMs = 500;
const selector = "[live-viewport-top],[live-viewport-bottom]";

export class Viewport {
  readonly #host: InteractionHost;
  readonly #lists = new WeakMap<Element, List>();
  // A dialog that opens shows its list without a scroll or a patch.
  readonly #sizes = new ResizeObserver(() => this.#checkSoon());
  #anchors: readonly Anchor[] = [];
  #frame = 0;

  constructor(host: InteractionHost) {
    this.#host = host;
  }

  start(): void {
    for (const type of ["scroll", "resize"]) {
      addEventListener(type, () => this.#checkSoon(), { capture: true, passive: true });
    }
    this.#checkSoon();
  }

  rootAdded(): void {
    this.#checkSoon();
  }

  willPatch(container: Element): void {
    this.#anchors = allIn(container, selector).flatMap(
      (list) => anchorOf(list, this.#lists.get(list)?.asked ?? null) ?? [],
    );
  }

  patched(): void {
    for (const { el, list, scroller, top } of this.#anchors) {
      if (el.isConnected) scroller.scrollTop += el.getBoundingClientRect().top - top;
      // Nobody scrolled.
      const known = this.#lists.get(list);
      if (known) known.position = scroller.scrollTop;
    }
    this.#anchors = [];
    this.#checkSoon();
  }

  /** Before the next paint, when the layout is made anyway. */
  #checkSoon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      for (const el of document.querySelectorAll(selector)) this.#check(el);
    });
  }

  #check(el: Element): void {
    const scroller = scrollerOf(el);
    const position = scroller.scrollTop;
    if (!this.#lists.has(el)) this.#sizes.observe(el);
    const list = this.#lists.get(el) ?? {
      position,
      told: {},
      asked: null,
      sentMs: -throttleMs,
      timer: undefined,
    };
    this.#lists.set(el, list);
    const moved = position - list.position;
    if (!el.matches("[live-loading*=viewport-]")) list.asked = null;
    list.position = position;
    const view = rectOf(scroller);
    // A list that does not fill its view cannot be scrolled, and wants more without it.
    const isShort = scroller.scrollHeight <= scroller.clientHeight;
    const [up, down]: readonly Edge[] = isReversed(el) ? ["bottom", "top"] : ["top", "bottom"];
    if (isShort) this.#checkEdge(el, list, { edge: "bottom", view });
    else if (moved) this.#checkEdge(el, list, { edge: (moved > 0 ? down : up) as Edge, view });
  }

  #checkEdge(el: Element, list: List, at: { edge: Edge; view: DOMRect }): void {
    const { edge, view } = at;
    const child = edge === "top" ? el.firstElementChild : el.lastElementChild;
    if (!child || !el.hasAttribute(`live-viewport-${edge}`)) return;
    const { top, bottom } = child.getBoundingClientRect();
    const isInView = bottom > view.top && top < view.bottom;
    const hasOverrun = isOverrun(el, at);
    if (!isInView && !hasOverrun) {
      if (list.told[edge] === child) delete list.told[edge];
      return;
    }
    if (list.told[edge] === child || el.matches(`[live-loading*=viewport-${edge}]`)) return;
    const waitMs = list.sentMs + throttleMs - performance.now();
    clearTimeout(list.timer);
    if (waitMs > 0) {
      list.timer = setTimeout(
        () => this.#checkEdge(el, list, { edge, view: rectOf(scrollerOf(el)) }),
        waitMs,
      );
      return;
    }
    list.sentMs = performance.now();
    list.told[edge] = child;
    list.asked = edge;
    this.#send(el, edge, { id: child.id, ...(hasOverrun ? { _overran: "true" } : {}) });
  }

  #send(el: Element, edge: Edge, payload: Record<string, string>): void {
    const event = new Event("scroll");
    const attribute = `live-viewport-${edge}`;
    const { listeners } = this.#host;
    if (listeners.bindingAt(event, attribute, el) === el) {
      listeners.send(event, attribute, el, { payload });
    }
  }
}

/** Whether the list was left behind altogether: so fast, or so far, that no part of it is seen. */
function isOverrun(el: Element, { edge, view }: { edge: Edge; view: DOMRect }): boolean {
  const selector = el.getAttribute("live-viewport-overrun-target");
  const target = (selector && document.querySelector(selector)) || el;
  const { top, bottom } = target.getBoundingClientRect();
  return (edge === "top") !== isReversed(el) ? top > view.bottom : bottom < view.top;
}

/** A chat may begin with what is newest, and show it at the bottom. */
function isReversed({ firstElementChild: first, lastElementChild: last }: Element): boolean {
  return !!first && !!last && first.getBoundingClientRect().top > last.getBoundingClientRect().top;
}

/** What scrolls the list: it itself, something around it, or the document. */
function scrollerOf(el: Element): Element {
  for (let each: Element | null = el; each; each = each.parentElement) {
    if (each === document.body) break;
    if (/auto|scroll/.test(getComputedStyle(each).overflowY)) return each;
  }
  return document.scrollingElement ?? document.documentElement;
}

/** What of a scroll container the user looks at. */
function rectOf(scroller: Element): DOMRect {
  return scroller === document.scrollingElement
    ? new DOMRect(0, 0, innerWidth, innerHeight)
    : scroller.getBoundingClientRect();
}

/** The child at the edge that asks for more, where it is now. */
function anchorOf(list: Element, asked: Edge | null): Anchor | null {
  const el = asked && (asked === "top" ? list.firstElementChild : list.lastElementChild);
  return el && { el, list, scroller: scrollerOf(list), top: el.getBoundingClientRect().top };
}
