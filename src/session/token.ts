// The signed token of a page: which session it may join, bound to the visitor's cookie; it holds no session data.
import { createHmac, timingSafeEqual } from "node:crypto";

/** What a token says; the cookie it is bound to is in the MAC only. */
export interface TokenClaims {
  readonly sessionId: string;
  /** The process that owns the session, so that a join which lands elsewhere knows whom to ask. */
  readonly owner: string;
  readonly issuedAtMs: number;
}

/** A token made for one purpose is never accepted for another. */
export const TokenPurpose = { join: "join", form: "form", flash: "flash", embed: "embed" } as const;
export type TokenPurpose = (typeof TokenPurpose)[keyof typeof TokenPurpose];

/** Keys for one purpose: the first signs, all verify. */
export type TokenKeys = readonly Buffer[];

export type TokenRefusal = "malformed" | "forged" | "expired" | "future";
export type TokenCheck =
  | { readonly isValid: true; readonly claims: TokenClaims }
  | { readonly isValid: false; readonly reason: TokenRefusal };

export interface TokenRules {
  readonly keys: TokenKeys;
  readonly cookieId: string;
  readonly nowMs: number;
  readonly maxAgeMs: number;
}

const version = "1";
/** 132 bits in base64url. */
const macChars = 22;
const maxFutureMs = 60_000;
// Nothing longer is split or hashed: the longest token that signToken makes stays well below.
const maxLength = 160;
const shape = /^1\.([\w-]{1,64})\.([\w-]{1,32})\.([0-9a-z]{1,11})\.([\w-]{22})$/;

/** Derives the keys of one purpose, so that a MAC made for another purpose cannot fit. */
export function deriveTokenKeys(secrets: readonly string[], purpose: TokenPurpose): TokenKeys {
  return secrets.map((secret) =>
    createHmac("sha256", secret).update(`slotwire ${purpose} ${version}`).digest(),
  );
}

/** `1.SESSION.OWNER.TIME.MAC`, about 65 characters that need no escaping in HTML or JSON. */
export function signToken(claims: TokenClaims, keys: TokenKeys, cookieId: string): string {
  const key = keys[0];
  if (key === undefined) throw new TypeError("signToken needs a key");
  const seconds = Math.floor(claims.issuedAtMs / 1000).toString(36);
  const body = `${version}.${claims.sessionId}.${claims.owner}.${seconds}`;
  return `${body}.${macOf(body, key, cookieId)}`;
}

/** Checks shape, MAC, then age, in this order: a forged token learns nothing about clocks. */
export function verifyToken(token: unknown, rules: TokenRules): TokenCheck {
  if (typeof token !== "string" || token.length > maxLength) return refused("malformed");
  const match = shape.exec(token);
  if (match === null) return refused("malformed");
  const [, sessionId = "", owner = "", seconds = "", mac = ""] = match;
  const body = token.slice(0, -mac.length - 1);
  if (!rules.keys.some((key) => isEqualText(mac, macOf(body, key, rules.cookieId)))) {
    return refused("forged");
  }
  const issuedAtMs = Number.parseInt(seconds, 36) * 1000;
  if (issuedAtMs > rules.nowMs + maxFutureMs) return refused("future");
  if (rules.nowMs - issuedAtMs > rules.maxAgeMs) return refused("expired");
  return { isValid: true, claims: { sessionId, owner, issuedAtMs } };
}

function refused(reason: TokenRefusal): TokenCheck {
  return { isValid: false, reason };
}

// "\0" can be in neither part, so no other split of body and cookie gives the same input.
export function macOf(body: string, key: Buffer, cookieId: string): string {
  const digest = createHmac("sha256", key).update(`${body}\0${cookieId}`).digest("base64url");
  return digest.slice(0, macChars);
}

// Texts are compared, not decoded bytes: the spare bits of a last base64url character would let
// four spellings of one MAC pass.
export function isEqualText(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
