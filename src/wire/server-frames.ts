// What the server sends: frames as the server encodes them, and the messages as the client decodes them.
import type { Patch } from "./patch.js";
import { type ErrorCode, type GoneReason, ServerTag } from "./protocol.js";

export interface JoinedMessage {
  readonly tag: typeof ServerTag.joined;
  readonly s: number;
  readonly epoch: number;
  readonly seq: number;
  readonly ref: number;
  /** To be used from now on; "" when the page's own still is. */
  readonly token: string;
}

export interface PatchMessage {
  readonly tag: typeof ServerTag.patch;
  readonly s: number;
  readonly seq: number;
  /** The event this answers, 0 for none, an array for several. */
  readonly ref: number | readonly number[];
  /** `templates?, op, …` */
  readonly parts: readonly unknown[];
}

export type EffectKind =
  | "push"
  | "reply"
  | "title"
  | "head"
  | "patch"
  | "navigate"
  | "redirect"
  | "seal";

export interface EffectMessage {
  readonly tag: typeof ServerTag.effect;
  readonly s: number;
  readonly seq: number;
  readonly ref: number;
  readonly kind: EffectKind;
  readonly values: readonly unknown[];
}

export interface ErrorMessage {
  readonly tag: typeof ServerTag.error;
  readonly s: number;
  readonly seq: number;
  readonly ref: number;
  readonly code: ErrorCode;
  /** Names what failed in the app's reports; "" where nothing did. */
  readonly reference: string;
}

export interface GoneMessage {
  readonly tag: typeof ServerTag.gone;
  readonly s: number;
  readonly reason: GoneReason;
}

export interface DrainMessage {
  readonly tag: typeof ServerTag.drain;
  readonly delayMs: number;
}

export interface HeartbeatReply {
  readonly tag: typeof ServerTag.heartbeat;
}

export type ServerMessage =
  | JoinedMessage
  | PatchMessage
  | EffectMessage
  | ErrorMessage
  | GoneMessage
  | DrainMessage
  | HeartbeatReply;

/** Where a frame stands: the session's number on its socket, the frame's seq, the event it answers. */
export interface FramePlace {
  readonly s: number;
  readonly seq: number;
  readonly ref: number | readonly number[];
}

export function encodeJoined(
  s: number,
  at: Omit<JoinedMessage, "tag" | "s" | "token"> & { readonly token?: string | undefined },
): string {
  if (at.token) return `[${ServerTag.joined},${s},${at.epoch},${at.seq},${at.ref},"${at.token}"]`;
  const tail = at.ref > 0 ? `,${at.seq},${at.ref}` : at.seq > 0 ? `,${at.seq}` : "";
  return `[${ServerTag.joined},${s},${at.epoch}${tail}]`;
}

/** `null` answers an event that changed nothing. */
export function encodePatch(place: FramePlace, patch: Patch | null): string {
  const ref = typeof place.ref === "number" ? place.ref : JSON.stringify(place.ref);
  const head = `[${ServerTag.patch},${place.s},${place.seq},${ref}`;
  if (patch === null || patch.ops.length === 0) return `${head}]`;
  // The ops' own closing bracket closes the frame: one stringify, no second pass over its text.
  const ops = JSON.stringify(patch.ops).slice(1);
  if (patch.templates.length === 0) return `${head},${ops}`;
  return `${head},${JSON.stringify(patch.templates)},${ops}`;
}

/** `values` is the JSON of the effect's values without brackets: `"saved",{"id":1}`. */
export function encodeEffect(place: FramePlace, kind: EffectKind, values: string): string {
  return `[${ServerTag.effect},${place.s},${place.seq},${place.ref},"${kind}",${values}]`;
}

export function encodeError(place: FramePlace, code: ErrorCode, reference = ""): string {
  const tail = reference && `,"${reference}"`;
  return `[${ServerTag.error},${place.s},${place.seq},${place.ref},"${code}"${tail}]`;
}

/** What failed and where, for the overlay of the tools for development. */
export interface Problem {
  readonly reference: string;
  readonly view: string | null;
  readonly where: string;
  readonly message: string;
  /** `views/counter.tsx:12:7`; null when no code of the app is in the stack. */
  readonly source: string | null;
  /** The calls of the app that led there, the last one first. */
  readonly calls: readonly string[];
}

/** In development only, to the tools of a page: the client does not know it. */
export function encodeProblem(s: number, problem: Problem): string {
  return `[${ServerTag.problem},${s},${JSON.stringify(problem)}]`;
}

export function encodeGone(s: number, reason: GoneReason): string {
  return `[${ServerTag.gone},${s},"${reason}"]`;
}

export function encodeDrain(delayMs: number): string {
  return `[${ServerTag.drain},${delayMs}]`;
}

export function encodeHeartbeatReply(): string {
  return `[${ServerTag.heartbeat}]`;
}

/** The client trusts its server: only what is no frame at all is refused, with null. */
export function decodeServerFrame(text: string): ServerMessage | null {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(frame)) return null;
  const [tag, s, third, fourth, ...rest] = frame;
  if (tag === ServerTag.joined) {
    const [ref = 0, token = ""] = rest;
    return { tag: ServerTag.joined, s, epoch: third, seq: fourth ?? 0, ref, token };
  }
  if (tag === ServerTag.patch)
    return { tag: ServerTag.patch, s, seq: third, ref: fourth, parts: rest };
  if (tag === ServerTag.effect) {
    const [kind, ...values] = rest;
    return { tag: ServerTag.effect, s, seq: third, ref: fourth, kind, values };
  }
  if (tag === ServerTag.error) {
    const [code, reference = ""] = rest;
    return { tag: ServerTag.error, s, seq: third, ref: fourth, code, reference };
  }
  if (tag === ServerTag.gone) return { tag: ServerTag.gone, s, reason: third };
  if (tag === ServerTag.drain) return { tag: ServerTag.drain, delayMs: s };
  return tag === ServerTag.heartbeat ? { tag: ServerTag.heartbeat } : null;
}
