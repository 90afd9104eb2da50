// Snapshots that the browser keeps while no process does: sealed, bound to their session, opened once.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { ConsumedIds } from "./consumed.js";

/** What a seal is bound to; it opens for exactly the same. */
export interface SealBinding {
  /** The visitor's cookie. */
  readonly cookieId: string;
  readonly sessionId: string;
  /** Whose session it is, null where the app does not say. */
  readonly key: string | null;
  readonly epoch: number;
}

export type Sealing =
  | { readonly isSealed: true; readonly text: string }
  | { readonly isSealed: false; readonly reason: "too-large" };

/** `forged` stands for another binding too: which part is wrong is nobody's business. */
export type SealRefusal =
  | "malformed"
  | "too-large"
  | "forged"
  | "expired"
  | "future"
  | "revoked"
  | "reused"
  | "full";

export type Opening =
  | { readonly isOpened: true; readonly snapshot: string; readonly sealedAtMs: number }
  | { readonly isOpened: false; readonly reason: SealRefusal };

export interface SealOptions {
  /** The first seals, all open. */
  readonly secrets: readonly string[];
  readonly keepMs?: number;
  /** Bytes of the sealed text. */
  readonly maxBytes?: number;
  /** Opened seals that are remembered until they expire. */
  readonly maxConsumed?: number;
  /** The wall clock, which the processes of an app share more or less. */
  readonly now?: () => number;
}

export const sealDefaults = {
  keepMs: 5 * 60_000,
  // The page sends it back in one frame, which holds 64 KiB.
  maxBytes: 48 * 1024,
  maxConsumed: 100_000,
} as const;

const purpose = "slotwire snapshot 1";
const version = 1;
const idBytes = 16;
const timeBytes = 6;
const headBytes = 1 + idBytes + timeBytes;
const tagBytes = 16;
const maxFutureMs = 60_000;
const shape = /^[\w-]+$/;
const cipher = "aes-256-gcm";

/**
 * Seals and opens. The text is base64url of
 * `version (1) · id (16) · sealed at (6) · ciphertext · tag (16)`, by AES-256-GCM. Key and nonce of each
 * seal are derived from a secret and the seal's random id, so that no nonce can come twice for a key.
 */
export class Seals {
  readonly #masters: readonly Buffer[];
  readonly #keepMs: number;
  readonly #maxBytes: number;
  readonly #consumed: ConsumedIds;
  readonly #now: () => number;

  constructor({ secrets, now = Date.now, ...options }: SealOptions) {
    const { keepMs, maxBytes, maxConsumed } = { ...sealDefaults, ...options };
    this.#masters = secrets.map((secret) => derive(secret, "", purpose, 32));
    this.#keepMs = keepMs;
    this.#maxBytes = maxBytes;
    this.#consumed = new ConsumedIds(maxConsumed);
    this.#now = now;
  }

  /** Opened seals that are remembered. */
  get consumedCount(): number {
    return this.#consumed.size;
  }

  seal(snapshot: string, binding: SealBinding): Sealing {
    const master = this.#masters[0];
    if (master === undefined) throw new TypeError("Seals need a secret");
    if (snapshot.length > this.#maxBytes) return { isSealed: false, reason: "too-large" };
    const head = Buffer.alloc(headBytes);
    head.writeUInt8(version, 0);
    randomBytes(idBytes).copy(head, 1);
    head.writeUIntBE(this.#now(), 1 + idBytes, timeBytes);
    const { key, nonce } = keyOf(master, head);
    const sealing = createCipheriv(cipher, key, nonce).setAAD(boundTo(head, binding));
    const text = Buffer.concat([
      head,
      sealing.update(snapshot, "utf8"),
      sealing.final(),
      sealing.getAuthTag(),
    ]).toString("base64url");
    if (text.length > this.#maxBytes) return { isSealed: false, reason: "too-large" };
    return { isSealed: true, text };
  }

  /**
   * Opens what came from a page; `notBeforeMs` refuses what was sealed before, for a key whose sessions
   * were ended. Checks shape, authenticity, age and use, in this order. Never throws.
   */
  open(text: unknown, binding: SealBinding, notBeforeMs = 0): Opening {
    if (typeof text !== "string" || !shape.test(text)) return refused("malformed");
    if (text.length > this.#maxBytes) return refused("too-large");
    const bytes = Buffer.from(text, "base64url");
    // Spare bits of the last character would give one seal several spellings.
    const isWhole = bytes.length >= headBytes + tagBytes && bytes[0] === version;
    if (!isWhole || bytes.toString("base64url") !== text) return refused("malformed");
    const snapshot = this.#decipher(bytes, binding);
    if (snapshot === null) return refused("forged");
    const sealedAtMs = bytes.readUIntBE(1 + idBytes, timeBytes);
    const nowMs = this.#now();
    if (sealedAtMs > nowMs + maxFutureMs) return refused("future");
    if (nowMs - sealedAtMs > this.#keepMs) return refused("expired");
    if (sealedAtMs < notBeforeMs) return refused("revoked");
    const id = bytes.toString("base64url", 1, 1 + idBytes);
    const use = this.#consumed.consume(id, sealedAtMs + this.#keepMs, nowMs);
    if (use === "repeat") return refused("reused");
    if (use === "full") return refused("full");
    return { isOpened: true, snapshot, sealedAtMs };
  }

  #decipher(bytes: Buffer, binding: SealBinding): string | null {
    const head = bytes.subarray(0, headBytes);
    const sealed = bytes.subarray(headBytes, -tagBytes);
    const aad = boundTo(head, binding);
    for (const master of this.#masters) {
      const { key, nonce } = keyOf(master, head);
      const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
      opening.setAAD(aad).setAuthTag(bytes.subarray(-tagBytes));
      try {
        return Buffer.concat([opening.update(sealed), opening.final()]).toString("utf8");
      } catch {
        // Another secret may have sealed it; with the last one it is forged.
      }
    }
    return null;
  }
}

function keyOf(master: Buffer, head: Buffer): { key: Buffer; nonce: Buffer } {
  const made = derive(master, head.subarray(1, 1 + idBytes), "key and nonce", 32 + 12);
  return { key: made.subarray(0, 32), nonce: made.subarray(32) };
}

function derive(from: string | Buffer, salt: string | Buffer, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", from, salt, info, bytes));
}

/** JSON keeps the parts apart: no other cookie, session and key give the same bytes. */
function boundTo(head: Buffer, { cookieId, sessionId, key, epoch }: SealBinding): Buffer {
  return Buffer.concat([head, Buffer.from(JSON.stringify([cookieId, sessionId, key, epoch]))]);
}

function refused(reason: SealRefusal): Opening {
  return { isOpened: false, reason };
}
