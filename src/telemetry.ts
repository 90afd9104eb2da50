// What the library tells observers: diagnostics_channel events, and where errors of an app's code go.
import { channel } from "node:diagnostics_channel";

/** Where an error of the app's code happened. */
export type ErrorPlace = {
  /** The view's name, when it has one. */
  readonly view: string | null;
  /** `mount`, `render`, `unmount`, a handler as in `events.increment`, or of no view: `store`, `pubsub`, `setup`. */
  readonly where: string;
  readonly sessionId: string | null;
  /** What the page is told instead of the error, so that a visitor can name it. */
  readonly reference?: string;
};

/** What it throws, or rejects with, goes to stderr. */
export type OnError = (error: unknown, place: ErrorPlace) => void;

/** `{ error, place }` for each error of the app's code. */
export const errorChannel = channel("slotwire:error");
/** `{ sessionId, view }` */
export const mountChannel = channel("slotwire:mount");
/** `{ sessionId, view }` */
export const closeChannel = channel("slotwire:close");

/** `{ sessionId, view, component, id, name }` for a message to a component that is not rendered. */
export const missedChannel = channel("slotwire:missed");

/** Publishes the error, then calls `onError`, or writes to stderr without one. Never throws. */
export function reportError(onError: OnError | null, error: unknown, place: ErrorPlace): void {
  errorChannel.publish({ error, place });
  if (onError === null) return writeError(error, place);
  const failed = (second: unknown): void => writeError(second, { ...place, where: "onError" });
  try {
    const result: unknown = onError(error, place);
    // An async one that rejects with nobody to hear it would end the process.
    if (result instanceof Promise) result.catch(failed);
  } catch (second) {
    failed(second);
  }
}

/** Where no view is. */
const viewless: ReadonlySet<string> = new Set(["store", "pubsub", "setup"]);

function writeError(error: unknown, { view, where, reference }: ErrorPlace): void {
  const name = reference === undefined ? "" : ` (${reference})`;
  const owner = viewless.has(where) ? "" : ` of ${view ?? "a view"}`;
  process.stderr.write(`slotwire: error in ${where}${owner}${name}\n${stackOf(error)}\n`);
}

/** Whatever was thrown: a text, nothing, a proxy that throws when it is looked at. */
function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack ?? error.message) : String(error);
  } catch {
    return "something that cannot be shown";
  }
}
