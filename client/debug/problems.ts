// Shows over the page what failed in the app's code: which view, which handler, and where in the source.
import { ServerTag } from "../../src/wire/protocol.js";
import type { Problem } from "../../src/wire/server-frames.js";

const maxShown = 5;
/** One element with a shadow root: the page's styles do not reach in, and patches do not find it. */
const hostName = "live-problems";
const style = `
  :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; }
  section { box-sizing: border-box; max-height: 60vh; overflow: auto; margin: 0 auto; padding: 16px 20px;
    max-width: 880px; background: #1d1416; color: #fbeeee; border-radius: 12px 12px 0 0;
    font: 14px/1.5 system-ui, sans-serif; box-shadow: 0 -4px 32px #0008; }
  article + article { margin-top: 16px; border-top: 1px solid #fff3; padding-top: 16px; }
  header { display: flex; gap: 12px; align-items: baseline; justify-content: space-between; }
  h2, p, pre { margin: 0 0 8px; }
  h2 { font-size: 16px; color: #ffb4ab; overflow-wrap: anywhere; white-space: pre-wrap; }
  code, pre { font: 13px/1.5 ui-monospace, monospace; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; color: #dcc2c2; }
  b { color: #ffe08a; font-weight: 600; }
  button { font: inherit; color: inherit; background: #ffffff1f; border: 0; border-radius: 6px;
    padding: 4px 12px; cursor: pointer; }
  button:focus-visible { outline: 2px solid #ffe08a; }
`;

/** Null for every other frame. */
export function problemIn(frame: string): Problem | null {
  if (!frame.startsWith(`[${ServerTag.problem},`)) return null;
  const [, , problem] = JSON.parse(frame) as [number, number, Problem];
  return problem;
}

/** The newest comes first; Escape or the button takes all away. */
export class ProblemOverlay {
  #problems: Problem[] = [];
  #host: HTMLElement | null = null;

  show(problem: Problem): void {
    this.#problems = [problem, ...this.#problems].slice(0, maxShown);
    this.#render();
  }

  #render(): void {
    this.#host?.remove();
    const host = document.createElement(hostName);
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const section = element("section");
    section.setAttribute("role", "alert");
    const close = element("button", "Close");
    close.addEventListener("click", () => this.#close());
    const header = element("header");
    header.append(element("p", "An error of the app, shown in development only"), close);
    section.append(header, ...this.#problems.map(articleOf));
    root.append(section);
    document.documentElement.append(host);
    addEventListener("keydown", this.#keyPressed);
    this.#host = host;
  }

  #close(): void {
    this.#problems = [];
    this.#host?.remove();
    this.#host = null;
    removeEventListener("keydown", this.#keyPressed);
  }

  readonly #keyPressed = ({ key }: KeyboardEvent): void => {
    if (key === "Escape") this.#close();
  };
}

function articleOf({ view, where, message, source, calls, reference }: Problem): HTMLElement {
  const article = element("article");
  const place = element("p");
  place.append(element("b", where), ` of ${view ?? "the view"}`);
  if (source !== null) place.append(" at ", element("code", source));
  article.append(element("h2", message), place);
  if (calls.length > 0) article.append(element("pre", calls.join("\n")));
  article.append(element("p", `reference ${reference}`));
  return article;
}

function element(name: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
