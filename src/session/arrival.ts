// Finds the session of a join: in this process at once, or where its page, its owner or the store has it.
import type { JoinMessage } from "../wire/client-frames.js";
import type { Limits } from "./limits.js";
import type { ResumePoint } from "./outbox.js";
import type { Registry } from "./registry.js";
import type { Session } from "./session.js";
import type { TokenCheck, TokenClaims } from "./token.js";

export interface ArrivalOptions {
  readonly registry: Registry;
  readonly cookieId: string;
  readonly verifyToken: (token: string, cookieId: string) => TokenCheck;
  /** The token of a page whose session was another process'; without it the page keeps its own. */
  readonly renewToken?: (claims: TokenClaims, cookieId: string) => string;
}

/** What a connection is told of its socket besides. */
export interface ConnectionOptions extends ArrivalOptions {
  readonly limits: Limits;
  /** The page has the tools for development. */
  readonly hasTools?: boolean;
}

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
  message: JoinMessage,
): Found | Promise<Arrival | null> {
  const { registry, cookieId, verifyToken } = options;
  const check = verifyToken(message.token, cookieId);
  if (!check.isValid) return "forged";
  const { claims } = check;
  if (message.sealed !== "") return unseal(options, message, claims);
  const coming = registry.restorer.settled(claims.sessionId);
  if (coming === undefined) return find(options, message, claims);
  // For another socket of its page, or for the page that fetches itself: it is found when it is here.
  return coming.then(() => find(options, message, claims));
}

function find(
  options: ArrivalOptions,
  message: JoinMessage,
  claims: TokenClaims,
): Arrival | null | Promise<Arrival | null> {
  const { registry, cookieId } = options;
  const { instance, epoch, seq } = message;
  const session = registry.adopt({ sessionId: claims.sessionId, instance, cookieId, epoch });
  if (session !== "gone") {
    return { session, at: { epoch, seq, ...tokenOf(options, claims) } };
  }
  return registry.cluster?.canTake ? take(options, message, claims) : null;
}

async function unseal(
  { registry, cookieId }: ArrivalOptions,
  message: JoinMessage,
  { sessionId }: TokenClaims,
): Promise<Arrival | null> {
  const { instance } = message;
  const session = await registry.unseal({ sessionId, instance, cookieId }, message);
  return session && { session, at: { epoch: 0, seq: 0, isStrange: true } };
}

async function take(
  options: ArrivalOptions,
  message: JoinMessage,
  claims: TokenClaims,
): Promise<Arrival | null> {
  const { registry, cookieId } = options;
  const taken = await registry.cluster?.take({ ...message, ...claims, cookieId });
  if (!taken) return null;
  const { session, isShown } = taken;
  return { session, at: { epoch: 0, seq: 0, isStrange: !isShown, ...tokenOf(options, claims) } };
}

/** Nothing when the page's own token names the right process. */
function tokenOf(
  { registry, renewToken, cookieId }: ArrivalOptions,
  claims: TokenClaims,
): Pick<ResumePoint, "token"> {
  if (claims.owner === registry.owner || renewToken === undefined) return {};
  return { token: renewToken(claims, cookieId) };
}
