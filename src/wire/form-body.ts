// Decodes an urlencoded form body or query within bounds, into an object without a prototype.
import type { Payload } from "./protocol.js";

export interface FormLimits {
  /** Pairs in one body. */
  readonly maxParams: number;
  /** UTF-16 units of one decoded name. */
  readonly maxNameChars: number;
}

const refusedNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Names that reach a prototype when an author copies values carelessly. */
export function isRefusedName(name: string): boolean {
  return refusedNames.has(name);
}

/** Repeated names become arrays, in order. Null when the body is malformed or above a limit. */
export function parseFormBody(body: string, limits: FormLimits): Payload | null {
  const fields = Object.create(null) as Record<string, string | string[]>;
  let start = 0;
  let count = 0;
  while (start <= body.length) {
    let end = body.indexOf("&", start);
    if (end === -1) end = body.length;
    if (end > start) {
      count += 1;
      if (count > limits.maxParams || !addPair(fields, body.slice(start, end), limits)) return null;
    }
    start = end + 1;
  }
  return fields;
}

function addPair(
  fields: Record<string, string | string[]>,
  pair: string,
  limits: FormLimits,
): boolean {
  const equals = pair.indexOf("=");
  const name = decodePart(equals === -1 ? pair : pair.slice(0, equals));
  const value = equals === -1 ? "" : decodePart(pair.slice(equals + 1));
  if (name === null || value === null) return false;
  if (name.length > limits.maxNameChars || isRefusedName(name)) return false;
  const earlier = fields[name];
  if (earlier === undefined) fields[name] = value;
  else if (typeof earlier === "string") fields[name] = [earlier, value];
  else earlier.push(value);
  return true;
}

function decodePart(text: string): string | null {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return null;
  }
}
