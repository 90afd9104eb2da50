// A tree and the real client in one page, with the network between them as two queues.
import { morph } from "../../../../client/patch/morph.js";
import { ViewDom } from "../../../../client/patch/view-dom.js";
import type { Child } from "../../../../src/jsx/rendered.js";
import { Tree } from "../../../../src/tree/tree.js";
import type { Patch } from "../../../../src/wire/patch.js";

/** What a browser makes of the page that the server prints. */
export function parsePage(html: string): Element {
  const { body } = new DOMParser().parseFromString(`<!doctype html><body>${html}`, "text/html");
  return document.adoptNode(body.firstElementChild as Element);
}

/** A copy in which neighbouring texts are one, as after a parse. */
export function normalized(el: Element): Element {
  const copy = el.cloneNode(true) as Element;
  copy.normalize();
  return copy;
}

export class LivePage {
  tree: Tree;
  readonly root: Element;
  readonly dom: ViewDom;
  readonly errors: string[] = [];
  readonly reloads: string[] = [];
  /** Resyncs that the client asked for, those that the server has handled included. */
  readonly asked: (readonly [id: number, isHopeless: boolean])[] = [];
  #handled = 0;
  #toClient: string[] = [];

  constructor(child: Child) {
    this.tree = new Tree(child, { salt: 1 });
    this.root = parsePage(this.tree.print());
    document.body.replaceChildren(this.root);
    this.dom = new ViewDom(this.root, {
      morph,
      resyncNeeded: (id, isHopeless) => this.asked.push([id, isHopeless]),
      reloadNeeded: (reason) => this.reloads.push(reason),
      logError: (code, message) => this.errors.push(`${code}: ${message}`),
    });
  }

  /** The server renders; the patch is on its way. */
  render(child: Child): Patch | null {
    const patch = this.tree.reconcile(child);
    if (patch) this.#send(patch);
    return patch;
  }

  /** The server answers the oldest resync that it has not answered; false when there is none. */
  answer(): boolean {
    const request = this.asked[this.#handled];
    if (!request) return false;
    this.#handled++;
    this.#send(this.tree.resync(...request));
    return true;
  }

  /** The client gets the oldest frame; false when there is none. */
  deliver(): boolean {
    const frame = this.#toClient.shift();
    if (frame === undefined) return false;
    this.dom.apply(JSON.parse(frame) as unknown[]);
    return true;
  }

  settle(): void {
    while (this.deliver() || this.answer());
  }

  update(child: Child): void {
    this.render(child);
    this.settle();
  }

  /** Another session takes over, as when this one was gone: its HTML, then its patches. */
  rejoin(child: Child, token: string): void {
    this.tree = new Tree(child, { salt: 2 });
    this.#toClient = [];
    this.dom.replaceWith(parsePage(this.tree.print(` live="${token}"`)));
  }

  /** Null when the DOM is what a parse of the server's HTML is, else both. */
  difference(): string | null {
    const got = normalized(this.root);
    const wanted = parsePage(this.tree.print());
    wanted.normalize();
    if (got.isEqualNode(wanted)) return textareaDifference(this.root, wanted);
    return `got    ${got.outerHTML}\nwanted ${wanted.outerHTML}`;
  }

  /** The text alone: what strangers did to the elements, or a parser would, may be still there. */
  textDifference(): string | null {
    const got = this.root.textContent;
    const wanted = parsePage(this.tree.print()).textContent;
    return got === wanted ? null : `got    ${got}\nwanted ${wanted}`;
  }

  #send({ templates, ops }: Patch): void {
    this.#toClient.push(JSON.stringify(templates.length ? [templates, ...ops] : ops));
  }
}

function textareaDifference(root: Element, wanted: Element): string | null {
  const values = [root, wanted].map((el) =>
    JSON.stringify([...el.querySelectorAll("textarea")].map((textarea) => textarea.value)),
  );
  return values[0] === values[1] ? null : `got    ${values[0]}\nwanted ${values[1]}`;
}
