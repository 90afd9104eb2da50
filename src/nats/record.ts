// What lies under a key: `[epoch, number, end, claimant, isDeleted]`, a line feed, the snapshot.

export interface SessionRecord {
  readonly epoch: number;
  readonly number: number;
  /** By the clock of the writer: a bucket ends all its keys after one time, sessions end after their own. */
  readonly endsAtMs: number;
  readonly claimant: string | null;
  /** Null when the session was deleted. */
  readonly snapshot: string | null;
}

export function encodeRecord({ snapshot, ...head }: SessionRecord): string {
  const { epoch, number, endsAtMs, claimant } = head;
  const words = [epoch, number, endsAtMs, claimant, snapshot === null];
  return `${JSON.stringify(words)}\n${snapshot ?? ""}`;
}

/** Null for what some other program has written. */
export function decodeRecord(text: string): SessionRecord | null {
  const end = text.indexOf("\n");
  if (end < 0) return null;
  try {
    const [epoch, number, endsAtMs, claimant, isDeleted] = JSON.parse(text.slice(0, end));
    if (![epoch, number, endsAtMs].every(Number.isFinite)) return null;
    if (claimant !== null && typeof claimant !== "string") return null;
    const snapshot = isDeleted === true ? null : text.slice(end + 1);
    return { epoch, number, endsAtMs, claimant, snapshot };
  } catch {
    return null;
  }
}
