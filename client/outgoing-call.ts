// What a view asks of its server and waits to have answered: an event, or another URL.
import { encodeEvent, encodeUrl } from "../src/wire/client-frames.js";
import type { Payload } from "../src/wire/protocol.js";
import type { Outcome } from "./interaction-host.js";

export interface OutgoingCall {
  /** Empty: the payload is the URL that the page is to have. */
  readonly handler: string;
  readonly boundary: number;
  readonly payload: Payload | string | undefined;
  /** Told once, after the patch that answers was applied. */
  readonly done?: ((outcome: Outcome) => void) | undefined;
}

/** `at`: the number of the call, and the last seq that was applied. */
export function encodeCall(
  s: number,
  call: OutgoingCall,
  at: { readonly ref: number; readonly ack: number },
): string {
  if (!call.handler) return encodeUrl(s, { ...at, href: call.payload as string });
  return encodeEvent(s, { ...call, ...at });
}
