// What one session sends over its socket: frames numbered by seq, the events they answer, and those that may have been lost.
import type { Patch } from "../wire/patch.js";
import type { GoneReason } from "../wire/protocol.js";
import {
  type EffectKind,
  encodeEffect,
  encodeError,
  encodeJoined,
  encodePatch,
} from "../wire/server-frames.js";
import type { Effect } from "./effects.js";
import { isPatch, renumbered } from "./frame-text.js";
import type { HeadChange } from "./head.js";
import {
  effectOf,
  type KeptEffect,
  type KeptOutbox,
  keepEffect,
  keepFrame,
} from "./kept-outbox.js";
import type { Link } from "./link.js";
import { Refs } from "./refs.js";

/** What a page that comes back has: 0 and 0 when it was never told that it joined. */
export interface ResumePoint {
  readonly epoch: number;
  readonly seq: number;
  /** What it shows is of another epoch: it is sent the whole page, after the effects that it lacks. */
  readonly isStrange?: boolean;
  /** For the page to use from now on. */
  readonly token?: string;
}

/** A frame that says what HTML cannot: an effect or an error. */
interface Kept {
  readonly seq: number;
  readonly frame: string;
}

export class Outbox {
  link: Link | null = null;
  /** The session's number on its socket. */
  s = 0;
  /** Of the last frame sent in this epoch. */
  seq = 0;
  /** Null while no event has come. */
  #refs: Refs | null = null;
  /** The last frames, in order, up to `seq`; null most of the time: an idle session keeps nothing. */
  #unacked: string[] | null = null;
  #unackedChars = 0;
  /** Turns whose frames wait until they are stored; the last `#held` frames are not sent yet. */
  #waits = 0;
  #held = 0;
  /** Counts the owners of the session. */
  #epoch = 1;
  /** Those among the forgotten frames; null most of the time. */
  #kept: Kept[] | null = null;
  readonly #maxUnackedChars: number;

  constructor(maxUnackedChars: number) {
    this.#maxUnackedChars = maxUnackedChars;
  }

  get unackedChars(): number {
    return this.#unackedChars;
  }

  get epoch(): number {
    return this.#epoch;
  }

  get answeredRef(): number {
    return this.#refs?.answered ?? 0;
  }

  get refs(): Refs {
    this.#refs ??= new Refs();
    return this.#refs;
  }

  get #ackedSeq(): number {
    return this.seq - (this.#unacked?.length ?? 0);
  }

  /**
   * Tells the client where things stand and sends again what it did not get. False: too much was
   * lost for that, and `sendWhole` has to follow.
   */
  open(link: Link, s: number, at: ResumePoint): boolean {
    if (this.link !== null && this.link !== link) this.link.sessionMoved(this.s);
    this.link = link;
    this.s = s;
    const isKnown = this.#knows(at);
    if (!isKnown) this.#forget();
    const seq = isKnown ? at.seq : this.seq;
    const { token } = at;
    link.send(encodeJoined(s, { epoch: this.#epoch, seq, ref: this.answeredRef, token }));
    if (at.epoch === this.#epoch || at.epoch === 0)
      this.acknowledged(at.seq <= this.seq ? at.seq : 0);
    const sent = this.#unacked?.slice(0, this.#unacked.length - this.#held) ?? [];
    for (const frame of sent) link.send(renumbered(frame, s));
    return isKnown;
  }

  /** Whether a page that stands here shows what was last rendered. */
  hasAllPatches(at: ResumePoint): boolean {
    return this.#knows(at) && !this.#unacked?.slice(at.seq - this.#ackedSeq).some(isPatch);
  }

  /** Frames are kept back from now on, until each `hold` has had its `release`. */
  hold(): void {
    this.#waits += 1;
  }

  /** What was sent up to this seq may go out; everything, when nothing else is waited for. */
  release(seq: number): void {
    this.#waits -= 1;
    const after = this.#waits === 0 ? 0 : this.seq - seq;
    const held = this.#unacked?.slice(this.#unacked.length - this.#held) ?? [];
    const released = held.slice(0, Math.max(0, held.length - after));
    this.#held -= released.length;
    for (const frame of released) this.link?.send(renumbered(frame, this.s));
  }

  /** `held`: what the turn under way holds back, for a page that is slow or away. */
  keep(held: readonly Effect[] = []): KeptOutbox {
    const frames = [...(this.#kept ?? []).map(({ frame }) => frame), ...(this.#unacked ?? [])];
    const sent = frames.filter((frame) => !isPatch(frame)).map(keepFrame);
    const unsent = held.flatMap((effect) => keepEffect(this.seq + 1, effect));
    return { answeredRef: this.answeredRef, effects: [...sent, ...unsent] };
  }

  /** `effects` are those that the page does not have. */
  restore(epoch: number, effects: readonly KeptEffect[]): void {
    this.#epoch = epoch;
    for (const effect of effects) this.sendEffect(effectOf(effect));
  }

  /** The HTML of the page, and then what it was to be told besides and may not have got. */
  sendWhole(patch: Patch): void {
    this.sendPatch(0, patch);
    const kept = this.#kept ?? [];
    this.#kept = null;
    for (const { frame } of kept) this.#send(renumbered(frame, this.s, this.#nextSeq()));
  }

  /** The client has applied everything up to this seq. */
  acknowledged(seq: number): void {
    if (this.#kept !== null) this.#keep(this.#kept.filter((kept) => kept.seq > seq));
    // What is held back nobody can have.
    const count = Math.min(seq, this.seq - this.#held) - this.#ackedSeq;
    if (count <= 0 || this.#unacked === null) return;
    if (count >= this.#unacked.length) this.#unacked = null;
    else this.#unacked.splice(0, count);
    this.#unackedChars = (this.#unacked ?? []).reduce((sum, { length }) => sum + length, 0);
  }

  /** `reason` is told to the page, null when it knows. */
  close(reason: GoneReason | null): void {
    if (reason === null) this.link?.sessionMoved(this.s);
    else this.link?.sessionEnded(this.s, reason);
    this.link = null;
  }

  sendPatch(ref: number | readonly number[], patch: Patch | null): void {
    const seq = this.#nextSeq();
    if (typeof ref === "number") this.#answered(ref);
    else for (const each of ref) this.#answered(each);
    this.#send(encodePatch({ s: this.s, seq, ref }, patch));
  }

  sendHead({ title, removed, added }: HeadChange): void {
    if (title !== null) this.#sendOwn("title", JSON.stringify(title));
    if (removed.length + added.length === 0) return;
    this.#sendOwn("head", `${JSON.stringify(removed)},${JSON.stringify(added)}`);
  }

  /** True when the effect was a frame; the others are the session's own affair. */
  sendEffect(effect: Effect): boolean {
    if (effect.type === "frame") {
      const place = { s: this.s, seq: this.#nextSeq(), ref: effect.ref };
      this.#send(encodeEffect(place, effect.kind, effect.json));
      return true;
    }
    if (effect.type !== "error") return false;
    const place = { s: this.s, seq: this.#nextSeq(), ref: effect.ref };
    this.#answered(effect.ref);
    this.#send(encodeError(place, effect.code, effect.reference));
    return true;
  }

  /** What no handler asked for. */
  #sendOwn(kind: EffectKind, json: string): void {
    this.#send(encodeEffect({ s: this.s, seq: this.#nextSeq(), ref: 0 }, kind, json));
  }

  #send(frame: string): void {
    if (this.#waits > 0) this.#held += 1;
    else this.link?.send(frame);
    this.#unackedChars += frame.length;
    this.#unacked ??= [];
    this.#unacked.push(frame);
    // What is held back is all there is of it.
    if (this.#held === 0 && this.#unackedChars > this.#maxUnackedChars) this.#forget();
  }

  /** No patch that was sent so far can be sent again: its page will come whole. */
  #forget(): void {
    const kept = this.#kept ?? [];
    const ackedSeq = this.#ackedSeq;
    for (const [at, frame] of (this.#unacked ?? []).entries()) {
      if (!isPatch(frame)) kept.push({ seq: ackedSeq + 1 + at, frame });
    }
    this.#keep(kept);
    this.#unacked = null;
    this.#held = 0;
    this.#unackedChars = 0;
  }

  /** Within the same limit; one that is larger by itself is kept alone. */
  #keep(kept: Kept[]): void {
    let chars = 0;
    for (const { frame } of kept) chars += frame.length;
    let drop = 0;
    for (; chars > this.#maxUnackedChars && drop < kept.length - 1; drop += 1) {
      chars -= (kept[drop] as Kept).frame.length;
    }
    this.#kept = kept.length === 0 ? null : kept.slice(drop);
  }

  #knows({ epoch, seq }: ResumePoint): boolean {
    const isSameEpoch = epoch === this.#epoch || epoch === 0;
    return isSameEpoch && seq >= this.#ackedSeq && seq <= this.seq;
  }

  #nextSeq(): number {
    this.seq += 1;
    return this.seq;
  }

  #answered(ref: number): void {
    if (ref > 0) this.refs.answer(ref);
  }
}
