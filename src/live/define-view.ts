// `defineView`: checks what the author wrote and keeps it in the shape that sessions look names up in.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { checkOptions, checkRecord } from "./check-options.js";
import { createOn } from "./on.js";
import type { DefinedView, ViewOptions } from "./view.js";
import type { Handler, Policy, Run, ViewDefinition } from "./view-definition.js";

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
export function defineView<State extends object, Events, Args, Messages>(
  view: ViewOptions<State, Events, Args, Messages>,
): DefinedView<State, Events, Args> {
  const definition = toDefinition(view as unknown as ErasedOptions);
  // `State` and `on` exist as types only.
  return { definition } as unknown as DefinedView<State, Events, Args>;
}

interface ErasedOptions extends Omit<ViewDefinition, "events" | "actions" | "messages" | "topics"> {
  readonly events?: Readonly<Record<string, unknown>>;
  readonly actions?: Readonly<Record<string, unknown>>;
  readonly messages?: Readonly<Record<string, unknown>>;
}

function toDefinition(options: ErasedOptions): ViewDefinition {
  checkOptions(options);
  const name = options.name ?? null;
  const view = name ?? "the view";
  const events = toHandlers(view, "events", options.events, ["policy", "limit", "schema", "run"]);
  const actions = toHandlers(view, "actions", options.actions, []);
  const messages = toHandlers(view, "messages", options.messages, ["topic", "run"]);
  for (const action of actions.keys()) {
    if (events.has(action)) throw new LiveError("EVENT_AND_ACTION", { view, name: action });
  }
  return {
    name,
    mount: options.mount,
    params: options.params ?? null,
    events,
    actions,
    messages,
    topics: toTopics(options.messages ?? {}, messages),
    render: options.render,
    head: options.head ?? null,
    error: options.error ?? null,
    unmount: options.unmount ?? null,
    on: createOn({ view, events: events.keys(), actions: actions.keys() }, isDevelopment()),
  };
}

function toHandlers(
  view: string,
  kind: "events" | "actions" | "messages",
  record: Readonly<Record<string, unknown>> | undefined,
  allowed: readonly string[],
): ReadonlyMap<string, Handler> {
  const handlers = new Map<string, Handler>();
  for (const [name, written] of Object.entries(record ?? {})) {
    checkRecord(`${view}: ${kind}.${name}`, name, { written, allowed });
    handlers.set(name, toHandler(name, written as Run | Partial<Handler>));
  }
  return handlers;
}

function toHandler(name: string, written: Run | Partial<Handler & { limit: number }>): Handler {
  const parts = typeof written === "function" ? { run: written } : written;
  return {
    name,
    run: parts.run as Run,
    schema: "schema" in parts ? (parts.schema ?? null) : null,
    policy: "policy" in parts ? (parts.policy as Policy) : "queue",
    maxPerSecond: "limit" in parts ? (parts.limit as number) : Number.POSITIVE_INFINITY,
  };
}

function toTopics(
  written: Readonly<Record<string, unknown>>,
  messages: ReadonlyMap<string, Handler>,
): ReadonlyMap<string, readonly Handler[]> {
  const topics = new Map<string, Handler[]>();
  for (const [name, handler] of messages) {
    const { topic } = written[name] as { topic?: { name?: string; family?: string } };
    const key = topic?.name ?? topic?.family;
    if (key === undefined) continue;
    const handlers = topics.get(key);
    if (handlers) handlers.push(handler);
    else topics.set(key, [handler]);
  }
  return topics;
}
