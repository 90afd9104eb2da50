// What an author wrote under events, actions and messages → maps that names of the page are looked up in.
import { LiveError } from "../errors.js";
import { checkRecord } from "./check-options.js";
import type { Loader } from "./loaded.js";
import type { Handler, HandlerSet, Policy, Run } from "./view-definition.js";

export interface WrittenHandlers {
  readonly events?: Readonly<Record<string, unknown>>;
  readonly actions?: Readonly<Record<string, unknown>>;
  readonly messages?: Readonly<Record<string, unknown>>;
  readonly loaders?: Readonly<Record<string, unknown>>;
}

/** `view` names the view or the component in errors. */
export function toHandlerSet(view: string, options: WrittenHandlers): Omit<HandlerSet, "name"> {
  const events = toHandlers(view, "events", options.events, ["policy", "limit", "schema", "run"]);
  const actions = toHandlers(view, "actions", options.actions, []);
  const messages = toHandlers(view, "messages", options.messages, ["topic", "run"]);
  for (const action of actions.keys()) {
    if (events.has(action)) throw new LiveError("EVENT_AND_ACTION", { view, name: action });
  }
  const topics = toTopics(options.messages ?? {}, messages);
  const loaders = new Map(Object.entries(options.loaders ?? {}) as [string, Loader][]);
  for (const [name, loader] of loaders) {
    checkRecord(`${view}: loaders.${name}`, name, { written: loader, allowed: [] });
  }
  return { events, actions, messages, topics, missed: null, loaders };
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

export function toHandler(
  name: string,
  written: Run | Partial<Handler & { limit: number }>,
): Handler {
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
