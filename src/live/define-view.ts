// `defineView`: checks what the author wrote and keeps it in the shape that sessions look names up in.
import { isDevelopment } from "../jsx/development.js";
import { checkViewOptions } from "./check-options.js";
import type { NoProps } from "./context.js";
import { toHandler, toHandlerSet, type WrittenHandlers } from "./handlers.js";
import { createOn } from "./on.js";
import type { DefinedView, ViewOptions } from "./view.js";
import type { Handler, ViewDefinition } from "./view-definition.js";

/**
 * Defines a live view. The state's type comes from `mount`, the names and arguments of `on` from
 * `events` and `actions`.
 *
 * @example
 * ```tsx
 * import { defineView } from "slotwire";
 * export const Counter = defineView({
 *   mount: () => ({ count: 0 }),
 *   events: { increment: (state) => ({ count: state.count + 1 }) },
 *   actions: { add: (state, ctx, by: number) => ({ count: state.count + by }) },
 *   render: ({ count }, on) => (
 *     <p>
 *       {count} <button live-click="increment">+</button>
 *       <button live-click={on.add(5)}>+5</button>
 *     </p>
 *   ),
 * });
 * ```
 */
export function defineView<
  State extends object,
  Events,
  Args,
  Messages,
  Props = NoProps,
  Path extends string = string,
>(
  view: ViewOptions<State, Events, Args, Messages, Props, Path>,
): DefinedView<State, Events, Args, Props> {
  const definition = toDefinition(view as unknown as ErasedOptions);
  // `State`, `on` and `mountedWith` exist as types only.
  return { definition } as unknown as DefinedView<State, Events, Args, Props>;
}

type ErasedOptions = Omit<
  ViewDefinition,
  keyof WrittenHandlers | Placing | "topics" | "missed" | "on"
> &
  WrittenHandlers;

/** What the page says that shows a view. */
type Placing = "within" | "title" | "place";

function toDefinition(options: ErasedOptions): ViewDefinition {
  checkViewOptions(options);
  const name = options.name ?? null;
  const view = name ?? "the view";
  const handlers = toHandlerSet(view, options);
  const { events, actions } = handlers;
  return {
    ...handlers,
    name,
    route: options.route ?? null,
    mount: options.mount,
    params: options.params ?? null,
    render: options.render,
    head: options.head ?? null,
    ...{ within: [], title: null, place: "" },
    error: options.error ?? null,
    unmount: options.unmount ?? null,
    persist: options.persist ?? null,
    version: options.version ?? 0,
    migrate: options.migrate ?? null,
    resume: options.resume ?? null,
    missed: toMissed(options.resume),
    on: createOn({ view, events: events.keys(), actions: actions.keys() }, isDevelopment()),
  };
}

function toMissed(resume: ViewDefinition["resume"] | undefined): Handler | null {
  if (!resume) return null;
  return toHandler("resume", (state, ctx) => resume(state, ctx, { reason: "missed" }));
}
