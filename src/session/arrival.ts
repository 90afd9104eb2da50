// Finds the session of a join: in this process at once, or where its page, its owner or the store has it.
import type { JoinMessage } from "../wire/client-frames.js";
import type { Limits } from "./limits.js";
import type { ResumePoint } from "./outbox.js";
import type { Registry } from "./registry.js";
import type { Session } from "./session.js";
import type { TokenCheck, TokenClaims } from "./token.js";

/** The same for all sockets of an app. */
export interface ArrivalOptions {
  readonly registry: Registry;
  readonly verifyToken: (token: string, cookieId: string) => TokenCheck;
  /** The token of a page whose session was another process'; without it the page keeps its own. */
  readonly renewToken?: (claims: TokenClaims, cookieId: string) => string;
}

/** Whose socket it is. */
export interface SocketOrigin {
  readonly cookieId: string;
  /** The page has the tools for development. */
  readonly hasTools: boolean;
}

export interface ConnectionOptions extends ArrivalOptions {
  readonly limits: Limits;
}

/** A join, with whom it is from. */
export type Joining = JoinMessage & { readonly cookieId: string };

/** A session, and what its page has of it. */
export interface Arrival {
  readonly session: Session;
  readonly at: ResumePoint;
}

/** Null: it is gone. */
export type Found = Arrival | "forged" | null;

export function isArrival(found: Found): found is Arrival {
  return found !== null && found !== "forged";
}

/** The promise does not reject. */
export function findSession(
  options: ArrivalOptions,
  joining: Joining,
): Found | Promise<Arrival | null> {
  const { registry, verifyToken } = options;
  const check = verifyToken(joining.token, joining.cookieId);
  if (!check.isValid) return "forged";
  const { claims } = check;
  if (joining.sealed !== "") return unseal(options, joining, claims);
  const coming = registry.restorer.settled(claims.sessionId);
  if (coming === undefined) return find(options, joining, claims);
  // For another socket of its page, or for the page that fetches itself: it is found when it is here.
  return coming.then(() => find(options, joining, claims));
}

function find(
  options: ArrivalOptions,
  joining: Joining,
  claims: TokenClaims,
): Arrival | null | Promise<Arrival | null> {
  const { registry } = options;
  const { cookieId, instance, epoch, seq } = joining;
  const session = registry.adopt({ sessionId: claims.sessionId, instance, cookieId, epoch });
  if (session !== "gone") {
    return { session, at: { epoch, seq, ...tokenOf(options, cookieId, claims) } };
  }
  return registry.cluster?.canTake ? take(options, joining, claims) : null;
}

async function unseal(
  { registry }: ArrivalOptions,
  joining: Joining,
  { sessionId }: TokenClaims,
): Promise<Arrival | null> {
  const { instance, cookieId } = joining;
  const session = await registry.unseal({ sessionId, instance, cookieId }, joining);
  return session && { session, at: { epoch: 0, seq: 0, isStrange: true } };
}

async function take(
  options: ArrivalOptions,
  joining: Joining,
  claims: TokenClaims,
): Promise<Arrival | null> {
  const { registry } = options;
  const taken = await registry.cluster?.take({ ...joining, ...claims });
  if (!taken) return null;
  const { session, isShown } = taken;
  return {
    session,
    at: { epoch: 0, seq: 0, isStrange: !isShown, ...tokenOf(options, joining.cookieId, claims) },
  };
}

/** Nothing when the page's own token names the right process. */
function tokenOf(
  { registry, renewToken }: ArrivalOptions,
  cookieId: string,
  claims: TokenClaims,
): Pick<ResumePoint, "token"> {
  if (claims.owner === registry.owner || renewToken === undefined) return {};
  return { token: renewToken(claims, cookieId) };
}
