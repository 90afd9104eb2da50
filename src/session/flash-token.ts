// The signed token with which messages that are shown once go along to the next page, bound to the visitor's cookie.
import type { Flash } from "../live/flash.js";
import { isKind } from "./call-arguments.js";
import { entriesOf, type FlashEntries, flashOf, noFlash } from "./flashes.js";
import type { Limits } from "./limits.js";
import { deriveTokenKeys, isEqualText, macOf, type TokenKeys, TokenPurpose } from "./token.js";

const maxFutureMs = 60_000;
const shape = /^1\.([0-9a-z]{1,11})\.([\w-]+)\.([\w-]{22})$/;

type FlashTokenLimits = Pick<
  Limits,
  "maxFlashKinds" | "maxFlashChars" | "maxFlashTokenChars" | "flashMs"
>;

/** One per live app. */
export class FlashTokens {
  readonly #keys: TokenKeys;
  readonly #limits: FlashTokenLimits;

  constructor(secrets: readonly string[], limits: FlashTokenLimits) {
    this.#keys = deriveTokenKeys(secrets, TokenPurpose.flash);
    this.#limits = limits;
  }

  /** `1.TIME.DATA.MAC`, fit for a header and a cookie: where it would be too long, the oldest stay behind. */
  sign(flash: Flash, cookieId: string, nowMs = Date.now()): string {
    const seconds = Math.floor(nowMs / 1000).toString(36);
    const key = this.#keys[0] as Buffer;
    for (let entries = entriesOf(flash); ; entries = entries.slice(1)) {
      const data = Buffer.from(JSON.stringify(entries)).toString("base64url");
      const body = `1.${seconds}.${data}`;
      const token = `${body}.${macOf(body, key, cookieId)}`;
      if (token.length <= this.#limits.maxFlashTokenChars || entries.length === 0) return token;
    }
  }

  /** Nothing for every token that was not given to this browser a moment ago. */
  read(token: unknown, cookieId: string, nowMs = Date.now()): Flash {
    if (typeof token !== "string" || token.length > this.#limits.maxFlashTokenChars) return noFlash;
    const match = shape.exec(token);
    if (match === null) return noFlash;
    const [, seconds = "", data = "", mac = ""] = match;
    const body = token.slice(0, -mac.length - 1);
    if (!this.#keys.some((key) => isEqualText(mac, macOf(body, key, cookieId)))) return noFlash;
    const ageMs = nowMs - Number.parseInt(seconds, 36) * 1000;
    if (ageMs > this.#limits.flashMs || ageMs < -maxFutureMs) return noFlash;
    return flashOf(readEntries(data), this.#limits);
  }
}

/** What was signed here is an array of pairs; another version of this library may have signed something else. */
function readEntries(data: string): FlashEntries {
  const parsed: unknown = JSON.parse(Buffer.from(data, "base64url").toString());
  if (!Array.isArray(parsed)) return [];
  return parsed.filter(
    (entry) => Array.isArray(entry) && isKind(entry[0]) && typeof entry[1] === "string",
  ) as unknown as FlashEntries;
}
