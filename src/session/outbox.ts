// What one session sends over its socket: frames numbered by seq, and which events they answer.
import type { Patch } from "../wire/patch.js";
import type { GoneReason } from "../wire/protocol.js";
import { encodeEffect, encodeError, encodeJoined, encodePatch } from "../wire/server-frames.js";
import type { Effect } from "./effects.js";
import type { Link } from "./link.js";

/** The epoch of a session that never changed its owner. */
const firstEpoch = 1;

export class Outbox {
  link: Link | null = null;
  /** The session's number on its socket. */
  s = 0;
  /** Of the last frame sent in this epoch. */
  seq = 0;
  /** The highest event answered. */
  #answeredRef = 0;

  /** Tells the client where things stand; nothing else of the session may be sent before. */
  open(link: Link, s: number): void {
    if (this.link !== null) this.link.sessionMoved(this.s);
    this.link = link;
    this.s = s;
    link.send(encodeJoined(s, { epoch: firstEpoch, seq: this.seq, ref: this.#answeredRef }));
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
    this.link?.send(encodePatch({ s: this.s, seq, ref }, patch));
  }

  sendTitle(title: string): void {
    const place = { s: this.s, seq: this.#nextSeq(), ref: 0 };
    this.link?.send(encodeEffect(place, "title", JSON.stringify(title)));
  }

  /** True when the effect was a frame; the others are the session's own affair. */
  sendEffect(effect: Effect): boolean {
    if (effect.type === "frame") {
      const place = { s: this.s, seq: this.#nextSeq(), ref: effect.ref };
      this.link?.send(encodeEffect(place, effect.kind, effect.json));
      return true;
    }
    if (effect.type !== "error") return false;
    const place = { s: this.s, seq: this.#nextSeq(), ref: effect.ref };
    this.#answered(effect.ref);
    this.link?.send(encodeError(place, effect.code));
    return true;
  }

  #nextSeq(): number {
    this.seq += 1;
    return this.seq;
  }

  #answered(ref: number): void {
    if (ref > this.#answeredRef) this.#answeredRef = ref;
  }
}
