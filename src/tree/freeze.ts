// Freezes props in development: a component that changes them would defeat the skipping of renders.

/** Freezes plain objects and arrays, deeply; what a class made is left alone. */
export function freezeProps(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  if (!Array.isArray(value)) {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return;
  }
  Object.freeze(value);
  for (const field of Object.values(value)) freezeProps(field);
}
