// The 42 bits that a page holds of a bound action: a keyed hash over owner, name and argument.
import type { Action } from "../jsx/action.js";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Serialises plain data so that equal values give equal text, whatever the order of their keys. */
export function stableJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  // Two numbers to a handler, so that it would be nobody's guess which of them was clicked.
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(stableJson).join()}]`;
  if (value instanceof Date) return `d${value.getTime()}`;
  const fields: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const field: unknown = value[name as keyof typeof value];
    if (field !== undefined) fields.push(`${JSON.stringify(name)}:${stableJson(field)}`);
  }
  return `{${fields.join()}}`;
}

/** Whether two actions run the same handler with the same argument. */
export function actionsEqual(one: Action, other: Action): boolean {
  if (one === other) return true;
  if (one.name !== other.name || one.owner !== other.owner) return false;
  if (Object.is(one.arg, other.arg)) return true;
  if (typeof one.arg !== "object" || typeof other.arg !== "object") return false;
  return stableJson(one.arg) === stableJson(other.arg);
}

/**
 * Names an action on the page: `@` and 7 base64url characters. The salt is the session's secret, so
 * that nobody can prepare data whose action looks like another one in somebody else's page.
 */
export function fingerprint(action: Action, salt: number): string {
  const [low, high] = keyedHash(`${action.owner}\0${action.name}\0${stableJson(action.arg)}`, salt);
  let text = "@";
  for (let shift = 0; shift < 30; shift += 6) text += alphabet[(low >>> shift) & 63];
  // The two bits that are left of the low word, and ten of the high one.
  const rest = (low >>> 30) | ((high & 1023) << 2);
  return text + alphabet[rest & 63] + alphabet[rest >>> 6];
}

/**
 * HalfSipHash-2-4 over UTF-16 units with a 64-bit result: a hash without a key would let an author of
 * data search for a collision at home, and SHA-256 costs ten times as much for strings this short.
 */
function keyedHash(text: string, salt: number): [number, number] {
  const key = [salt | 0, (salt / 0x1_0000_0000) | 0] as const;
  const state = { a: key[0], b: key[1] ^ 0xee, c: key[0] ^ 0x6c796765, d: key[1] ^ 0x74656462 };
  for (let at = 0; at < text.length; at += 2) {
    // Past the end charCodeAt is NaN, which is 0 as an integer; the length at the end tells them apart.
    absorb(state, text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16));
  }
  absorb(state, text.length);
  state.c ^= 0xee;
  for (let round = 0; round < 4; round++) mix(state);
  const low = state.b ^ state.d;
  state.b ^= 0xdd;
  for (let round = 0; round < 4; round++) mix(state);
  return [low, state.b ^ state.d];
}

interface HashState {
  a: number;
  b: number;
  c: number;
  d: number;
}

function absorb(state: HashState, word: number): void {
  state.d ^= word;
  mix(state);
  mix(state);
  state.a ^= word;
}

function mix(state: HashState): void {
  let { a, b, c, d } = state;
  a = (a + b) | 0;
  b = rotate(b, 5) ^ a;
  a = rotate(a, 16);
  c = (c + d) | 0;
  d = rotate(d, 8) ^ c;
  a = (a + d) | 0;
  d = rotate(d, 7) ^ a;
  c = (c + b) | 0;
  b = rotate(b, 13) ^ c;
  c = rotate(c, 16);
  state.a = a;
  state.b = b;
  state.c = c;
  state.d = d;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
