// A snapshot as text and back: an envelope with its version around what devalue writes.
import { stringify, unflatten } from "devalue";
import { LiveError } from "../errors.js";
import { findUnstorable } from "./plain.js";
import { storeDefaults } from "./store.js";

/** What is kept of a session. */
export interface Snapshot {
  /** The name of the view, so that a snapshot never comes back as the state of another. */
  readonly view: string;
  /** The version of the view, for `migrate`. */
  readonly version: number;
  /** Plain data; Map, Set, Date, bigint, undefined and values that hold themselves come back as they were. */
  readonly content: unknown;
}

export type SnapshotEncoding =
  | { readonly isEncoded: true; readonly text: string }
  | { readonly isEncoded: false; readonly reason: "too-large"; readonly bytes: number };

export type SnapshotRefusal = "too-large" | "malformed" | "unknown-version";
export type SnapshotCheck =
  | { readonly isValid: true; readonly snapshot: Snapshot }
  | { readonly isValid: false; readonly reason: SnapshotRefusal };

/** Containers inside each other; both ways of the codec and what walks the state recurse. */
const maxDepth = 200;
const envelopeVersion = 1;

/**
 * `{"v":1,"view":"Counter","version":1,"d":[{"count":1},5]}`. What the author put into the state and
 * cannot be kept throws, with its path; that it is too large depends on the data, and is a result.
 */
export function encodeSnapshot(
  { view, version, content }: Snapshot,
  maxBytes: number = storeDefaults.maxSnapshotBytes,
): SnapshotEncoding {
  const wrong = findUnstorable(content, maxDepth);
  if (wrong !== null) {
    const path = wrong.path.replace(/^\./, "") || "the whole";
    if (wrong.reason === "too-deep") throw new LiveError("SNAPSHOT_TOO_DEEP", { path, maxDepth });
    throw new LiveError("SNAPSHOT_NOT_PLAIN", { view, path, got: wrong.value });
  }
  const head = `{"v":${envelopeVersion},"view":${JSON.stringify(view)},"version":${version},"d":`;
  const text = `${head}${stringify(content)}}`;
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) return { isEncoded: false, reason: "too-large", bytes };
  return { isEncoded: true, text };
}

/** Reads what may have been cut, changed or made by another version. Never throws. */
export function decodeSnapshot(
  text: unknown,
  maxBytes: number = storeDefaults.maxSnapshotBytes,
): SnapshotCheck {
  if (typeof text !== "string") return refused("malformed");
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes) return refused("too-large");
  try {
    return readEnvelope(JSON.parse(text));
  } catch {
    // JSON's own words, devalue's, or the end of the stack where somebody nested without end.
    return refused("malformed");
  }
}

function readEnvelope(envelope: unknown): SnapshotCheck {
  if (typeof envelope !== "object" || envelope === null) return refused("malformed");
  const { v, view, version, d } = envelope as Readonly<Record<string, unknown>>;
  if (v !== envelopeVersion)
    return refused(typeof v === "number" ? "unknown-version" : "malformed");
  if (typeof view !== "string" || typeof version !== "number") return refused("malformed");
  if (typeof d !== "number" && !(Array.isArray(d) && d.every(isFlat))) return refused("malformed");
  const content: unknown = unflatten(d);
  // What was not written here may be nested deeper than whoever walks it can bear.
  if (findUnstorable(content, maxDepth) !== null) return refused("malformed");
  return { isValid: true, snapshot: { view, version, content } };
}

/** devalue writes no container inside a container: values stand side by side and name each other by index. */
function isFlat(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  for (const inner of Object.values(value)) {
    if (typeof inner === "object" && inner !== null) return false;
  }
  return true;
}

function refused(reason: SnapshotRefusal): SnapshotCheck {
  return { isValid: false, reason };
}
