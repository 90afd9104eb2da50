// A view as sessions see it: the author's types are erased, names are looked up in maps.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Child } from "../jsx/rendered.js";
import type { Ctx, MountCtx, MountVisit, RenderCtx, Visit } from "./context.js";
import type { Flash } from "./flash.js";
import type { LiveLayout, TitleTemplate } from "./live-layout.js";
import type { Loader } from "./loaded.js";

/** What happens to a call that arrives while an earlier one of the same event still runs. */
export type Policy = "queue" | "latest" | "concurrent";

/** What a page may say of an error: the name that it has in `onError` and in the log. */
export interface Reported {
  readonly reference: string;
}

/** Why `resume` runs. */
export type ResumeReason = "restored" | "missed";

export type Run = (state: object, ctx: Ctx<object>, input: unknown) => unknown;

/** An event, an action or a message, all in one shape. */
export interface Handler {
  readonly name: string;
  readonly run: Run;
  readonly schema: StandardSchemaV1 | null;
  readonly policy: Policy;
  /** Calls per second; Infinity without a limit. */
  readonly maxPerSecond: number;
}

/** What a view and a component have alike. Own names only, so that no name of the page reaches a prototype. */
export interface HandlerSet {
  readonly name: string | null;
  readonly events: ReadonlyMap<string, Handler>;
  readonly actions: ReadonlyMap<string, Handler>;
  readonly messages: ReadonlyMap<string, Handler>;
  /** By the name of a topic or of a family. */
  readonly topics: ReadonlyMap<string, readonly Handler[]>;
  /** Runs when messages of a topic may have been lost. */
  readonly missed: Handler | null;
  readonly loaders: ReadonlyMap<string, Loader>;
}

export interface ViewDefinition extends HandlerSet {
  /** The path that says which params there are. */
  readonly route: string | null;
  readonly mount: (visit: MountVisit) => unknown;
  readonly params:
    | ((visit: Visit & { readonly state: object; readonly ctx: MountCtx | Ctx<object> }) => unknown)
    | null;
  readonly render: (
    state: object,
    on: object,
    extra: { readonly ctx: RenderCtx; readonly flash: Flash; readonly url: string },
  ) => Child;
  readonly head: ((state: object) => Child) | null;
  /** The live layouts around it, outermost first: those of the page that shows it. */
  readonly within: readonly LiveLayout[];
  readonly title: TitleTemplate | null;
  /** Tells this view from the same one inside of others; "" inside of none. */
  readonly place: string;
  readonly error: ((problem: unknown, report: Reported) => Child) | null;
  readonly unmount: ((state: object, ctx: Ctx<object>) => unknown) | null;
  readonly persist: ((state: object) => object) | null;
  readonly version: number;
  readonly migrate: ((saved: object, version: number) => object) | null;
  readonly resume:
    | ((state: object, ctx: Ctx<object>, why: { readonly reason: ResumeReason }) => unknown)
    | null;
  /** Bindings for `render`: one object for all sessions, so that its identity never changes. */
  readonly on: object;
}
