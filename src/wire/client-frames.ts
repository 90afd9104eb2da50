// What the client sends: the messages as the server sees them, and their frames as the client encodes them.
import { ClientTag, type Payload, protocolVersion } from "./protocol.js";

/** A client that comes back says what it has: the epoch, the last seq applied, the last ref answered. */
export interface JoinMessage {
  readonly type: "join";
  readonly s: number;
  readonly token: string;
  /** A random word of this document that lives in memory only. */
  readonly instance: string;
  readonly version: number;
  readonly epoch: number;
  readonly seq: number;
  readonly ref: number;
  /** The session itself, which the page was given to keep; "" most of the time. */
  readonly sealed: string;
}

export interface EventMessage {
  readonly type: "event";
  readonly s: number;
  readonly ref: number;
  readonly ack: number;
  /** The name of an event, or `@fingerprint` of a bound action. */
  readonly handler: string;
  readonly boundary: number;
  readonly payload: Payload;
}

export interface UrlMessage {
  readonly type: "url";
  readonly s: number;
  readonly ref: number;
  readonly ack: number;
  readonly href: string;
}

export interface AwayMessage {
  readonly type: "away";
  readonly s: number;
}

export interface ResyncMessage {
  readonly type: "resync";
  readonly s: number;
  readonly id: number;
  readonly isHopeless: boolean;
}

export interface LeaveMessage {
  readonly type: "leave";
  readonly s: number;
}

export interface HeartbeatMessage {
  readonly type: "heartbeat";
  /** `s, seq, s, seq, …` */
  readonly acks: readonly number[];
}

export type ClientMessage =
  | JoinMessage
  | EventMessage
  | UrlMessage
  | AwayMessage
  | ResyncMessage
  | LeaveMessage
  | HeartbeatMessage;

/** What a client that comes back adds to its join; left out at the first join of a document. */
export interface ResumePoint {
  readonly epoch: number;
  readonly seq: number;
  readonly ref: number;
  readonly sealed: string;
}

export function encodeJoin(
  s: number,
  join: { readonly token: string; readonly instance: string; readonly resume?: ResumePoint },
): string {
  const frame: unknown[] = [ClientTag.join, s, join.token, join.instance, protocolVersion];
  const { resume } = join;
  if (resume) frame.push(resume.epoch, resume.seq, resume.ref);
  if (resume?.sealed) frame.push(resume.sealed);
  return JSON.stringify(frame);
}

/** A string payload is the urlencoded body of a form. */
export interface OutgoingEvent {
  readonly ref: number;
  readonly ack: number;
  readonly handler: string;
  readonly boundary?: number;
  readonly payload?: Payload | string | null;
}

export function encodeEvent(s: number, event: OutgoingEvent): string {
  const frame: unknown[] = [ClientTag.event, s, event.ref, event.ack, event.handler];
  if (event.boundary || event.payload) frame.push(event.boundary ?? 0);
  if (event.payload) frame.push(event.payload);
  return JSON.stringify(frame);
}

export function encodeUrl(
  s: number,
  url: { readonly ref: number; readonly ack: number; readonly href: string },
): string {
  return JSON.stringify([ClientTag.url, s, url.ref, url.ack, url.href]);
}

export function encodeAway(s: number): string {
  return `[${ClientTag.away},${s}]`;
}

export function encodeResync(s: number, id: number, isHopeless: boolean): string {
  return JSON.stringify(isHopeless ? [ClientTag.resync, s, id, 1] : [ClientTag.resync, s, id]);
}

export function encodeLeave(s: number): string {
  return `[${ClientTag.leave},${s}]`;
}

/** `acks` is `s, seq, s, seq, …`: what was applied since the last frame of each session. */
export function encodeHeartbeat(acks: readonly number[]): string {
  return JSON.stringify([ClientTag.heartbeat, ...acks]);
}
