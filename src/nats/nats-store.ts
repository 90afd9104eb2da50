// Snapshots in a JetStream bucket: a key each, written only over the revision that the writer has read.
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import {
  type ClaimResult,
  minDeletedMs,
  type PutOptions,
  type PutResult,
  type SessionStore,
  type StoredSnapshot,
  type StoreStats,
} from "../stores/store.js";
import type { Bucket, NatsClient } from "./client.js";
import { isAnswer, isBucketGone, type LinkUser, type NatsLink } from "./link.js";
import type { ResolvedNatsOptions } from "./options.js";
import { decodeRecord, encodeRecord, type SessionRecord } from "./record.js";

/** A record and where it lies; revision 0 is none. */
interface Stored {
  readonly record: SessionRecord | null;
  readonly revision: number;
}

interface Scope {
  readonly id: string;
  readonly bytes: number;
  /** A write of the owner, who knows what he has written last. */
  readonly isPut: boolean;
}

/** What is to be written, or the answer when nothing is. */
type Decision<Answer> = { readonly write: SessionRecord } | { readonly answer: Answer };

// What the words of a command weigh beside the snapshot.
const commandBytes = 200;
// JetStream answers nothing for a moment after its server started.
const pauseMs = 50;
const wrongRevision = new Set([10071, 10164]);
// Sessions whose last revision is remembered, so that their next write needs no reading.
const maxRemembered = 20_000;

/** Shared by all processes of an app; a process that crashes leaves its sessions to the others. */
export class NatsStore implements SessionStore {
  readonly #link: NatsLink;
  readonly #user: LinkUser = {};
  readonly #maxSnapshotBytes: number;
  readonly #remembered = new Map<string, Stored>();

  constructor(link: NatsLink, { maxSnapshotBytes }: ResolvedNatsOptions) {
    this.#link = link;
    this.#maxSnapshotBytes = maxSnapshotBytes;
  }

  start(): Promise<void> {
    return this.#link.start(this.#user);
  }

  async get(id: string): Promise<StoredSnapshot | null> {
    const { record } = await this.#link.run(commandBytes, (client) =>
      persist(client, async () => this.#read(await client.bucket(), id)),
    );
    if (record === null || record.snapshot === null) return null;
    return { snapshot: record.snapshot, epoch: record.epoch };
  }

  async put(id: string, snapshot: string, options: PutOptions): Promise<PutResult> {
    const bytes = Buffer.byteLength(snapshot);
    if (bytes > this.#maxSnapshotBytes) return "too-large";
    const { epoch, number, keepMs } = options;
    const write = { epoch, number, snapshot, claimant: null, endsAtMs: Date.now() + keepMs };
    const scope = { id, bytes: commandBytes + bytes, isPut: true };
    const written = this.#change<PutResult>(scope, (record) => {
      if (record === null) return { write };
      const isLate = epoch === record.epoch && number < record.number;
      const isStale = record.snapshot === null || epoch < record.epoch || isLate;
      return isStale ? { answer: "stale" } : { write };
    });
    try {
      return (await written) ?? "stored";
    } catch (error) {
      // Below its own limit, and above `max_payload` of the server.
      if ((error as Error).name === "InvalidArgumentError") return "too-large";
      throw error;
    }
  }

  async claim(id: string, fromEpoch: number): Promise<ClaimResult> {
    // Sent again when the answer is lost, it must not find that another, itself, was first.
    const claimant = randomBytes(9).toString("base64url");
    const epoch = fromEpoch + 1;
    let snapshot = "";
    const scope = { id, bytes: commandBytes, isPut: false };
    const refusal = await this.#change<ClaimResult>(scope, (record) => {
      if (record === null || record.snapshot === null) {
        return { answer: { isClaimed: false, reason: "gone" } };
      }
      snapshot = record.snapshot;
      if (record.epoch === fromEpoch) return { write: { ...record, epoch, number: 0, claimant } };
      if (record.epoch === epoch && record.claimant === claimant) {
        return { answer: { isClaimed: true, snapshot, epoch } };
      }
      return { answer: { isClaimed: false, reason: "stale", epoch: record.epoch } };
    });
    return refusal ?? { isClaimed: true, snapshot, epoch };
  }

  async delete(id: string, epoch = Number.POSITIVE_INFINITY): Promise<void> {
    const minEndsAtMs = Date.now() + minDeletedMs;
    const scope = { id, bytes: commandBytes, isPut: false };
    await this.#change<null>(scope, (record) => {
      const isThere = record !== null && record.snapshot !== null;
      if (!isThere || record.epoch > epoch) return { answer: null };
      const endsAtMs = Math.max(record.endsAtMs, minEndsAtMs);
      const write = { ...record, epoch: record.epoch + 1, number: 0, snapshot: null };
      return { write: { ...write, claimant: null, endsAtMs } };
    });
  }

  /** A bucket could be asked, but not at once. */
  stats(): StoreStats {
    return { count: null, bytes: null, latencyMs: this.#link.stats.latencyMs };
  }

  async close(): Promise<void> {
    this.#remembered.clear();
    await this.#link.stop(this.#user);
  }

  /** Reads, decides, and writes over what was read; again, when another wrote meanwhile. Null: written. */
  #change<Answer>(
    { id, bytes, isPut }: Scope,
    decide: (record: SessionRecord | null) => Decision<Answer>,
  ): Promise<Answer | null> {
    const attempt = async (client: NatsClient) => {
      const bucket = await client.bucket();
      for (;;) {
        const known = isPut ? this.#remembered.get(id) : undefined;
        this.#remembered.delete(id);
        const { record, revision } = known ?? (await this.#read(bucket, id));
        const decision = decide(record);
        if ("write" in decision) {
          const written = await write(bucket, { id, record: decision.write, revision });
          if (written === null) continue;
          if (isPut) this.#remember(id, decision.write, written);
          return null;
        }
        // What is remembered may be of the past: only what was read is an answer.
        if (known === undefined) return decision.answer;
      }
    };
    return this.#link.run(bytes, (client) => persist(client, () => attempt(client)));
  }

  async #read(bucket: Bucket, id: string): Promise<Stored> {
    const entry = await bucket.get(keyOf(id));
    if (entry === null || entry.operation !== "PUT") {
      return { record: null, revision: entry?.revision ?? 0 };
    }
    const record = decodeRecord(entry.string());
    const isOver = record !== null && record.endsAtMs <= Date.now();
    return { record: isOver ? null : record, revision: entry.revision };
  }

  /** Without the text: who writes next brings another. */
  #remember(id: string, record: SessionRecord, revision: number): void {
    if (this.#remembered.size >= maxRemembered) {
      this.#remembered.delete(this.#remembered.keys().next().value ?? "");
    }
    this.#remembered.set(id, { record: { ...record, snapshot: "" }, revision });
  }
}

/** The new revision, or null when the last one was another. */
async function write(
  bucket: Bucket,
  { id, record, revision }: { id: string; record: SessionRecord; revision: number },
): Promise<number | null> {
  try {
    return await bucket.put(keyOf(id), encodeRecord(record), { previousSeq: revision });
  } catch (error) {
    if (wrongRevision.has((error as { code?: number }).code ?? 0)) return null;
    throw error;
  }
}

/** Tries again while the server has no answer; the command's time bounds it from outside. */
async function persist<Result>(
  client: NatsClient,
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (isAnswer(error) || tries >= 20) throw error;
      if (isBucketGone(error)) client.bucketGone();
      await wait(pauseMs, null, { ref: false });
    }
  }
}

function keyOf(id: string): string {
  return Buffer.from(id).toString("base64url");
}
