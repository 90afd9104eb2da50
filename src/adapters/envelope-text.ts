// What goes through a channel: `[process, epoch, number, family, message]`, or `[]` for a loss.
import type { Envelope } from "../pubsub/adapter.js";

export function encodeEnvelope({ process, epoch, number, family, message }: Envelope): string {
  return JSON.stringify([process, epoch, number, family, message]);
}

export function encodeLoss(): string {
  return "[]";
}

/** The topic is the channel's; null is what some other program has published. */
export function readText(text: string): Omit<Envelope, "topic"> | "loss" | null {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  if (parts.length === 0) return "loss";
  const [process, epoch, number, family, message] = parts as unknown[];
  if (typeof process !== "string" || !isCount(epoch) || !isCount(number)) return null;
  if (family !== null && typeof family !== "string") return null;
  return { process, epoch, number, family, message };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
