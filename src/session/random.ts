// Random bytes from a pool: asking the system for sixteen at a time costs more than printing a small page.
import { randomFillSync } from "node:crypto";

const pool = Buffer.alloc(4096);
let used = pool.length;

/** `bytes` unguessable bytes, never handed out twice. At most the size of the pool. */
function takeRandom(bytes: number): Buffer {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.subarray(used - bytes, used);
}

/** An unguessable name in base64url. */
export function randomId(bytes: number): string {
  return takeRandom(bytes).toString("base64url");
}

/** An unguessable integer below 2^32. */
export function randomSalt(): number {
  return takeRandom(4).readUInt32LE();
}
