// A stateful component as sessions see it: the author's types are erased, names are looked up in maps.
import type { Child } from "../jsx/rendered.js";
import type { Ctx, RenderCtx } from "./context.js";
import type { Flash } from "./flash.js";
import type { Handler, HandlerSet } from "./view-definition.js";

type Props = Readonly<Record<string, unknown>>;

interface Extra {
  readonly props: Props;
  readonly ctx: RenderCtx;
  readonly flash: Flash;
  readonly url: string;
}

export interface ComponentDefinition extends HandlerSet {
  readonly name: string;
  readonly state: (props: Props) => unknown;
  readonly update: ((props: Props, state: object, previous: Props) => unknown) | null;
  /** Runs as a message once the first render is on the page. */
  readonly mounted: Handler | null;
  readonly unmount: ((state: object, ctx: Ctx<object>) => unknown) | null;
  readonly error:
    | ((problem: unknown, on: object, extra: Extra & { readonly reference: string }) => Child)
    | null;
  readonly render: (state: object, on: object, extra: Extra) => Child;
  /** Bindings for the render of one instance, whose actions belong to this owner. */
  readonly createOn: (owner: string) => object;
}
