// Brings back a session that nobody runs, inside the Express request of its page: `migrate`, `resume`, then the first render.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { deepFreeze } from "../live/plain-data.js";
import type { ViewDefinition } from "../live/view-definition.js";
import { decodeSnapshot } from "../stores/snapshot.js";
import type { SessionStore } from "../stores/store.js";
import { Call } from "./call.js";
import { messageSubject } from "./call-subject.js";
import { assertState } from "./change.js";
import { changeFlash, receiveFlash } from "./flash-turn.js";
import { flashOf } from "./flashes.js";
import { viewName } from "./handled.js";
import { type Kept, type KeptClaim, mayReturn } from "./kept.js";
import type { Limits } from "./limits.js";
import { showMounted } from "./mounted.js";
import { Move } from "./move.js";
import type { Session } from "./session.js";
import type { Restored, SessionVisit } from "./session-parts.js";
import { documentAgain } from "./shown-document.js";
import { arriveAt, keptVisit } from "./visit-url.js";

/** What a page says of itself that has lost its session. */
export interface Returning {
  readonly sessionId: string;
  readonly instance: string;
  /** The last frame that it has applied, and the epoch of that. */
  readonly epoch: number;
  readonly seq: number;
  /** The last event that it knows to be answered. */
  readonly ref: number;
  /** Who ran it when the page got its token. */
  readonly owner: string;
  /** It holds its session, sealed. */
  readonly isSealed: boolean;
}

/** A snapshot that may come back. */
export interface Read {
  readonly kept: Kept;
  readonly version: number;
}

interface Claimed extends Read {
  readonly epoch: number;
}

/** Whose snapshot it is to be, and how large at most. */
interface Wanted {
  readonly definition: ViewDefinition;
  readonly limits: Pick<Limits, "maxSnapshotBytes">;
}

/** How often a session is claimed that others claim too. */
const maxClaims = 3;

/** Null when there is nothing to bring back, or it may not come back: then the page mounts afresh. */
export async function claimKept(
  store: SessionStore,
  claim: KeptClaim & { readonly sessionId: string },
  wanted: Wanted,
): Promise<Claimed | null> {
  for (let tries = 0; tries < maxClaims; tries += 1) {
    const stored = await store.get(claim.sessionId);
    if (stored === null || readKept(stored.snapshot, claim, wanted) === null) return null;
    const claimed = await store.claim(claim.sessionId, stored.epoch);
    // Another process has just taken it, for a socket of the same page that is gone by now.
    if (!claimed.isClaimed) continue;
    const read = readKept(claimed.snapshot, claim, wanted);
    return read === null ? null : { ...read, epoch: claimed.epoch };
  }
  return null;
}

/** Null when it is none, of another view, or not for this page. */
export function readKept(text: string, claim: KeptClaim, wanted: Wanted): Read | null {
  const { definition, limits } = wanted;
  const read = decodeSnapshot(text, limits.maxSnapshotBytes);
  if (!read.isValid || read.snapshot.view !== definition.name) return null;
  const { version, content } = read.snapshot;
  const kept = content as Kept;
  return mayReturn(kept, claim) ? { kept, version } : null;
}

/** Whether a session that is run here is the one of the page. */
export function isOf(session: Session, { instance, ref }: Returning, visit: SessionVisit): boolean {
  const { cookieId, key } = session.identity;
  const isSame = cookieId === visit.cookieId && key === (visit.key ?? null);
  return isSame && session.instance === instance && session.outbox.answeredRef >= ref;
}

/** Whether the state of this version is one of the view, or becomes one. */
export function mayGoOn(definition: ViewDefinition, version: number): boolean {
  // What a later version has kept is not known to this one, as when a deployment is taken back.
  return version < definition.version
    ? definition.migrate !== null
    : version === definition.version;
}

/** Whether a session of this view can be what it was. In development the author is told why not. */
export function isRestorable(definition: ViewDefinition, version: number): boolean {
  if (!mayGoOn(definition, version)) return false;
  if (definition.topics.size === 0 || definition.resume !== null) return true;
  if (isDevelopment()) throw new LiveError("VIEW_WITHOUT_RESUME", { view: viewName(definition) });
  return false;
}

/** Rejects with what the author's code throws; then the session is to be ended. */
export async function restoreSession(
  session: Session,
  visit: SessionVisit,
  { kept, version, epoch, at }: Claimed & Pick<Restored, "at">,
): Promise<void> {
  const { definition } = session;
  const { params, query, url, session: data } = visit;
  // What the page says of itself goes before what was true when it left.
  session.document ??= documentAgain(kept.assets ?? [], session.services.isCurrentAsset);
  const call = new Call(session, messageSubject("resume"));
  const paramsCall = new Call(session, messageSubject("params"));
  arriveAt(session, visit);
  const source = { view: viewName(definition), handler: "resume" };
  try {
    receiveFlash(session, flashOf(kept.flash ?? [], session.services.limits));
    let { state } = kept;
    if (version !== definition.version) {
      const migrated = definition.migrate?.(state, version);
      state = assertState(migrated, { ...source, handler: "migrate" });
    }
    const move = new Move(session, state);
    if (kept.holdings !== null) await session.holder.listen(kept.holdings.topics);
    await move.after(call, await definition.resume?.(state, call, { reason: "restored" }));
    if (session.visit !== null && move.visit === null) {
      await move.to({ params, query, url, session: data }, paramsCall);
    }
    if (move.visit !== null) session.visit = keptVisit(move.visit);
    if (isDevelopment()) deepFreeze(move.state);
    const { salt } = kept;
    const { effects } = move;
    changeFlash(session, effects);
    showMounted(session, { state: move.state, salt, effects, kept: { kept, epoch, at } });
    session.flashes?.settle();
  } finally {
    call.end();
    paramsCall.end();
  }
}
