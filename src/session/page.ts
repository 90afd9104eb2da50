// What a session shows: renders the view into the tree that it retains.
import { LiveError } from "../errors.js";
import type { Action } from "../jsx/action.js";
import type { Child } from "../jsx/rendered.js";
import type { RenderCtx, SessionData } from "../live/context.js";
import type { ViewDefinition } from "../live/view-definition.js";
import type { RetainerDelegate } from "../tree/retain.js";
import { Tree } from "../tree/tree.js";
import type { Patch } from "../wire/patch.js";
import { titleOf } from "./title.js";

/** What `render` may know of its session. */
export interface PageHost {
  readonly definition: ViewDefinition;
  readonly identity: { readonly data: SessionData };
  readonly isConnected: boolean;
  /** Something was wrong, and the page is shown all the same. */
  handlerFailed(error: unknown, where: string): void;
}

/** What one render changed; null for nothing. */
interface PageUpdate {
  readonly patch: Patch | null;
  /** The document's title. */
  readonly title: string | null;
}

/** The `ctx` of one render. */
class RenderContext implements RenderCtx {
  wasConnectionRead = false;
  readonly #host: PageHost;

  constructor(host: PageHost) {
    this.#host = host;
  }

  get session(): SessionData {
    return this.#host.identity.data;
  }

  get isConnected(): boolean {
    this.wasConnectionRead = true;
    return this.#host.isConnected;
  }
}

/** The tree of one session, and its title. */
export class Page implements RetainerDelegate {
  /** Must be rendered although the state did not change. */
  isStale = false;
  /** The last render read `ctx.isConnected`. */
  #readsConnection = false;
  readonly #host: PageHost;
  readonly #tree: Tree;
  #title: string | null = null;

  /** Throws what the first render throws, unless the view has something to show instead. */
  constructor(host: PageHost, state: object, salt: number) {
    this.#host = host;
    const { error: showProblem } = host.definition;
    let tree: Tree;
    try {
      tree = new Tree(this.#render(state), { salt, delegate: this });
      this.#title = this.#titleFor(state);
    } catch (error) {
      if (showProblem === null) throw error;
      host.handlerFailed(error, "render");
      tree = new Tree(showProblem(error), { salt, delegate: this });
    }
    this.#tree = tree;
  }

  duplicateKeyFound(key: string): void {
    this.#host.handlerFailed(new LiveError("DUPLICATE_KEY", { key }), "render");
  }

  /** The socket came: a render that asked for it is out of date. */
  connectionChanged(): void {
    this.isStale ||= this.#readsConnection;
  }

  /** Throws what the render throws, and then nothing has changed. */
  update(state: object): PageUpdate {
    this.isStale = false;
    // The title first: from the tree on nothing may throw any more.
    const title = this.#titleFor(state);
    const patch = this.#tree.reconcile(this.#render(state));
    if (title === null || title === this.#title) return { patch, title: null };
    this.#title = title;
    return { patch, title };
  }

  /** Shows what the view has for a render that threw, until the next render. Throws what that throws. */
  showProblem(problem: unknown): Patch | null {
    const { error: showProblem } = this.#host.definition;
    if (showProblem === null) return null;
    const patch = this.#tree.reconcile(showProblem(problem));
    this.isStale = true;
    return patch;
  }

  print(attributes: string): string {
    return this.#tree.print(attributes);
  }

  resync(id: number, isHopeless: boolean): Patch {
    return this.#tree.resync(id, isHopeless);
  }

  findAction(boundary: number, fingerprint: string): Action | null {
    return this.#tree.findAction(boundary, fingerprint);
  }

  head(state: object): Child {
    return this.#host.definition.head?.(state) ?? null;
  }

  #render(state: object): Child {
    const { render, on } = this.#host.definition;
    const ctx = new RenderContext(this.#host);
    const child = render(state, on, { ctx });
    this.#readsConnection = ctx.wasConnectionRead;
    return child;
  }

  #titleFor(state: object): string | null {
    const { head } = this.#host.definition;
    return head === null ? null : titleOf(head(state));
  }
}
