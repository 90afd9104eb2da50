// The messages that wait for a session: first in, first out, never more than the limit.
import type { EventMessage, UrlMessage } from "../wire/client-frames.js";
import type { Call } from "./call.js";
import type { CalledMail, SentMail } from "./effects.js";
import type { Timer, TopicMail } from "./holdings.js";
import type { OwnMail } from "./own-mail.js";

/** A handler that ran beside the mailbox has its result; it is merged when its turn comes. */
export interface SettledMail {
  readonly type: "settled";
  readonly call: Call;
  readonly change: unknown;
}

export type Mail =
  | EventMessage
  | UrlMessage
  | Timer
  | TopicMail
  | SettledMail
  | SentMail
  | CalledMail
  | OwnMail;

/** A waiting session has an empty mailbox, so it keeps no array for it. */
export class Mailbox {
  #mail: Mail[] | null = null;
  #next = 0;

  get length(): number {
    return this.#mail === null ? 0 : this.#mail.length - this.#next;
  }

  put(mail: Mail): void {
    this.#mail ??= [];
    this.#mail.push(mail);
  }

  take(): Mail | null {
    if (this.#mail === null) return null;
    const mail = this.#mail[this.#next] as Mail;
    this.#next += 1;
    if (this.#next === this.#mail.length) this.clear();
    else if (this.#next > this.#mail.length / 2) this.#forgetTaken(this.#mail);
    return mail;
  }

  /** Of the events that wait. */
  get refs(): readonly number[] {
    const waiting = this.#mail?.slice(this.#next) ?? [];
    return waiting.flatMap((mail) => ("ref" in mail ? mail.ref : []));
  }

  clear(): void {
    this.#mail = null;
    this.#next = 0;
  }

  /** Where a page sends faster than its handlers run, it is never empty: what was taken must go all the same. */
  #forgetTaken(mail: Mail[]): void {
    this.#mail = mail.slice(this.#next);
    this.#next = 0;
  }
}
