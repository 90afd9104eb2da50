// What an app passes to `createLive` and `live.page`, checked once so that nothing has to be checked later.
import { LiveError } from "../errors.js";
import { readMode } from "../jsx/development.js";
import type { SessionData } from "../live/context.js";
import type { LiveLayout, TitleTemplate } from "../live/live-layout.js";
import { nearestName } from "../live/nearest.js";
import type { PubSubAdapter } from "../pubsub/adapter.js";
import { createLocalAdapter } from "../pubsub/local-adapter.js";
import type { Durability, Keeping } from "../session/keeper.js";
import { type Limits, resolveLimits } from "../session/limits.js";
import { MemoryStore } from "../stores/memory-store.js";
import type { SessionStore } from "../stores/store.js";
import type { OnError } from "../telemetry.js";
import { DefaultLayout, type Layout } from "./layout.js";
import { type OriginRules, resolveOrigins } from "./origin.js";
import type { LiveRequest, LiveResponse } from "./request.js";
import { assertBanner, type BannerWords } from "./script-data.js";
import { resolveSecrets } from "./secret.js";
import type { AssetOptions } from "./static-assets.js";

/** Reads from the request what a view may know of the visitor; may be asynchronous. */
export type SessionOf<Request> = (request: Request) => SessionData | Promise<SessionData>;

/** What `live.page` may set for one page. */
export interface PageOptions<Request extends LiveRequest = LiveRequest> {
  readonly layout?: Layout;
  /** Live layouts around the view, inside its container; the first one outermost. */
  readonly within?: LiveLayout | readonly LiveLayout[];
  /** Makes the document's title of the one that the view's `head` has, now and when that changes. */
  readonly title?: TitleTemplate;
  readonly session?: SessionOf<Request>;
  /**
   * Path params may change while the page lives, without a request: its guards do not run then, so that
   * `params` has to say who may see what. Else such a change is a navigation.
   */
  readonly patchParams?: boolean;
  /** The language of the document, "en" unless told. */
  readonly lang?: string;
  /** Sends the layout's style sheets and scripts before the view is mounted. */
  readonly early?: boolean;
  /** What the page says while it has no connection, in its language; false: nothing. */
  readonly banner?: BannerWords | false;
  /**
   * The nonce of the response's Content-Security-Policy, for the client's script; the layout is given
   * it, too. Without one, or with `undefined`, there is none.
   */
  nonce?(request: Request, response: LiveResponse): unknown;
}

/** The options of `createLive`; all have defaults, but production needs `secret`. */
export interface LiveOptions<Request extends LiveRequest = LiveRequest>
  extends PageOptions<Request> {
  /** Signs tokens; at least 32 bytes. Of several, the first signs and all verify. */
  readonly secret?: string | readonly string[] | undefined;
  /** Where the client script and the socket live; "/live" unless told. */
  readonly path?: string;
  /** Whose session this is, for `live.disconnect(key)`. */
  readonly key?: (request: Request) => string | undefined;
  /** Origins that may open sockets; the host of the request unless told. */
  readonly origin?: string | readonly string[];
  readonly limits?: Partial<Limits>;
  /** Carries topics between processes; within this one unless told. */
  readonly pubsub?: PubSubAdapter;
  /**
   * Keeps sessions that nobody runs: those whose page was away for long, and with a store that
   * outlives the process (`slotwire/redis`) those of a process that has ended. In memory unless told.
   */
  readonly store?: SessionStore;
  /** When sessions are stored; "interval" with a `store` of yours, else "shutdown". */
  readonly durability?: Durability;
  /** The app's own files, for `live.asset`. */
  readonly assets?: AssetOptions;
  /** Hears every error of a view. */
  readonly onError?: OnError;
}

export interface ResolvedOptions {
  readonly secrets: readonly string[];
  readonly path: string;
  readonly layout: Layout;
  readonly within: readonly LiveLayout[];
  readonly title: TitleTemplate | null;
  readonly patchParams: boolean;
  readonly early: boolean;
  readonly lang: string;
  readonly banner: PageOptions["banner"];
  readonly session: SessionOf<LiveRequest>;
  readonly key: (request: LiveRequest) => string | undefined;
  readonly origins: OriginRules;
  readonly limits: Limits;
  readonly pubsub: PubSubAdapter;
  /** Other processes may share the `pubsub` of the app. */
  readonly hasPeers: boolean;
  readonly keeping: Keeping;
  readonly onError: OnError | null;
  readonly isProduction: boolean;
  readonly nonce: PageOptions["nonce"];
  readonly assets: AssetOptions | null;
}

const pageOptions: readonly (keyof PageOptions)[] = [
  "layout",
  "within",
  "title",
  "session",
  "patchParams",
  "lang",
  "early",
  "banner",
  "nonce",
];
const liveOptions: readonly (keyof LiveOptions)[] = [
  ...pageOptions,
  "secret",
  "path",
  "key",
  "origin",
  "limits",
  "pubsub",
  "store",
  "durability",
  "assets",
  "onError",
];

const adapterMethods = ["start", "subscribe", "unsubscribe", "publish", "close"];
const storeMethods = ["start", "get", "put", "claim", "delete", "stats", "close"];
const durabilities: readonly unknown[] = ["event", "interval", "shutdown"];

const pathShape = /^(\/[\w.~-]+)+$/;

export function resolveOptions<Request extends LiveRequest>(
  options: LiveOptions<Request>,
): ResolvedOptions {
  assertNames(options, liveOptions);
  const path = options.path ?? "/live";
  if (typeof path !== "string" || !pathShape.test(path)) {
    throw new LiveError("LIVE_OPTION_INVALID", {
      option: "path",
      expected: 'a path such as "/live", with no slash at its end',
      got: path,
    });
  }
  assertFunctions(options, ["key", "onError"]);
  assertShared(options);
  assertText("secret", options.secret);
  assertText("origin", options.origin);
  assertRecord("limits", options.limits, []);
  assertRecord("pubsub", options.pubsub, adapterMethods);
  assertRecord("store", options.store, storeMethods);
  const { assets = null } = options;
  if (assets !== null && typeof assets?.folder !== "string") {
    const expected = '{ folder: "public" } with the folder of the files';
    throw new LiveError("LIVE_OPTION_INVALID", { option: "assets", expected, got: assets });
  }
  const { durability = options.store === undefined ? "shutdown" : "interval" } = options;
  if (!durabilities.includes(durability)) {
    const expected = '"event", "interval" or "shutdown"';
    throw new LiveError("LIVE_OPTION_INVALID", { option: "durability", expected, got: durability });
  }
  const isProduction = !readMode();
  const limits = resolveLimits(options.limits ?? {});
  return {
    secrets: resolveSecrets(options.secret, isProduction),
    path,
    layout: options.layout ?? DefaultLayout,
    within: [options.within ?? []].flat(),
    title: options.title ?? null,
    patchParams: options.patchParams ?? false,
    early: options.early ?? false,
    lang: options.lang ?? "en",
    banner: options.banner,
    session: (options.session ?? noSession) as SessionOf<LiveRequest>,
    key: (options.key ?? noKey) as ResolvedOptions["key"],
    origins: { allowed: resolveOrigins(options.origin), isMissingAllowed: !isProduction },
    limits,
    pubsub: options.pubsub ?? createLocalAdapter(),
    hasPeers: options.pubsub !== undefined,
    keeping: {
      store: options.store ?? new MemoryStore(limits),
      durability,
      isShared: options.store !== undefined,
    },
    onError: options.onError ?? null,
    isProduction,
    nonce: options.nonce as ResolvedOptions["nonce"],
    assets,
  };
}

/** Those of one page, or of several. */
export function assertPageOptions(page: PageOptions): void {
  assertNames(page, pageOptions);
  assertShared(page);
}

function assertShared(options: { readonly [Name in keyof PageOptions]?: unknown }): void {
  assertFunctions(options, ["layout", "title", "session", "nonce"]);
  assertBanner(options.banner);
  const { within: got = [], patchParams = false } = options;
  if (typeof patchParams !== "boolean") {
    const wrong = { option: "patchParams", expected: "true or false", got: patchParams };
    throw new LiveError("LIVE_OPTION_INVALID", wrong);
  }
  if ([got].flat().every((layout) => typeof layout === "function")) return;
  const expected = "a live layout, or an array of them";
  throw new LiveError("LIVE_OPTION_INVALID", { option: "within", expected, got });
}

/** A misspelt option would be ignored in silence. */
export function assertNames(options: object, known: readonly string[]): void {
  for (const option of Object.keys(options)) {
    if (known.includes(option)) continue;
    const nearest = nearestName(option, known);
    throw new LiveError("LIVE_OPTION_UNKNOWN", { option, known, nearest });
  }
}

function assertText(option: string, got: unknown): void {
  if (got === undefined || typeof got === "string" || Array.isArray(got)) return;
  throw new LiveError("LIVE_OPTION_INVALID", { option, expected: "a string or an array", got });
}

function assertRecord(option: string, got: unknown, methods: readonly string[]): void {
  if (got === undefined) return;
  const isObject = typeof got === "object" && got !== null;
  const parts = got as Readonly<Record<string, unknown>>;
  if (isObject && methods.every((name) => typeof parts[name] === "function")) return;
  const expected = methods.length > 0 ? `an object with ${methods.join(", ")}` : "an object";
  throw new LiveError("LIVE_OPTION_INVALID", { option, expected, got });
}

export function assertFunctions<Name extends string>(
  options: { readonly [Key in Name]?: unknown },
  names: readonly Name[],
): void {
  for (const option of names) {
    const got = options[option];
    if (got === undefined || typeof got === "function") continue;
    throw new LiveError("LIVE_OPTION_INVALID", { option, expected: "a function", got });
  }
}

function noSession(): SessionData {
  return {};
}

function noKey(): undefined {
  return undefined;
}
