// What a snapshot can hold: plain data and the few built-in classes that come back as what they were.

/** Why a value cannot be kept, and where it is. */
export interface Unstorable {
  readonly path: string;
  readonly reason: "not-plain" | "too-deep";
  readonly value: unknown;
}

// Subclasses are told apart by their prototype: they would come back as the class they extend.
const leaves = new Set<object>(
  [
    Date,
    RegExp,
    URL,
    URLSearchParams,
    ArrayBuffer,
    DataView,
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  ].map(({ prototype }) => prototype),
);

/**
 * The first value that cannot be kept, or null. One that occurs several times, or in itself, is looked
 * at once. About a seventh of what writing the snapshot takes.
 */
export function findUnstorable(value: unknown, maxDepth: number): Unstorable | null {
  return search(value, { seen: new Set(), maxDepth }, 0);
}

interface Search {
  readonly seen: Set<object>;
  readonly maxDepth: number;
}

function search(value: unknown, walk: Search, depth: number): Unstorable | null {
  switch (typeof value) {
    case "function":
    case "symbol":
      return { path: "", reason: "not-plain", value };
    case "object":
      break;
    default:
      return null;
  }
  if (value === null || walk.seen.has(value)) return null;
  walk.seen.add(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (leaves.has(prototype as object)) return null;
  if (depth >= walk.maxDepth) return { path: "", reason: "too-deep", value };
  if (prototype === Object.prototype || prototype === null) return searchObject(value, walk, depth);
  if (prototype === Array.prototype) return searchList(value as unknown[], walk, depth);
  if (prototype === Map.prototype) return searchMap(value as Map<unknown, unknown>, walk, depth);
  if (prototype === Set.prototype) {
    return searchEach([...(value as Set<unknown>)], { walk, depth, name: (i) => `{${i}}` });
  }
  return { path: "", reason: "not-plain", value };
}

function searchObject(value: object, walk: Search, depth: number): Unstorable | null {
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (!Object.prototype.propertyIsEnumerable.call(value, symbol)) continue;
    return { path: `[${String(symbol)}]`, reason: "not-plain", value: symbol };
  }
  for (const name of Object.keys(value)) {
    // It would be the prototype of what is read back.
    if (name === "__proto__") return { path: ".__proto__", reason: "not-plain", value };
    const found = search((value as Record<string, unknown>)[name], walk, depth + 1);
    if (found !== null) return within(`.${name}`, found);
  }
  return null;
}

function searchList(value: unknown[], walk: Search, depth: number): Unstorable | null {
  // A list of a billion holes costs devalue nothing, and must cost nothing here.
  const indexes = value.length > 10_000 ? Object.keys(value) : value.keys();
  for (const index of indexes) {
    const found = search(value[Number(index)], walk, depth + 1);
    if (found !== null) return within(`[${index}]`, found);
  }
  return null;
}

function searchMap(value: Map<unknown, unknown>, walk: Search, depth: number): Unstorable | null {
  const name = (index: number) => `{${index}}`;
  return (
    searchEach([...value.keys()], { walk, depth, name }) ??
    searchEach([...value.values()], { walk, depth, name })
  );
}

interface Each {
  readonly walk: Search;
  readonly depth: number;
  name(index: number): string;
}

function searchEach(values: readonly unknown[], { walk, depth, name }: Each): Unstorable | null {
  for (const [index, inner] of values.entries()) {
    const found = search(inner, walk, depth + 1);
    if (found !== null) return within(name(index), found);
  }
  return null;
}

function within(step: string, found: Unstorable): Unstorable {
  return { ...found, path: step + found.path };
}
