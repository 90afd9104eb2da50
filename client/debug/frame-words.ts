// What a frame says, in words, for the log of a developer.
import { ClientTag, ServerTag } from "../../src/wire/protocol.js";
import { decodeServerFrame, type ServerMessage } from "../../src/wire/server-frames.js";

/** `words` is one line; `values` are what the page or the server gave, to be looked into. */
export interface FrameWords {
  readonly words: string;
  readonly values: readonly unknown[];
}

/** A frame from the page. The token of a join is left out: logs are copied into reports. */
export function wordsOfSent(frame: string): FrameWords {
  const [tag, s, ...rest] = JSON.parse(frame) as [number, number, ...unknown[]];
  if (tag === ClientTag.join) {
    const [, , , epoch, seq, ref] = rest;
    const resumed = epoch === undefined ? "" : `, has seq ${seq} of epoch ${epoch}, ref ${ref}`;
    return { words: `join as ${s}${resumed}`, values: [] };
  }
  if (tag === ClientTag.event) {
    const [ref, , handler, boundary, payload] = rest;
    const from = boundary ? ` of boundary ${boundary}` : "";
    const values = payload === undefined ? [] : [payload];
    return { words: `event ${ref}: ${handler}${from}`, values };
  }
  if (tag === ClientTag.url) return { words: `url ${rest[0]}: ${rest[2]}`, values: [] };
  if (tag === ClientTag.away) return { words: `away ${s}`, values: [] };
  if (tag === ClientTag.resync) {
    const again = rest[1] ? ", for the second time" : "";
    return { words: `resync of boundary ${rest[0]}${again}`, values: [] };
  }
  if (tag === ClientTag.leave) return { words: `leave ${s}`, values: [] };
  if (tag === ClientTag.heartbeat) return { words: "heartbeat", values: [] };
  return { words: "unknown frame", values: [frame] };
}

/** A frame from the server. */
export function wordsOfReceived(frame: string): FrameWords {
  const message = decodeServerFrame(frame);
  if (!message) return { words: "unknown frame", values: [frame] };
  return wordsOf(message);
}

function wordsOf(message: ServerMessage): FrameWords {
  switch (message.tag) {
    case ServerTag.joined:
      return { words: `joined ${message.s} at seq ${message.seq}`, values: [] };
    case ServerTag.patch:
      return {
        words: `patch ${message.seq}${answers(message.ref)}: ${wordsOfParts(message.parts)}`,
        values: message.parts.length > 0 ? [message.parts] : [],
      };
    case ServerTag.effect:
      return {
        words: `effect ${message.seq}${answers(message.ref)}: ${message.kind}`,
        values: message.values,
      };
    case ServerTag.error:
      return { words: `error${answers(message.ref)}: ${message.code}`, values: [] };
    case ServerTag.gone:
      return { words: `gone ${message.s}: ${message.reason}`, values: [] };
    case ServerTag.drain:
      return { words: `drain: come back after ${message.delayMs} ms`, values: [] };
    case ServerTag.heartbeat:
      return { words: "heartbeat", values: [] };
  }
}

function answers(ref: number | readonly number[]): string {
  return ref === 0 ? "" : ` answers ${typeof ref === "number" ? ref : ref.join(", ")}`;
}

function wordsOfParts(parts: readonly unknown[]): string {
  if (parts.length === 0) return "nothing changed";
  return (parts as (readonly unknown[])[]).map(wordsOfPart).join("; ");
}

function wordsOfPart(part: readonly unknown[]): string {
  const [first, second, ...rest] = part;
  if (typeof first === "string") return counted(part.length / 3, "new template");
  if (first === -1) {
    const [count, described, slots] = rest;
    const last = Number(second) + Number(count) - 1;
    const touch = described ? ", first touch" : "";
    return `boundaries ${second}–${last}: slots ${(slots as number[]).join(", ")}${touch}`;
  }
  if (typeof second === "string" && rest.length === 0) return `boundary ${first}: HTML`;
  const isKnown = typeof second === "number";
  const changes = isKnown ? part.slice(1) : rest;
  const slots = changes.filter((_, index) => index % 2 === 0).join(", ");
  return `boundary ${first}: slots ${slots}${isKnown ? "" : ", first touch"}`;
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
