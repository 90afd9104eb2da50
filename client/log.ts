// The one place where the browser runtime says that something went wrong.

/** Whose mistake it was: the app's author, the server's answer, the network, or Slotwire itself. */
export type Attribution = "app" | "server" | "network" | "slotwire";

export type LogError = typeof logError;

/** Writes one line to the browser's console. Codes are stable; docs/events.md explains them. */
export function logError(
  code: string,
  message: string,
  metadata: unknown,
  attribution: Attribution,
): void {
  console.error(`slotwire ${code} (${attribution}): ${message}`, metadata ?? "");
}
