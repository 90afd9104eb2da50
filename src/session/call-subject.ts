// What a call is for: which handler, which event, with what payload.
import type { Payload } from "../live/context.js";

/** Which handler is called, for whom, with what. */
export interface CallSubject {
  /** `events.increment`, for reports. */
  readonly where: string;
  /** 0 when no event is answered. */
  readonly ref: number;
  readonly payload: Payload;
}

const noPayload: Payload = Object.freeze(Object.create(null) as Payload);

/** A call of a message, which has no payload and answers nothing. */
export function messageSubject(where: string): CallSubject {
  return { where, ref: 0, payload: noPayload };
}
