// A nested view as the page around it knows it: an element that nobody else's patches reach, and what it takes to mount the view.
import { LiveError } from "../errors.js";
import { escapeAttribute } from "../jsx/escape.js";
import { internTemplate } from "../jsx/intern.js";
import { raw } from "../jsx/raw.js";
import { type Child, type Component, type Raw, Rendered } from "../jsx/rendered.js";
import { nestedComponent } from "../live/live-view.js";
import type { View } from "../live/view.js";
import type { Instance, Standing } from "../tree/instance.js";
import type { Props } from "../tree/node.js";
import { SlotKind } from "../wire/template.js";
import type { InstanceHost } from "./component-instance.js";
import type { Embed } from "./embeds.js";
import type { KeptComponent } from "./kept.js";
import { Reads } from "./reads.js";
import type { SessionIdentity } from "./session-parts.js";

export interface NestingHost extends InstanceHost {
  readonly identity: Pick<
    SessionIdentity,
    "id" | "data" | "cookieId" | "key" | "route" | "nesting"
  >;
}

interface NestingPage {
  readonly components: Iterable<Instance>;
}

interface Made {
  readonly owner: string;
  readonly props: Props;
  readonly kept?: KeptComponent | undefined;
}

// Whatever is in it is the nested view's: patches pass it by, and so does a morph.
const around = internTemplate(
  ["<div", ' live-embeds live-update="ignore">', "</div>"],
  ["class", SlotKind.child],
);

/** Lives as long as it is rendered; whether its view has a session is not its affair. */
export class NestedInstance implements Instance {
  readonly component = nestedComponent;
  readonly owner: string;
  props: Props;
  readonly state: { readonly token: string };
  standings: readonly Standing[] = [];
  pass = 0;
  readonly isBoundary = false;
  readonly reads = Reads.nothing;
  readonly view: View;
  readonly embed: Embed;
  readonly #placeholder: Raw;

  /** Throws for what cannot be mounted later, such as a view without a name. */
  constructor(host: NestingHost, { owner, props, kept }: Made) {
    this.owner = owner;
    this.props = props;
    this.view = viewOf(host, props);
    this.embed = embedOf(host, { ...props, view: this.view });
    const [, state] = kept ?? [];
    const { embeds } = host.services;
    if (embeds === null) throw new LiveError("COMPONENT_OUTSIDE_VIEW", { name: owner });
    this.state = (state as NestedInstance["state"] | undefined) ?? {
      token: embeds.seal(this.embed, host.identity),
    };
    this.#placeholder = raw(`<div${this.attributes}></div>`);
  }

  /** Of the view's own element, as HTML. */
  get attributes(): string {
    return embedAttributes(this.embed, this.state.token);
  }

  /** What stands in the tree, and in every patch: the page has the view mounted. */
  get placeholder(): string {
    return this.#placeholder.html;
  }

  keep(): KeptComponent {
    return [this.owner, this.state, null];
  }

  /** Its view is given its props once; only the element around it changes. */
  propsChanged(): void {
    const { view } = this.props as { readonly view?: View };
    if (view?.definition === this.view.definition) return;
    const { name } = this.view.definition;
    throw new LiveError("NESTED_VIEW_CHANGED", {
      id: this.embed.id,
      from: String(name),
      to: view?.definition?.name ?? null,
    });
  }

  render(): Child {
    return new Rendered(around, [this.props.class, this.#placeholder]);
  }

  showProblem(): Child {
    return null;
  }

  committed(): void {}
  rolledBack(): void {}
  freed(): void {}
  runTimers(): void {}
}

export function embedAttributes({ id, isSticky }: Embed, token: string): string {
  return ` id="${escapeAttribute(id)}" live-embed="${token}"${isSticky ? " live-sticky" : ""}`;
}

export function isNested(component: Component): boolean {
  return component === nestedComponent;
}

function viewOf({ services: { views } }: NestingHost, { view }: Props): View {
  const { definition } = (view ?? {}) as Partial<View>;
  if (definition === undefined) throw new LiveError("NESTED_VIEW", { got: view });
  const { name } = definition;
  if (name === null) throw new LiveError("NESTED_VIEW_WITHOUT_NAME", {});
  views.add(view as View);
  if (views.find(name) === null) throw new LiveError("NESTED_VIEW_NAME", { name });
  return view as View;
}

function embedOf(
  { identity, services: { limits } }: NestingHost,
  { view, id, props = {}, sticky }: Props & { readonly view: View },
): Embed {
  const depth = (identity.nesting?.depth ?? 0) + 1;
  const limit = limits.maxNestedDepth;
  const name = String(view.definition.name);
  if (depth > limit) throw new LiveError("NESTED_TOO_DEEP", { name, limit });
  const isSticky = sticky === true;
  // A sticky view lives on with the next page.
  const within = identity.nesting?.within ?? null;
  const nesting = { parentId: isSticky ? null : identity.id, depth, within };
  return { view: name, id: String(id), props: props as object, isSticky, nesting };
}

export function hasNested(page: NestingPage | null): boolean {
  for (const each of page?.components ?? []) {
    if (each instanceof NestedInstance) return true;
  }
  return false;
}

/** Those among the components of a page, in the order of the document. */
export function nestedIn(page: NestingPage | null): readonly NestedInstance[] {
  if (page === null) return [];
  const orderOf = ({ standings }: Instance) => standings[0]?.order ?? 0;
  return Array.from(page.components)
    .filter((each) => each instanceof NestedInstance)
    .sort((one, other) => orderOf(one) - orderOf(other));
}
