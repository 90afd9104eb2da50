// A thin bar at the top of the window while the next page is awaited.

/** What comes sooner needs no bar. */
const delayMs = 120;

/** Where it stands still until the page is there, and how long it takes to there. */
const almost = { scale: "scaleX(.9)", ms: 8000 };

const endMs = 200;

export class Progress {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #bar: HTMLElement | null = null;

  start(): void {
    if (this.#bar) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), delayMs);
  }

  end(): void {
    clearTimeout(this.#timer);
    const bar = this.#bar;
    this.#bar = null;
    const last = bar?.animate({ opacity: 0 }, endMs);
    if (last) last.onfinish = last.oncancel = () => bar?.remove();
  }

  #show(): void {
    if (document.querySelector("[live-progress=off]")) return;
    const bar = document.createElement("div");
    bar.className = "live-progress";
    bar.setAttribute("aria-hidden", "true");
    // Written by a script's own properties, which every content security policy allows.
    bar.style.cssText =
      "position:fixed;inset:0 0 auto;z-index:var(--live-progress-layer,2147483647);" +
      "background:var(--live-progress-color,#0b66e4);height:var(--live-progress-height,3px);" +
      "transform-origin:0;pointer-events:none";
    document.body.append(bar);
    this.#bar = bar;
    if (isStill()) return;
    const frames = { transform: ["scaleX(0)", almost.scale] };
    bar.animate(frames, {
      duration: almost.ms,
      easing: "cubic-bezier(0,.8,.2,1)",
      fill: "forwards",
    });
  }
}

/** The user has asked for less motion. */
export function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion:reduce)").matches;
}
