// Validates frames from clients: text from anyone in, a message or a refusal out, never an exception.
import type { ClientMessage } from "./client-frames.js";
import { type FormLimits, isRefusedName, parseFormBody } from "./form-body.js";
import { ClientTag, type ErrorCode, type Payload } from "./protocol.js";

export interface ParseLimits extends FormLimits {
  readonly maxDepth: number;
  /** A heartbeat may speak of each. */
  readonly maxSessionsPerSocket: number;
}

export const defaultParseLimits: ParseLimits = {
  maxDepth: 32,
  maxParams: 1000,
  maxNameChars: 256,
  maxSessionsPerSocket: 128,
};

/** `s` and `ref` are 0 where the frame was too broken to tell; with both, the event is answered. */
export interface Refusal {
  readonly type: "refusal";
  readonly code: ErrorCode;
  readonly s: number;
  readonly ref: number;
}

const maxHandlerChars = 256;
const maxTokenChars = 1024;
const maxInstanceChars = 64;
const maxHrefChars = 8192;
const fingerprint = /^@[A-Za-z0-9_-]{7}$/;
const noPayload: Payload = Object.freeze(Object.create(null) as Payload);

export function parseClientFrame(text: string, limits: ParseLimits): ClientMessage | Refusal {
  // Recursive walks over what JSON.parse made would overflow the stack, so depth is checked before.
  if (depthOf(text, limits.maxDepth) > limits.maxDepth) return refusal(0, 0);
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return refusal(0, 0);
  }
  if (!Array.isArray(frame)) return refusal(0, 0);
  const values: readonly unknown[] = frame;
  if (values[0] === ClientTag.heartbeat) return parseHeartbeat(values, limits);
  const s = values[1];
  if (!isPositive(s) || s > 0x7fffffff) return refusal(0, 0);
  switch (values[0]) {
    case ClientTag.event:
      return parseEvent(values, s, limits);
    case ClientTag.join:
      return parseJoin(values, s);
    case ClientTag.url:
      return parseUrl(values, s);
    case ClientTag.away:
      return values.length === 2 ? { type: "away", s } : refusal(s, 0);
    case ClientTag.resync:
      return parseResync(values, s);
    case ClientTag.leave:
      return values.length === 2 ? { type: "leave", s } : refusal(s, 0);
    default:
      return refusal(s, 0);
  }
}

function parseEvent(
  values: readonly unknown[],
  s: number,
  limits: ParseLimits,
): ClientMessage | Refusal {
  const [, , ref, ack, handler, boundary = 0, rawPayload] = values;
  if (!isPositive(ref)) return refusal(s, 0);
  if (!isCount(ack) || !isCount(boundary) || values.length > 7) return refusal(s, ref);
  if (typeof handler !== "string" || handler.length > maxHandlerChars || handler === "") {
    return refusal(s, ref);
  }
  if (handler.startsWith("@") && !fingerprint.test(handler)) return refusal(s, ref);
  const payload = rawPayload === undefined ? noPayload : parsePayload(rawPayload, limits);
  if (payload === null) return refusal(s, ref);
  return { type: "event", s, ref, ack, handler, boundary, payload };
}

function parseJoin(values: readonly unknown[], s: number): ClientMessage | Refusal {
  const [, , token, instance, version, epoch = 0, seq = 0, ref = 0, sealed = ""] = values;
  const isValid =
    isText(token, maxTokenChars) &&
    isText(instance, maxInstanceChars) &&
    isPositive(version) &&
    isCount(epoch) &&
    isCount(seq) &&
    isCount(ref) &&
    typeof sealed === "string" &&
    values.length <= 9;
  if (!isValid) return refusal(s, 0);
  return { type: "join", s, token, instance, version, epoch, seq, ref, sealed };
}

function parseUrl(values: readonly unknown[], s: number): ClientMessage | Refusal {
  const [, , ref, ack, href] = values;
  if (!isPositive(ref)) return refusal(s, 0);
  if (!isCount(ack) || !isText(href, maxHrefChars) || values.length > 5) return refusal(s, ref);
  return { type: "url", s, ref, ack, href };
}

function parseResync(values: readonly unknown[], s: number): ClientMessage | Refusal {
  const [, , id, hopeless] = values;
  if (!isPositive(id) || values.length > 4) return refusal(s, 0);
  if (hopeless !== undefined && hopeless !== 1) return refusal(s, 0);
  return { type: "resync", s, id, isHopeless: hopeless === 1 };
}

function parseHeartbeat(values: readonly unknown[], limits: ParseLimits): ClientMessage | Refusal {
  const acks = values.slice(1);
  if (
    acks.length > 2 * limits.maxSessionsPerSocket ||
    acks.length % 2 !== 0 ||
    !acks.every(isCount)
  )
    return refusal(0, 0);
  return { type: "heartbeat", acks };
}

/** A copy without a prototype, holding strings and arrays of strings only. */
function parsePayload(payload: unknown, limits: ParseLimits): Payload | null {
  if (typeof payload === "string") return parseFormBody(payload, limits);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return null;
  const copy = Object.create(null) as Record<string, string | readonly string[]>;
  let count = 0;
  for (const [name, value] of Object.entries(payload)) {
    count += Array.isArray(value) ? value.length : 1;
    if (count > limits.maxParams || name.length > limits.maxNameChars) return null;
    if (isRefusedName(name)) return null;
    if (typeof value !== "string" && !isTextList(value)) return null;
    copy[name] = value;
  }
  return copy;
}

/** The deepest nesting of brackets outside strings; stops counting above `max`. */
function depthOf(text: string, max: number): number {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (isInString) {
      if (code === 0x5c) i += 1;
      else if (code === 0x22) isInString = false;
    } else if (code === 0x22) {
      isInString = true;
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > max) return depth;
    } else if (code === 0x5d || code === 0x7d) {
      depth -= 1;
    }
  }
  return 0;
}

function refusal(s: number, ref: number): Refusal {
  return { type: "refusal", code: "malformed", s, ref };
}

function isPositive(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown, maxChars: number): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= maxChars;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
