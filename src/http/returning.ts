// The header of a page that has lost its session and fetches itself again: whose page it is, and how far it came.
import type { Returning } from "../session/restore.js";
import type { TokenClaims } from "../session/token.js";

const shape = /^(\S{1,160}) (\w{1,64}) (\d{1,15}) (\d{1,15}) (\d{1,15})( sealed)?$/;

/** `TOKEN INSTANCE EPOCH SEQ REF`, and `sealed` where the page holds its session. Null for anything else: such a page mounts afresh. */
export function returningOf(
  header: unknown,
  claimsOf: (token: string) => TokenClaims | null,
): Returning | null {
  const match = typeof header === "string" ? shape.exec(header) : null;
  if (match === null) return null;
  const [, token = "", instance = "", epoch, seq, ref, sealed] = match;
  const claims = claimsOf(token);
  if (claims === null) return null;
  return {
    sessionId: claims.sessionId,
    owner: claims.owner,
    instance,
    epoch: Number(epoch),
    seq: Number(seq),
    ref: Number(ref),
    isSealed: sealed !== undefined,
  };
}
