// Decodes the flat names of a form, such as `user.name` and `rows[0][title]`, into nested plain data within bounds.
import { isRefusedName } from "./form-body.js";
import type { Payload } from "./protocol.js";

export interface FieldLimits {
  /** Names inside each other: `rows[0][title]` has three. */
  readonly maxFieldDepth: number;
  /** The highest index of a list: `rows[999]`. */
  readonly maxFieldIndex: number;
}

export const defaultFieldLimits: FieldLimits = { maxFieldDepth: 8, maxFieldIndex: 999 };

export type FieldValue =
  | string
  | readonly FieldValue[]
  | { readonly [name: string]: FieldValue | undefined };

/** Nested fields, without a prototype. */
export interface Fields {
  readonly [name: string]: FieldValue | undefined;
}

export interface DecodedFields {
  readonly values: Fields;
  /** The path to the control that was changed or the button of a reset; null for a submit. */
  readonly target: readonly string[] | null;
  /** The names of controls, as the page has them, that the user has not used yet. */
  readonly unused: readonly string[];
  /** The keys of lists of rows in their order, by the name of the list: `guests.*2` is row 2 of `guests`. */
  readonly rowKeys: Readonly<Record<string, readonly string[]>>;
}

/** What is not a field of the form, but says something about its controls. */
export const targetName = "_target";
export const unusedName = "_unused";

// Neither part can match what the other does, so a long name costs its length and no more.
const nested = /^[^.[\]]+(?:\.[^.[\]]+|\[[^[\]]*\])+$/;
const parts = /([^.[\]]+)|\[([^[\]]*)\]/g;
const index = /^(?:0|[1-9]\d{0,8})$/;

/** A list of values or a value under a name, or names in their order. */
type Leaf = string | readonly string[];
type Branch = Map<string, Branch | Leaf>;

interface Decoding {
  readonly limits: FieldLimits;
  readonly rowKeys: Record<string, readonly string[]>;
}

/**
 * Decodes what `parseFormBody` or a control's payload brought. Null: a name that is not allowed at some
 * depth, a limit exceeded, or one name for a value and for a group of values.
 *
 * `user.name` and `user[name]` are the same; `tags[]` is a list even of one; indexes make lists in the
 * order of the indexes, without holes; `*key` makes a list in the order of the body, and its key is
 * told in `rowKeys`; other keys make an object in the order of the body. A name with stray brackets or dots is
 * what it is.
 */
export function decodeFields(payload: Payload, limits: FieldLimits): DecodedFields | null {
  const root: Branch = new Map();
  for (const name in payload) {
    const value = payload[name];
    if (value === undefined || name === targetName || name === unusedName) continue;
    if (!add(root, name, { value, limits })) return null;
  }
  const targetText = payload[targetName];
  const target = typeof targetText === "string" ? pathOf(targetText, limits) : [];
  if (target === null) return null;
  const decoding = { limits, rowKeys: Object.create(null) as DecodedFields["rowKeys"] };
  const values = toPlain(root, "", decoding);
  if (values === null) return null;
  return {
    values: values as Fields,
    target: target.length > 0 ? target : null,
    unused: unusedNames(payload),
    rowKeys: decoding.rowKeys,
  };
}

/** Whether decoding would change nothing: most payloads are a value or two under plain names. */
export function isFlat(payload: Payload): boolean {
  for (const name in payload) {
    if (name === targetName || name === unusedName || /[.[]/.test(name)) return false;
  }
  return true;
}

/** The names of a control inside each other; null when one of them, or their number, is refused. */
export function pathOf(name: string, limits: FieldLimits): readonly string[] | null {
  if (!nested.test(name)) return isRefusedName(name) ? null : [name];
  const path: string[] = [];
  for (const [, dotted, bracketed = ""] of name.matchAll(parts)) path.push(dotted ?? bracketed);
  return path.length > limits.maxFieldDepth || path.some(isRefusedName) ? null : path;
}

function unusedNames(payload: Payload): readonly string[] {
  const text = payload[unusedName];
  return typeof text === "string" && text !== "" ? text.split(" ") : [];
}

function add(
  root: Branch,
  name: string,
  { value, limits }: { readonly value: Leaf; readonly limits: FieldLimits },
): boolean {
  const path = pathOf(name, limits);
  if (path === null) return false;
  const isList = path.length > 1 && path.at(-1) === "";
  const names = isList ? path.slice(0, -1) : path;
  let branch = root;
  for (const step of names.slice(0, -1)) {
    // An empty key in the middle would not say which of two names belong together.
    if (step === "") return false;
    const next = branch.get(step) ?? new Map();
    if (!(next instanceof Map)) return false;
    branch.set(step, next);
    branch = next;
  }
  const last = names.at(-1) as string;
  if (branch.has(last) || (last === "" && path.length > 1)) return false;
  branch.set(last, isList && typeof value === "string" ? [value] : value);
  return true;
}

/** Null when an index is above the limit, or rows and other keys are mixed. */
function toPlain(branch: Branch | Leaf, name: string, decoding: Decoding): FieldValue | null {
  if (!(branch instanceof Map)) return branch;
  const keys = [...branch.keys()];
  // The form itself is no list, whatever its fields are called.
  const isRows = name !== "" && keys.every((key) => key.startsWith("*"));
  if (isRows) decoding.rowKeys[name] = keys.map((key) => key.slice(1));
  else if (name !== "" && keys.some((key) => key.startsWith("*"))) return null;
  const isIndexed = name !== "" && keys.every((key) => index.test(key));
  if (isIndexed) {
    keys.sort((a, b) => Number(a) - Number(b));
    if (Number(keys.at(-1)) > decoding.limits.maxFieldIndex) return null;
  }
  const values: FieldValue[] = [];
  for (const key of keys) {
    const inner = branch.get(key) as Branch | Leaf;
    const value = toPlain(inner, name === "" ? key : `${name}.${key}`, decoding);
    if (value === null) return null;
    values.push(value);
  }
  if (isRows || isIndexed) return values;
  const fields = Object.create(null) as Record<string, FieldValue>;
  keys.forEach((key, at) => {
    fields[key] = values[at] as FieldValue;
  });
  return fields;
}
