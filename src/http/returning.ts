// The header of a page that has lost its session and fetches itself again: whose page it is, and how far it came.
import type { Returning } from "../session/restore.js";

const shape = /^(\S{1,160}) (\w{1,64}) (\d{1,15}) (\d{1,15}) (\d{1,15})( sealed)?$/;

/** `TOKEN INSTANCE EPOCH SEQ REF`, and `sealed` where the page holds its session. Null for anything else: such a page mounts afresh. */
export function returningOf(
  header: unknown,
  sessionIdOf: (token: string) => string | null,
): Returning | null {
  const match = typeof header === "string" ? shape.exec(header) : null;
  if (match === null) return null;
  const [, token = "", instance = "", epoch, seq, ref, sealed] = match;
  const sessionId = sessionIdOf(token);
  if (sessionId === null) return null;
  return {
    sessionId,
    instance,
    epoch: Number(epoch),
    seq: Number(seq),
    ref: Number(ref),
    isSealed: sealed !== undefined,
  };
}
