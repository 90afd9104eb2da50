// Checks that a view handles what its `ctx` asks for: topics it subscribes to, messages of its timers.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import type { Loaded } from "../live/loaded.js";
import { nearestName } from "../live/nearest.js";
import type { Topic } from "../live/topic.js";
import type { Handler, HandlerSet } from "../live/view-definition.js";

const maxMs = 0x7fffffff;

/** The view's messages for a topic, by its own name or its family's. */
export function topicHandlers(
  definition: HandlerSet,
  topic: string,
  family: string | null,
): readonly Handler[] {
  const own = definition.topics.get(topic) ?? [];
  const shared = family === null ? undefined : definition.topics.get(family);
  if (shared === undefined) return own;
  return own.length === 0 ? shared : [...own, ...shared];
}

export function assertHandled(definition: HandlerSet, topic: Topic<unknown>): void {
  if (topicHandlers(definition, topic.name, topic.family).length > 0) return;
  throw new LiveError("UNHANDLED_TOPIC", { view: viewName(definition), topic: topic.name });
}

export function assertMessage(definition: HandlerSet, name: string): void {
  if (definition.messages.has(name)) return;
  const nearest = nearestName(name, definition.messages.keys());
  throw new LiveError("UNKNOWN_MESSAGE", { view: viewName(definition), name, nearest });
}

export function assertTimer(definition: HandlerSet, name: string, ms: number): void {
  assertMessage(definition, name);
  // NaN would be due at once, for ever.
  if (!(ms >= 1 && ms <= maxMs)) throw new LiveError("BAD_INTERVAL", { name, got: ms });
}

export function assertErrorStatus(code: number): number {
  if (Number.isInteger(code) && code >= 400 && code <= 599) return code;
  throw new LiveError("STATUS_NOT_ALLOWED", { got: code });
}

export function handlerTimeout(
  { definition }: { definition: HandlerSet },
  handler: string,
  ms: number,
): LiveError {
  return new LiveError("HANDLER_TIMEOUT", { view: viewName(definition), handler, ms });
}

export function viewName(definition: HandlerSet): string {
  return definition.name ?? "the view";
}

interface ShownView {
  readonly definition: HandlerSet;
  readonly visit: { readonly url: string } | null;
}

/** A view without a name is known by the path of its page. */
export function placeName({ definition, visit }: ShownView): string {
  if (definition.name !== null || visit === null) return viewName(definition);
  return `the view at ${visit.url.replace(/[?#].*$/s, "")}`;
}

/** In development only: in production anyone may send anything. */
export function reportUnknown(host: UnknownHost, name: string): void {
  if (!isDevelopment()) return;
  const { definition } = host;
  const nearest = nearestName(name, definition.events.keys());
  const error = new LiveError("UNKNOWN_EVENT", { view: viewName(definition), name, nearest });
  host.handlerFailed(error, "dispatch");
}

interface UnknownHost {
  readonly definition: HandlerSet;
  handlerFailed(error: unknown, where: string): unknown;
}

/** What the state holds while a loader runs; throws for a name that the view does not have. */
export function loadingValue(definition: HandlerSet, state: object, name: string): Loaded<never> {
  if (!definition.loaders.has(name)) {
    const nearest = nearestName(name, definition.loaders.keys());
    throw new LiveError("UNKNOWN_LOADER", { view: viewName(definition), name, nearest });
  }
  const before = (state as Readonly<Record<string, Loaded<never> | undefined>>)[name];
  return { status: "loading", value: before?.value ?? null, error: null };
}
