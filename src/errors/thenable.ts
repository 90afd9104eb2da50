// Promises of any library, where they are waited for and where they should not be.

export function isThenable(value: unknown): value is Promise<unknown> {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
  return typeof (value as { then?: unknown }).then === "function";
}

/**
 * For a value that must not be a promise, and is refused by other means if it is one: nobody will wait for
 * it, and a rejection that nobody hears ends the process. Answers whether it was one. Never throws.
 */
export function disown(value: unknown): boolean {
  try {
    if (!isThenable(value)) return false;
    Promise.resolve(value).catch(() => {});
    return true;
  } catch {
    // What cannot even be looked at.
    return true;
  }
}
