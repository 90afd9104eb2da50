// What the processes of an app say to each other, as it is written and read: other programs may write there too.

/** Whom a process wants a session from, and for which page. */
export interface Ask {
  readonly sessionId: string;
  /** The document that wants it. */
  readonly instance: string;
  /** What the document has: the epoch and the last seq applied. */
  readonly epoch: number;
  readonly seq: number;
  /** When, by the wall clock; a page that has joined later stays where it is. */
  readonly askedAtMs: number;
}

export type Answer =
  /** Its snapshot lies in the store, and nobody runs it. */
  | { readonly kind: "stored" }
  /** It is not here, and was not; or cannot be stored. */
  | { readonly kind: "none" }
  /** Its page is here. */
  | { readonly kind: "kept" }
  /** It was given to that process. */
  | { readonly kind: "moved"; readonly process: string };

export type PeerMessage =
  | { readonly type: "ask"; readonly number: number; readonly ask: Ask }
  | { readonly type: "answer"; readonly number: number; readonly answer: Answer }
  /** All sessions of a key end: of one that was ended earlier, those that began before. */
  | { readonly type: "end"; readonly keyId: string; readonly endedAtMs?: number }
  /** This process runs no session any more. */
  | { readonly type: "bye" };

const word = /^[\w-]{1,64}$/;
const answerKinds = ["stored", "none", "kept", "moved"] as const;

/** `["ask",7,"SESSION","INSTANCE",1,12,1760000000000]` · `["answer",7,"moved","PROCESS"]` · `["end","KEY",1760000000000]` · `["bye"]` */
export function encodePeerMessage(message: PeerMessage): readonly (string | number)[] {
  switch (message.type) {
    case "ask": {
      const { sessionId, instance, epoch, seq, askedAtMs } = message.ask;
      return ["ask", message.number, sessionId, instance, epoch, seq, askedAtMs];
    }
    case "answer": {
      const { answer, number } = message;
      const process = answer.kind === "moved" ? [answer.process] : [];
      return ["answer", number, answer.kind, ...process];
    }
    case "end": {
      const { keyId, endedAtMs } = message;
      return endedAtMs === undefined ? ["end", keyId] : ["end", keyId, endedAtMs];
    }
    case "bye":
      return ["bye"];
  }
}

/** Null for anything that no process of this version has written. */
export function parsePeerMessage(parts: unknown): PeerMessage | null {
  if (!Array.isArray(parts) || parts.length > 8) return null;
  const [type, ...rest] = parts as unknown[];
  if (type === "bye") return { type };
  if (type === "end") {
    const [keyId, endedAtMs] = rest;
    if (!isWord(keyId)) return null;
    if (endedAtMs === undefined) return { type, keyId };
    return isCount(endedAtMs) ? { type, keyId, endedAtMs } : null;
  }
  const [number, ...values] = rest;
  if (!isCount(number)) return null;
  if (type === "ask") {
    const ask = parseAsk(values);
    return ask === null ? null : { type, number, ask };
  }
  const answer = type === "answer" ? parseAnswer(values) : null;
  return answer === null ? null : { type: "answer", number, answer };
}

function parseAsk([sessionId, instance, epoch, seq, askedAtMs]: unknown[]): Ask | null {
  if (!isWord(sessionId) || !isWord(instance)) return null;
  if (!isCount(epoch) || !isCount(seq) || !isCount(askedAtMs)) return null;
  return { sessionId, instance, epoch, seq, askedAtMs };
}

function parseAnswer([given, process]: unknown[]): Answer | null {
  const kind = answerKinds.find((each) => each === given);
  if (kind === undefined) return null;
  if (kind !== "moved") return { kind };
  return isWord(process) ? { kind, process } : null;
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && word.test(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
