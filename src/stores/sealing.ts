// Texts that a page holds and cannot read: sealed by AES-256-GCM under the app's secrets, and bound to what they are for.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

export type SealedText =
  | {
      readonly isOpened: true;
      readonly text: string;
      /** Random, and of no other seal. */
      readonly id: string;
      readonly sealedAtMs: number;
    }
  | { readonly isOpened: false; readonly reason: "malformed" | "forged" };

export interface SealingOptions {
  /** The first seals, all open. */
  readonly secrets: readonly string[];
  /** A text sealed for one purpose is never opened for another. */
  readonly purpose: string;
  /** The wall clock, which the processes of an app share more or less. */
  readonly now?: (() => number) | undefined;
}

const version = 1;
const idBytes = 16;
const timeBytes = 6;
const headBytes = 1 + idBytes + timeBytes;
const tagBytes = 16;
const shape = /^[\w-]+$/;
const cipher = "aes-256-gcm";

/**
 * Seals and opens. What is sealed is base64url of
 * `version (1) · id (16) · sealed at (6) · ciphertext · tag (16)`. Key and nonce of each seal are derived
 * from a secret and the seal's random id, so that no nonce can come twice for a key.
 */
export class Sealing {
  readonly #masters: readonly Buffer[];
  readonly #now: () => number;

  constructor({ secrets, purpose, now = Date.now }: SealingOptions) {
    this.#masters = secrets.map((secret) => derive(secret, "", purpose, 32));
    this.#now = now;
  }

  seal(text: string, bound: readonly unknown[]): string {
    const master = this.#masters[0];
    if (master === undefined) throw new TypeError("Sealing needs a secret");
    const head = Buffer.alloc(headBytes);
    head.writeUInt8(version, 0);
    randomBytes(idBytes).copy(head, 1);
    head.writeUIntBE(this.#now(), 1 + idBytes, timeBytes);
    const { key, nonce } = keyOf(master, head);
    const sealing = createCipheriv(cipher, key, nonce).setAAD(boundTo(head, bound));
    return Buffer.concat([
      head,
      sealing.update(text, "utf8"),
      sealing.final(),
      sealing.getAuthTag(),
    ]).toString("base64url");
  }

  /** Opens what came from a page, for exactly what it was bound to. Never throws. */
  open(sealed: unknown, bound: readonly unknown[]): SealedText {
    if (typeof sealed !== "string" || !shape.test(sealed)) return refused("malformed");
    const bytes = Buffer.from(sealed, "base64url");
    // Spare bits of the last character would give one seal several spellings.
    const isWhole = bytes.length >= headBytes + tagBytes && bytes[0] === version;
    if (!isWhole || bytes.toString("base64url") !== sealed) return refused("malformed");
    const text = this.#decipher(bytes, bound);
    if (text === null) return refused("forged");
    const sealedAtMs = bytes.readUIntBE(1 + idBytes, timeBytes);
    const id = bytes.toString("base64url", 1, 1 + idBytes);
    return { isOpened: true, text, id, sealedAtMs };
  }

  #decipher(bytes: Buffer, bound: readonly unknown[]): string | null {
    const head = bytes.subarray(0, headBytes);
    const sealed = bytes.subarray(headBytes, -tagBytes);
    const aad = boundTo(head, bound);
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

/** JSON keeps the parts apart: no other parts give the same bytes. */
function boundTo(head: Buffer, bound: readonly unknown[]): Buffer {
  return Buffer.concat([head, Buffer.from(JSON.stringify(bound))]);
}

function refused(reason: "malformed" | "forged"): SealedText {
  return { isOpened: false, reason };
}
