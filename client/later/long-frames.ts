// Refuses an event that is longer than the server reads: that one closes the socket over it, each time the page comes back with it.
import { ClientTag, ServerTag } from "../../src/wire/protocol.js";

/** As `limits.maxPayload`, where the tag of the client's script has no other: data-max-payload. */
const defaultMaxBytes = 65_536;

export interface LongFramesPage {
  readonly wire: { send(frame: string): boolean };
  transportReceived(frame: string): void;
}

export function refuseLongFrames(page: LongFramesPage): void {
  const tag = document.querySelector<HTMLScriptElement>("script[data-max-payload]");
  const maxBytes = Number(tag?.dataset.maxPayload ?? defaultMaxBytes);
  const { wire } = page;
  const send = wire.send.bind(wire);
  wire.send = (frame) => {
    const [, s, ref] = isTooLong(frame, maxBytes) ? (JSON.parse(frame) as number[]) : [];
    if (!ref) return send(frame);
    // Later: whoever sends it has not noted yet that it waits.
    queueMicrotask(() =>
      page.transportReceived(JSON.stringify([ServerTag.error, s, 0, ref, "malformed"])),
    );
    return true;
  };
}

function isTooLong(frame: string, maxBytes: number): boolean {
  if (!frame.startsWith(`[${ClientTag.event},`) || frame.length * 3 <= maxBytes) return false;
  return new TextEncoder().encode(frame).length > maxBytes;
}
