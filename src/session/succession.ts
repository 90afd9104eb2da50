// What passes from one owner of a session to the next: a snapshot of all that it is.
import { createHash } from "node:crypto";
import { LiveError } from "../errors.js";
import type { ViewDefinition } from "../live/view-definition.js";
import { encodeSnapshot } from "../stores/snapshot.js";
import { assertState } from "./change.js";
import type { Effect } from "./effects.js";
import { withFlash } from "./flash-turn.js";
import { entriesOf, type Flashes, isEmpty } from "./flashes.js";
import { viewName } from "./handled.js";
import type { Holdings } from "./holdings.js";
import { Keeper, type KeptSession } from "./keeper.js";
import type { Kept, KeptComponent } from "./kept.js";
import type { Outbox, ResumePoint } from "./outbox.js";
import type { Services } from "./services.js";
import type { Restored, SessionIdentity } from "./session-parts.js";
import type { ShownDocument } from "./shown-document.js";
import type { KeptVisit } from "./visit-url.js";

interface KeptPage {
  readonly salt: number;
  readonly head: string;
  keep(): readonly KeptComponent[];
  print(attributes: string): string;
}

export interface SuccessionHost extends Omit<KeptSession, "takeSnapshot" | "release"> {
  readonly definition: ViewDefinition;
  readonly identity: SessionIdentity;
  instance: string | null;
  readonly state: object;
  readonly services: Services;
  readonly outbox: Outbox;
  readonly visit: KeptVisit | null;
  readonly flashes: Flashes | null;
  readonly document: ShownDocument | null;
  readonly runner: {
    readonly openRefs: readonly number[];
    readonly outcome: { readonly effects: readonly Effect[] | null } | null;
  } | null;
  readonly page: KeptPage | null;
  readonly holdings: Pick<Holdings, "keep"> | null;
  readonly holder: Pick<Holdings, "restore">;
  readonly isOver: boolean;
  readonly isConnected: boolean;
  readonly seenAtMs: number;
  release(reason?: "unknown"): void;
}

export class Succession implements KeptSession {
  readonly #session: SuccessionHost;
  /** Its next owner finds it in the store. */
  isLeft = false;
  #keeper: Keeper | null = null;

  constructor(session: SuccessionHost) {
    this.#session = session;
  }

  get id(): string {
    return this.#session.id;
  }

  /** Null when the session cannot be kept: there is no store, or its view has no name. */
  get keeper(): Keeper | null {
    const { services, definition, outbox } = this.#session;
    const { keeping, storeWatch: watch } = services;
    if (keeping === null || watch === null || definition.name === null) return null;
    this.#keeper ??= new Keeper(this, services, { ...keeping, watch, epoch: outbox.epoch });
    return this.#keeper;
  }

  /** A snapshot is on its way to the store, and another one may be taken when it is there. */
  get isWriting(): boolean {
    return this.#keeper?.isWriting === true;
  }

  /** `isKept`: what is stored is for whoever runs the session next. */
  stop(isKept: boolean): void {
    this.isLeft = isKept;
    // What an earlier owner stored must go too.
    const keeper = this.#session.outbox.epoch > 1 ? this.keeper : this.#keeper;
    keeper?.stop(isKept);
  }

  /**
   * Stores the session and leaves it to whoever runs it next. False: it could not be stored. A page
   * that came back meanwhile keeps it here.
   */
  async leave(): Promise<boolean> {
    const session = this.#session;
    const isStored = await this.keeper?.write();
    // A store that fails just now has what it was told before; whether that will do, the page knows.
    if (!isStored && !this.keeper?.hasStored) return false;
    if (!session.isOver && !session.isConnected) session.release();
    return true;
  }

  /**
   * The same at once, whoever is connected: it stops before it is stored, so that nothing happens here
   * that is not in what is stored. A state that cannot be kept stays. `at`: where its page stands.
   */
  async handOver(at: ResumePoint | null): Promise<boolean> {
    const session = this.#session;
    const { keeper } = this;
    if (keeper === null || session.isOver) return false;
    // It is only being brought back: what is stored is all there is.
    if (session.page === null) {
      session.release();
      return false;
    }
    let snapshot: string;
    try {
      snapshot = this.takeSnapshot(at);
    } catch (error) {
      this.handlerFailed(error, "snapshot");
      return false;
    }
    const written = keeper.write(() => snapshot);
    session.release();
    return written;
  }

  /** Throws when the state is not plain data, or when it is too large. */
  takeSnapshot(at: ResumePoint | null = null): string {
    const {
      definition,
      identity,
      instance,
      state,
      visit,
      document: shown,
      flashes,
      outbox,
      runner,
      page,
      holdings,
    } = this.#session;
    const { cookieId, key, data, admittedAtMs, route, nesting } = identity;
    const seenAtMs = this.#session.isConnected ? Date.now() : this.#session.seenAtMs;
    const isShown = at !== null && page !== null && outbox.hasAllPatches(at);
    const held = runner?.outcome?.effects ?? [];
    const effects = withFlash(this.#session, held);
    // What goes along with a navigation that waits here is for the next page.
    const flash = effects === held ? flashes?.current : flashes?.seen;
    const content: Kept = {
      epoch: outbox.epoch,
      ...{ cookieId, key, data, instance, visit, admittedAtMs, seenAtMs, route, nesting },
      print: isShown ? hashOf(page.print("")) : null,
      state: definition.persist === null ? state : persisted(definition, state),
      salt: page?.salt ?? 0,
      refs: outbox.refs.keep(runner?.openRefs ?? []),
      outbox: outbox.keep(effects),
      holdings: holdings?.keep() ?? null,
      components: page?.keep() ?? [],
      ...(flash && !isEmpty(flash) && { flash: entriesOf(flash) }),
      ...(page && page.head !== "" && { head: page.head }),
      ...(shown !== null && { assets: shown.assets }),
      ...(definition.place !== "" && { place: definition.place }),
    };
    const view = viewName(definition);
    const { maxSnapshotBytes } = this.#session.services.limits;
    const { version } = definition;
    const encoding = encodeSnapshot({ view, version, content }, maxSnapshotBytes);
    if (encoding.isEncoded) return encoding.text;
    throw new LiveError("SNAPSHOT_TOO_LARGE", {
      view,
      bytes: encoding.bytes,
      maxBytes: maxSnapshotBytes,
    });
  }

  restore(restored: Restored): void {
    const { kept, epoch, at } = restored;
    const session = this.#session;
    session.instance = kept.instance;
    // A page that stands in an earlier epoch has joined nobody since: what it had was left out then.
    const isSame = at.epoch === kept.epoch;
    const effects = kept.outbox.effects.filter(([seq]) => !isSame || seq > at.seq);
    session.outbox.refs.restore(kept.refs, kept.outbox.answeredRef);
    session.outbox.restore(epoch, effects);
    if (kept.holdings !== null) session.holder.restore(kept.holdings);
  }

  handlerFailed(error: unknown, where: string): void {
    this.#session.handlerFailed(error, where);
  }

  release(reason: "unknown"): void {
    this.#session.release(reason);
  }
}

/** Nodes are numbered in the order of the document: what prints the same is the same page. */
export function hashOf(print: string): string {
  return createHash("sha256").update(print).digest("base64url");
}

function persisted(definition: ViewDefinition, state: object): object {
  const source = { view: viewName(definition), handler: "persist" };
  return assertState(definition.persist?.(state), source);
}
