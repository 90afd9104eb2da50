// What a view renders for a state: its HTML-to-be with the live layouts around it, its head, and what these depended on.
import { disown, LiveError } from "../errors.js";
import { type Child, type Component, ComponentCall } from "../jsx/rendered.js";
import type { LiveLayout, LiveLayoutProps } from "../live/live-layout.js";
import type { ViewDefinition } from "../live/view-definition.js";
import { printPlain } from "../tree/print-plain.js";
import { propsEqual } from "../tree/props.js";
import { titleOf, withTitle } from "./head.js";
import { Reads } from "./reads.js";
import { RenderExtra, type RenderHost } from "./render-context.js";

export interface RenderingHost extends RenderHost {
  readonly identity: RenderHost["identity"] & { readonly nesting: object | null };
  readonly definition: ViewDefinition;
}

type Given = Omit<LiveLayoutProps, "children">;

/** The renders of one page. */
export class Rendering {
  /** Of the last render. */
  reads: Reads = Reads.nothing;
  readonly #host: RenderingHost;
  readonly #layouts: LiveLayouts | null;

  constructor(host: RenderingHost) {
    this.#host = host;
    const { within } = host.definition;
    this.#layouts = within.length === 0 ? null : new LiveLayouts(within);
  }

  /** What stands in the live layouts: rendered although these are skipped. */
  get inner(): Component | undefined {
    return this.#layouts?.inner;
  }

  view(state: object): Child {
    const { render, on } = this.#host.definition;
    const extra = new RenderExtra(this.#host);
    const child = render(state, on, extra);
    this.reads = extra.ctx.reads;
    return this.around(child);
  }

  /** The live layouts around a child. */
  around(child: Child): Child {
    if (this.#layouts === null) return child;
    const { flash, url, ctx } = new RenderExtra(this.#host);
    this.reads |= ctx.reads;
    const { session, isOutdated } = ctx;
    return this.#layouts.around(child, { url, flash, session, isOutdated });
  }

  /** The same where it may be the live layouts that throw: then the child alone. */
  aroundOrAlone<Result>(child: Child, use: (child: Child) => Result): Result {
    try {
      return use(this.around(child));
    } catch (error) {
      if (this.#layouts === null) throw error;
      return use(child);
    }
  }

  /** As HTML; that of a nested view is the page's affair. */
  head(state: object): string {
    const { definition, identity } = this.#host;
    if (identity.nesting !== null) return "";
    const { head, title } = definition;
    const html = head === null ? "" : printPlain(head(state));
    return title === null ? html : withTitle(html, asTitle(title(titleOf(html) || null)));
  }
}

/** The live layouts of one page, and what stands in them. */
class LiveLayouts {
  readonly #within: readonly LiveLayout[];
  #given: Given | null = null;
  #call: Child = null;
  #child: Child = null;

  constructor(within: readonly LiveLayout[]) {
    this.#within = within;
  }

  readonly inner: Component = () => this.#child;

  /** The same call while nothing that is given changes, so that the tree skips all that it stands for. */
  around(child: Child, given: Given): Child {
    this.#child = child;
    if (this.#given !== null && propsEqual(this.#given, given)) return this.#call;
    this.#given = given;
    this.#call = this.#within.reduceRight<Child>(
      (children, layout) => new ComponentCall(layout as Component, { children, ...given }),
      new ComponentCall(this.inner, noProps),
    );
    return this.#call;
  }
}

const noProps = Object.freeze({});

function asTitle(got: unknown): string {
  if (typeof got === "string") return got;
  disown(got);
  const expected = "a function that returns a text, and no promise";
  throw new LiveError("LIVE_OPTION_INVALID", { option: "title", expected, got });
}
