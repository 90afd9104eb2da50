// Says over the page that it is offline, or on its way back: after a while, and without moving anything.

/** What it says; what is left out is said in English. */
export interface BannerWords {
  /** The browser knows of no network. */
  readonly offline?: string;
  /** There is a network, and the page tries to come back. */
  readonly reconnecting?: string;
  /** The page will not come back by itself. */
  readonly gone?: string;
}

type Kind = keyof BannerWords;

const english: Required<BannerWords> = {
  offline: "You are offline. What you do now is sent when you are back.",
  reconnecting: "Reconnecting …",
  gone: "The connection is lost. Please load the page again.",
};

/** A connection that is lost for less than this is not worth a word. */
const noticeMs = 1_500;

const hostName = "live-banner";
/** What a page's own notice has. Its value says when it is shown; without one: always. */
const ownSelector = "[live-offline]";

// `all` leaves custom properties alone, and what is important in a shadow root wins over every style of the page.
const style = `
  :host { all: initial !important; position: fixed !important; z-index: 2147483646 !important;
    inset: var(--live-banner-inset, auto 0 0) !important; pointer-events: none !important;
    color-scheme: inherit !important; }
  p { display: flex; align-items: baseline; box-sizing: border-box; width: fit-content; max-width: calc(100% - 2rem); overflow-wrap: anywhere;
    margin: 1rem auto max(1rem, env(safe-area-inset-bottom)); padding: .6rem 1.1rem;
    border: 1px solid transparent; border-radius: var(--live-banner-radius, 1.4rem);
    background: var(--live-banner-background, CanvasText); color: var(--live-banner-color, Canvas);
    font: var(--live-banner-font, 600 .9375rem/1.4 system-ui, sans-serif);
    box-shadow: 0 0 0 1px #8884, 0 .4rem 1.5rem #0004; animation: appear .2s; }
  p::before { content: ""; flex: none; width: .5rem; height: .5rem; margin-inline-end: .6rem;
    border: 2px solid; border-radius: 50%; animation: pulse 1.2s infinite alternate; }
  [data-kind=gone]::before { display: none; }
  p:empty { display: none; }
  @keyframes appear { from { opacity: 0; transform: translateY(.5rem); } }
  @keyframes pulse { to { opacity: .3; } }
  @media (prefers-reduced-motion) { p, p::before { animation: none; } }
  @media print { p { display: none; } }
`;

/** Whether the page wants to be connected at all. */
export interface BannerPage {
  readonly wantsConnection: boolean;
}

export class Banner {
  readonly #page: BannerPage;
  readonly #words: BannerWords;
  readonly #host = document.createElement(hostName);
  readonly #text = document.createElement("p");
  #timer: number | undefined;
  #kind: Kind | null = null;

  constructor(page: BannerPage, words: BannerWords) {
    this.#page = page;
    this.#words = words;
  }

  start(): void {
    // From the beginning, since a region that comes with its text is not read out by every reader.
    this.#host.setAttribute("role", "status");
    const root = this.#host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    this.#text.setAttribute("part", "banner");
    root.append(this.#text);
    document.documentElement.append(this.#host);
    const filter = { subtree: true, attributeFilter: ["live-state"] };
    new MutationObserver(this.#check).observe(document.documentElement, filter);
    for (const type of ["online", "offline"]) addEventListener(type, this.#check);
    document.addEventListener("visibilitychange", this.#check);
    this.#check();
  }

  /** What there is to say now is said after a while, and taken back at once. */
  readonly #check = (): void => {
    const kind = this.#kindNow();
    if (kind === null) {
      this.#wait(false);
      this.#show(null);
    } else if (this.#kind !== null) this.#show(kind);
    else this.#wait(true);
  };

  #wait(isLost: boolean): void {
    if (!isLost) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#show(this.#kindNow());
      }, noticeMs);
  }

  #kindNow(): Kind | null {
    const states = Array.from(document.querySelectorAll("[live-state]"), (container) =>
      container.getAttribute("live-state"),
    );
    if (states.includes("gone")) return "gone";
    if (states.every((state) => state === "live") || !this.#page.wantsConnection) return null;
    return navigator.onLine ? "reconnecting" : "offline";
  }

  #show(kind: Kind | null): void {
    if (kind === this.#kind) return;
    this.#kind = kind;
    const own = document.querySelectorAll<HTMLElement>(ownSelector);
    for (const el of own) {
      const wanted = el.getAttribute("live-offline");
      el.hidden = kind === null || (wanted !== "" && wanted !== kind);
    }
    const isOwn = own.length > 0;
    this.#text.textContent = kind === null || isOwn ? "" : (this.#words[kind] ?? english[kind]);
    this.#text.dataset.kind = kind ?? "";
    this.#raise(kind !== null && !isOwn);
  }

  /** Over a modal dialog, too, where the browser can. */
  #raise(isShown: boolean): void {
    if (!this.#host.showPopover) return;
    if (isShown) {
      this.#host.popover = "manual";
      this.#host.showPopover();
    } else this.#host.popover = null;
  }
}
