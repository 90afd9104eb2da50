// The token of a printed form, which a POST without JavaScript brings back: whose page it was, and the salt of its actions.
import { createHmac } from "node:crypto";
import {
  signToken,
  type TokenClaims,
  type TokenKeys,
  type TokenRules,
  verifyToken,
} from "./token.js";

/** A token, and the secret number under which its forms name their actions. */
export interface FormToken {
  readonly token: string;
  readonly salt: number;
}

const saltBytes = 6;

export function signFormToken(claims: TokenClaims, keys: TokenKeys, cookieId: string): FormToken {
  const token = signToken(claims, keys, cookieId);
  return { token, salt: saltOf(token, keys[0] as Buffer) };
}

/** Null for every token that this browser was not given for a form, or too long ago. */
export function verifyFormToken(token: unknown, rules: TokenRules): FormToken | null {
  const key = rules.keys.find((each) => verifyToken(token, { ...rules, keys: [each] }).isValid);
  return key === undefined ? null : { token: token as string, salt: saltOf(token as string, key) };
}

/**
 * The fresh mount of a POST has another salt than the page had, and the page's must stay secret. This
 * one follows from the token, for whoever has the key: nothing has to be kept between the two requests.
 */
function saltOf(token: string, key: Buffer): number {
  const digest = createHmac("sha256", key).update(`salt ${token}`).digest();
  return digest.readUIntBE(0, saltBytes);
}
