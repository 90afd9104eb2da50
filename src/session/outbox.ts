// What one session sends over its socket: frames numbered by seq, which events they answer, and those that may have been lost.
import type { Patch } from "../wire/patch.js";
import { type GoneReason, ServerTag } from "../wire/protocol.js";
import {
  type EffectKind,
  encodeEffect,
  encodeError,
  encodeJoined,
  encodePatch,
} from "../wire/server-frames.js";
import type { Effect } from "./effects.js";
import type { Link } from "./link.js";

/** An effect that the page may not have: where it stood, the event it was for, what it was. */
export type KeptEffect = readonly [seq: number, ref: number, kind: EffectKind, json: string];

/** What is kept of an outbox. */
export interface KeptOutbox {
  readonly answeredRef: number;
  readonly effects: readonly KeptEffect[];
}

/** What a page that comes back has: 0 and 0 when it was never told that it joined. */
export interface ResumePoint {
  readonly epoch: number;
  readonly seq: number;
}

export class Outbox {
  link: Link | null = null;
  /** The session's number on its socket. */
  s = 0;
  /** Of the last frame sent in this epoch. */
  seq = 0;
  /** The highest event answered. */
  #answeredRef = 0;
  /** Frames after `#ackedSeq`, in order; null most of the time: an idle session keeps nothing. */
  #unacked: string[] | null = null;
  #unackedChars = 0;
  #ackedSeq = 0;
  /** Turns whose frames wait until they are stored; the last `#held` frames are not sent yet. */
  #waits = 0;
  #held = 0;
  /** Counts the owners of the session. */
  #epoch = 1;
  readonly #maxUnackedChars: number;

  constructor(maxUnackedChars: number) {
    this.#maxUnackedChars = maxUnackedChars;
  }

  get answeredRef(): number {
    return this.#answeredRef;
  }

  /**
   * Tells the client where things stand and sends again what it did not get. False: too much was
   * lost for that, and the page has to be sent whole.
   */
  open(link: Link, s: number, at: ResumePoint): boolean {
    if (this.link !== null) this.link.sessionMoved(this.s);
    this.link = link;
    this.s = s;
    const isSameEpoch = at.epoch === this.#epoch || at.epoch === 0;
    const isKnown = isSameEpoch && at.seq >= this.#ackedSeq && at.seq <= this.seq;
    if (!isKnown) this.#forget();
    const seq = isKnown ? at.seq : this.seq;
    link.send(encodeJoined(s, { epoch: this.#epoch, seq, ref: this.#answeredRef }));
    this.acknowledged(seq);
    const sent = this.#unacked?.slice(0, this.#unacked.length - this.#held) ?? [];
    for (const frame of sent) link.send(renumbered(frame, s));
    return isKnown;
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

  keep(): KeptOutbox {
    const effects = (this.#unacked ?? []).filter((frame) => frame.startsWith(effectStart));
    return { answeredRef: this.#answeredRef, effects: effects.map(effectOf) };
  }

  /** `effects` are those that the page does not have. */
  restore(epoch: number, { answeredRef, effects }: KeptOutbox): void {
    this.#epoch = epoch;
    this.#answeredRef = answeredRef;
    for (const [, ref, kind, json] of effects) this.sendEffect({ type: "frame", ref, kind, json });
  }

  /** The client has applied everything up to this seq. */
  acknowledged(seq: number): void {
    const count = Math.min(seq, this.seq) - this.#ackedSeq;
    if (count <= 0) return;
    this.#ackedSeq += count;
    if (this.#unacked === null) return;
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

  sendTitle(title: string): void {
    const place = { s: this.s, seq: this.#nextSeq(), ref: 0 };
    this.#send(encodeEffect(place, "title", JSON.stringify(title)));
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
    this.#send(encodeError(place, effect.code));
    return true;
  }

  #send(frame: string): void {
    if (this.#waits > 0) this.#held += 1;
    else this.link?.send(frame);
    this.#unackedChars += frame.length;
    // What is held back is all there is of it.
    if (this.#held === 0 && this.#unackedChars > this.#maxUnackedChars) return this.#forget();
    this.#unacked ??= [];
    this.#unacked.push(frame);
  }

  /** Nothing that was sent so far can be sent again. */
  #forget(): void {
    this.#unacked = null;
    this.#unackedChars = 0;
    this.#ackedSeq = this.seq;
  }

  #nextSeq(): number {
    this.seq += 1;
    return this.seq;
  }

  #answered(ref: number): void {
    if (ref > this.#answeredRef) this.#answeredRef = ref;
  }
}

/** `[1,3,7,…` on another socket is `[1,1,7,…`. */
function renumbered(frame: string, s: number): string {
  const start = frame.indexOf(",") + 1;
  return frame.slice(0, start) + s + frame.slice(frame.indexOf(",", start));
}

const effectStart = `[${ServerTag.effect},`;

/** `[2,s,seq,ref,"push","saved",{"id":1}]` is kept as `[seq, ref, "push", "\"saved\",{\"id\":1}"]`. */
function effectOf(frame: string): KeptEffect {
  const [, , seq, ref, kind, ...values] = JSON.parse(frame) as [
    number,
    number,
    number,
    number,
    EffectKind,
    ...unknown[],
  ];
  return [seq, ref, kind, JSON.stringify(values).slice(1, -1)];
}
