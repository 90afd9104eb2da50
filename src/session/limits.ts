// What a client may cost, each with a default; a wrong limit is an error at start, never "no limit".
import { LiveError } from "../errors.js";
import { nearestName } from "../live/nearest.js";
import { sealDefaults } from "../stores/seal.js";
import { storeDefaults } from "../stores/store.js";

export const defaultLimits = {
  /** Bytes of one frame, reassembled; `ws` closes the socket above it. */
  maxPayload: 64 * 1024,
  /** Fragments of one frame. */
  maxFragments: 64,
  /** Chunks that `ws` keeps while a frame arrives. */
  maxBufferedChunks: 1024,
  /** Nesting of brackets in one frame, checked before it is parsed. */
  maxDepth: 32,
  /** Names and values in one payload or form. */
  maxParams: 1000,
  /** Characters of one name in a payload or form. */
  maxNameChars: 256,
  /** Names inside each other in one field's name: `rows[0][title]` has three. */
  maxFieldDepth: 8,
  /** The highest index of a list in a form: `rows[999]`. */
  maxFieldIndex: 999,
  /** Bytes of the body of a form that is posted without JavaScript. */
  maxFormBytes: 256 * 1024,
  /** Sessions on one socket. */
  maxSessionsPerSocket: 128,
  /** Views nested in the view of one page, and how deep. */
  maxNestedViews: 100,
  maxNestedDepth: 8,
  /** Characters of what a page is given to have one of them mounted. */
  maxEmbedChars: 4096,
  /** Frames a second on one socket, and how many may come at once; above it the socket is paused. */
  eventsPerSecond: 50,
  eventsBurst: 100,
  joinsPerSecond: 10,
  joinsBurst: 128,
  /** The same for all sockets of one address together, as the app's own requests tell addresses. */
  eventsPerSecondPerAddress: 5_000,
  eventsBurstPerAddress: 10_000,
  joinsPerSecondPerAddress: 500,
  joinsBurstPerAddress: 2_000,
  /** Above it a page is told to come back later. */
  maxSocketsPerAddress: 1_000,
  /** Sockets without any join; above it upgrades are refused with 503. */
  maxUnjoinedSockets: 20_000,
  /** Connections that wait until HTTP may read them; above it they are closed. */
  maxWaitingConnections: 20_000,
  /** Upgrades and joins that wait for their slice; above it they are told to come back later. */
  maxWaitingJoins: 20_000,
  /** Malformed frames on one socket until it is closed. */
  maxMalformed: 20,
  /** A request whose headers take longer is ended; set on servers that have Node's own default. */
  headersMs: 10_000,
  /** A socket without any join is closed after this time. */
  joinMs: 5_000,
  /** A socket that sends nothing, no heartbeat either, is dead after this time. */
  silenceMs: 60_000,
  /** Bytes waiting in a socket above which its sessions stop rendering. */
  maxBufferedBytes: 64 * 1024,
  /** Bytes that pile up behind what a socket waits for; above it the socket is closed. */
  maxStalledBytes: 1024 * 1024,
  /** A socket whose bytes wait for this time is closed. */
  stalledMs: 30_000,
  /** Event streams, of pages whose network lets no WebSocket through. */
  maxStreams: 10_000,
  maxStreamsPerCookie: 32,
  maxStreamsPerAddress: 1000,
  /** An event stream says something at least this often, so that proxies leave it open. */
  streamBeatMs: 15_000,
  /** Messages waiting in one session's mailbox. */
  maxMailbox: 1000,
  /** Messages of one turn, between two renders. */
  maxTurn: 64,
  /** Changes of the URL that follow one another, when `params` asks for another one each time. */
  maxPatches: 20,
  /** A handler that does not settle in this time is aborted. */
  handlerMs: 30_000,
  /** A visit whose `mount`, or `resume`, does not settle in this time is answered with 503. */
  mountMs: 30_000,
  /** A session without a socket waits this long. */
  parkedMs: 10_000,
  maxParked: 10_000,
  maxParkedPerCookie: 128,
  maxParkedPerAddress: 1000,
  /** Of one cookie, for pages that it has fetched and maybe never goes to; besides the others. */
  maxParkedPrefetches: 24,
  /** A session whose socket is gone waits this long for its page to come back. */
  detachedMs: 60_000,
  maxDetached: 10_000,
  maxDetachedPerCookie: 128,
  maxDetachedPerAddress: 1000,
  /** A session whose page is open and does nothing goes to the store after this time, if that is the app's own. */
  idleMs: 30 * 60_000,
  /** The same while the heap is fuller than so much of what Node gives it. */
  pressedIdleMs: 30_000,
  maxHeapPercent: 80,
  /** How long the store keeps it while its page stays open. */
  asleepMs: 24 * 3_600_000,
  /** Characters of frames that one session keeps until its page has acknowledged them. */
  maxUnackedChars: 64 * 1024,
  /** Between two snapshots of a session that changes, with durability "interval". */
  snapshotMs: 5_000,
  /** How long a store keeps the snapshot of a session that nobody runs. */
  keepMs: 30 * 60_000,
  /** How long another process is waited for that may run the session of a page; five times that when it fetches itself. */
  askMs: 200,
  /** Pages that wait for another process at a time; the others fetch themselves again. */
  maxAsks: 10_000,
  /** Effects that wait until the page of one session reads again, or is back. */
  maxHeldEffects: 1000,
  /** Messages that one session shows once, at a time; the oldest go. */
  maxFlashKinds: 8,
  /** Characters of one of them; what is longer is cut. */
  maxFlashChars: 500,
  /** Characters of the token with which they go along to the next page; the oldest stay behind. */
  maxFlashTokenChars: 3_000,
  /** How long they wait for that page. */
  flashMs: 60_000,
  /** Bytes of one snapshot. */
  maxSnapshotBytes: storeDefaults.maxSnapshotBytes,
  /** Snapshots that the store of this process keeps, and their bytes; those that end first go first. */
  maxStored: storeDefaults.maxStored,
  maxStoredBytes: storeDefaults.maxStoredBytes,
  /** A sealed snapshot opens for this time. */
  sealedMs: sealDefaults.keepMs,
  /** Bytes of one sealed snapshot. */
  maxSealedBytes: sealDefaults.maxBytes,
  /** Opened seals that are remembered, so that none opens twice. */
  maxOpenedSeals: sealDefaults.maxConsumed,
} as const;

export type Limits = { readonly [Name in keyof typeof defaultLimits]: number };

/** Fills in the defaults; throws for names and values that make no sense. */
export function resolveLimits(given: Partial<Limits> = {}): Limits {
  const names = Object.keys(defaultLimits);
  for (const [limit, got] of Object.entries(given)) {
    if (!names.includes(limit)) {
      throw new LiveError("LIMIT_UNKNOWN", { limit, nearest: nearestName(limit, names) });
    }
    if (got !== undefined && !(Number.isSafeInteger(got) && got > 0)) {
      throw new LiveError("LIMIT_INVALID", { limit, got });
    }
  }
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaultLimits, ...Object.fromEntries(set) };
}
