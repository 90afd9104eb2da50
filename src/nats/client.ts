// The part of the NATS packages that is used, and their loading: an app without NATS does not have them.
import { LiveError } from "../errors.js";
import type { ResolvedNatsOptions } from "./options.js";

export interface NatsMessage {
  readonly subject: string;
  string(): string;
}

export interface NatsSubscription {
  unsubscribe(): void;
}

export interface NatsConnection {
  subscribe(
    subject: string,
    options: { callback(error: Error | null, message: NatsMessage): void },
  ): NatsSubscription;
  publish(subject: string, text: string): void;
  /** Answers when the server has everything that was sent before. */
  flush(): Promise<void>;
  status(): AsyncIterable<{ readonly type: string; readonly error?: unknown }>;
  closed(): Promise<unknown>;
  close(): Promise<void>;
}

export interface KeyEntry {
  readonly revision: number;
  readonly operation: string;
  string(): string;
}

/** A bucket: keys with revisions, written only over the revision that the writer knows. */
export interface Bucket {
  get(key: string): Promise<KeyEntry | null>;
  /** Rejects when the key's last revision is another one; 0 says that there is none. */
  put(key: string, text: string, options: { readonly previousSeq: number }): Promise<number>;
}

/** What commands are sent with. */
export interface NatsClient {
  readonly connection: NatsConnection;
  bucket(): Promise<Bucket>;
  /** The server does not have it any more: it is made again for whoever wants it next. */
  bucketGone(): void;
}

export type Connect = (options: ResolvedNatsOptions) => Promise<NatsClient>;

interface Modules {
  readonly connect: (options: Readonly<Record<string, unknown>>) => Promise<NatsConnection>;
  readonly jetstream: (connection: NatsConnection, options: { timeout: number }) => unknown;
  readonly Kvm: new (
    js: unknown,
  ) => { create(name: string, options: Readonly<Record<string, unknown>>): Promise<Bucket> };
}

/** Connects once; afterwards the connection looks after itself. */
export const connectNats: Connect = async (options) => {
  const { connect, jetstream, Kvm } = await loadNats();
  const connection = await connect({
    timeout: options.pingMs * 2,
    ...options.connection,
    servers: options.servers,
    pingInterval: options.pingMs,
    maxPingOut: 2,
    reconnect: true,
    maxReconnectAttempts: -1,
    // A password that is wrong for a while, as when it is changed, would else be the end of it.
    ignoreAuthErrorAbort: true,
    // Any pause up to the bound: processes that lost one server must not come back all at once.
    reconnectDelayHandler: () => 1 + Math.random() * options.maxRetryMs,
  });
  const manager = new Kvm(jetstream(connection, { timeout: options.commandMs }));
  let bucket: Promise<Bucket> | null = null;
  const open = async () => {
    try {
      return await manager.create(options.prefix, {
        history: 1,
        ttl: options.maxKeepMs,
        replicas: options.replicas,
        max_bytes: -1,
        // A replica that is behind would answer with an owner of the past.
        allow_direct: false,
      });
    } catch (error) {
      bucket = null;
      throw error;
    }
  };
  return {
    connection,
    bucket() {
      bucket ??= open();
      return bucket;
    },
    bucketGone() {
      bucket = null;
    },
  };
};

export async function loadNats(
  load: () => Promise<readonly unknown[]> = () =>
    Promise.all([
      import("@nats-io/transport-node"),
      import("@nats-io/jetstream"),
      import("@nats-io/kv"),
    ]),
): Promise<Modules> {
  try {
    const [transport, js, kv] = (await load()) as [object, object, object];
    return { ...transport, ...js, ...kv } as Modules;
  } catch (error) {
    const isMissing = (error as { code?: unknown }).code === "ERR_MODULE_NOT_FOUND";
    if (isMissing) throw new LiveError("NATS_CLIENT_MISSING", {});
    throw error;
  }
}
