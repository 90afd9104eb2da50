// Takes the WebSocket upgrades of one path from any number of servers and leaves all others alone.
import { type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { LiveError } from "../errors.js";
import { full } from "../session/admission.js";
import { ConnectionGate, type GateSocket } from "./connection-gate.js";
import { readCookieId } from "./cookie.js";
import { isOriginAllowed, type OriginRules } from "./origin.js";
import { upgradeOfOthers } from "./other-upgrades.js";
import { PageSocket } from "./page-socket.js";
import { pathnameOf } from "./request.js";

/** What a socket may send before the library sees it; each is a cap inside `ws`. */
export interface SocketCaps {
  readonly maxPayload: number;
  readonly maxFragments: number;
  readonly maxBufferedChunks: number;
}

/** How long a request may take to send its headers, where the app has not said so itself. */
const nodeHeadersMs = 60_000;

/** Which paths of a server are taken, by whichever live app. */
const takenPaths = new WeakMap<Server, Set<string>>();

export interface UpgradeRules {
  readonly headersMs: number;
  /** The one path that is taken, for example `/live/socket`. */
  readonly path: string;
  readonly origins: OriginRules;
  readonly isPlainCookieAllowed: boolean;
  readonly caps: SocketCaps;
  readonly maxWaitingConnections: number;
}

/** Who gets the sockets; the cookie's id is all that is kept of the request. */
export interface UpgradeDelegate {
  /** Runs the task now or soon; `full`: it cannot be. */
  admit(task: () => void): unknown;
  /** Whether some wait that were admitted to none of it yet. */
  isBusy(): boolean;
  /** `hasTools`: the page says that it has the tools for development. */
  socketOpened(socket: PageSocket, cookieId: string, hasTools: boolean): void;
}

/** A client that does not answer our close would hold up the end of the process for 30 s. */
const closeRules = { closeTimeout: 2000 };

function createSockets(caps: SocketCaps) {
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // One event a tick: a flood on one socket cannot hold up the others (measured: 528 ms to 8 ms).
    allowSynchronousEvents: false,
    WebSocket: PageSocket,
    ...closeRules,
    ...caps,
  });
}

/** The upgrade listeners of one live app. */
export class Upgrades {
  readonly #rules: UpgradeRules;
  readonly #delegate: UpgradeDelegate;
  readonly #sockets: ReturnType<typeof createSockets>;
  readonly #gate: ConnectionGate;
  readonly #detachments = new Map<Server, () => void>();
  #isClosed = false;

  constructor(rules: UpgradeRules, delegate: UpgradeDelegate) {
    this.#rules = rules;
    this.#delegate = delegate;
    this.#gate = new ConnectionGate({
      maxWaiting: rules.maxWaitingConnections,
      isBusy: () => delegate.isBusy(),
    });
    this.#sockets = createSockets(rules.caps);
  }

  /**
   * Starts taking upgrades of the path. The server's `emit` is wrapped instead of adding a listener,
   * because a listener cannot keep an upgrade from the others, and `new WebSocketServer({ server,
   * path })` answers every path that is not its own with 400 and ends the socket.
   */
  attach(server: Server): void {
    // An Express app has `emit` too, but never emits upgrades.
    if (typeof server !== "object" || typeof server?.emit !== "function") {
      throw new LiveError("ATTACH_WITHOUT_SERVER", { got: server });
    }
    if (this.#isClosed || this.#detachments.has(server)) return;
    const { path } = this.#rules;
    const taken = takenPaths.get(server) ?? new Set();
    if (taken.has(path)) throw new LiveError("ATTACH_PATH_TAKEN", { path });
    takenPaths.set(server, taken.add(path));
    const emit = server.emit;
    const emitOrUpgrade = (event: string, ...args: unknown[]): boolean => {
      if (event === "connection") {
        const letIn = (): void => void Reflect.apply(emit, server, [event, ...args]);
        this.#gate.enter(args[0] as GateSocket, letIn);
        return true;
      }
      const [request, socket, head] = args as [IncomingMessage, Duplex, Buffer];
      if (event !== "upgrade" || !this.#isOurs(request)) {
        return Reflect.apply(emit, server, [event, ...args]);
      }
      this.#upgradeRequested(request, socket, head);
      return true;
    };
    server.emit = emitOrUpgrade as Server["emit"];
    server.on("upgrade", upgradeOfOthers);
    if (server.headersTimeout === nodeHeadersMs) server.headersTimeout = this.#rules.headersMs;
    this.#detachments.set(server, () => {
      taken.delete(path);
      server.off("upgrade", upgradeOfOthers);
      // Whoever wrapped `emit` after us still calls ours, which by then passes everything on.
      if (server.emit === emitOrUpgrade) server.emit = emit;
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const detach of this.#detachments.values()) detach();
    this.#detachments.clear();
  }

  #isOurs(request: IncomingMessage): boolean {
    return !this.#isClosed && pathnameOf(request.url ?? "") === this.#rules.path;
  }

  #upgradeRequested(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const cookieId = readCookieId(request, this.#rules.isPlainCookieAllowed);
    if (cookieId === null || !isOriginAllowed(request, this.#rules.origins)) {
      return refuse(socket, 403);
    }
    // While it waits nobody else listens, and an error without a listener ends the process.
    const ignore = (): void => {};
    socket.on("error", ignore);
    const admitted = this.#delegate.admit(() => {
      socket.off("error", ignore);
      if (socket.destroyed || this.#isClosed) return socket.destroy();
      this.#sockets.handleUpgrade(request, socket, head, (opened) => {
        opened.stream = socket;
        this.#delegate.socketOpened(opened, cookieId, request.url?.endsWith("?tools=") === true);
      });
    });
    if (admitted instanceof Promise) admitted.catch(() => socket.destroy());
    if (admitted === full) refuse(socket, 503, "Retry-After: 5\r\n");
  }
}

function refuse(socket: Duplex, status: number, headers = ""): void {
  socket.on("error", () => socket.destroy());
  socket.once("finish", () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
