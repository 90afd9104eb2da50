// Plain data: what may be bound, published or kept, and how development keeps it from being changed.

/** The path to the first value that is not plain data, or null when all of it is. */
export function findNonPlain(value: unknown, path = "", depth = 0): string | null {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return null;
    case "object":
      break;
    default:
      return path || "the value";
  }
  if (!isPlainObject(value) || depth > 32) return path || "the value";
  for (const [name, inner] of Object.entries(value)) {
    const found = findNonPlain(inner, path ? `${path}.${name}` : name, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** Arrays and objects that were written as literals, parsed, or made without a prototype. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Freezes plain data all the way down; instances of classes are left alone. What is frozen was seen before. */
export function deepFreeze(value: unknown): void {
  if (!isPlainObject(value) || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
