// What the library tells observers: diagnostics_channel events, and where errors of an app's code go.
import { channel } from "node:diagnostics_channel";

/** Where an error of the app's code happened. */
export type ErrorPlace = {
  /** The view's name, when it has one. */
  readonly view: string | null;
  /** `mount`, `render`, `unmount`, or a handler as in `events.increment`. */
  readonly where: string;
  readonly sessionId: string | null;
};

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
  try {
    (onError ?? writeError)(error, place);
  } catch (second) {
    writeError(second, { ...place, where: "onError" });
  }
}

function writeError(error: unknown, place: ErrorPlace): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`slotwire: error in ${place.where} of ${place.view ?? "a view"}\n${text}\n`);
}
