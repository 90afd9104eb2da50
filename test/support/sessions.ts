// A registry behind a real WebSocket server on a free port, and sockets that collect frames.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import { PageSocket } from "../../src/http/page-socket.js";
import type { View } from "../../src/live/view.js";
import { Connection } from "../../src/session/connection.js";
import { FlashTokens } from "../../src/session/flash-token.js";
import { type Limits, resolveLimits } from "../../src/session/limits.js";
import { Problems } from "../../src/session/problems.js";
import { Registry } from "../../src/session/registry.js";
import type { Session } from "../../src/session/session.js";
import type { SessionVisit } from "../../src/session/session-parts.js";
import type { TokenCheck } from "../../src/session/token.js";
import type { Wait } from "../../src/session/waiting.js";
import type { ErrorPlace } from "../../src/telemetry.js";
import { leftCode } from "../../src/wire/protocol.js";

export interface Report {
  readonly error: unknown;
  readonly place: ErrorPlace;
}

/** Frames in the order they came; `next` waits, nothing sleeps. */
export class TestSocket {
  readonly ws: WebSocket;
  readonly frames: string[] = [];
  closeCode: number | null = null;
  #taken = 0;
  #wake: () => void = () => {};

  constructor(url: string) {
    this.ws = new WebSocket(url, { perMessageDeflate: false });
    this.ws.on("message", (data) => {
      this.frames.push(String(data));
      this.#wake();
    });
    this.ws.on("close", (code) => {
      this.closeCode = code;
      this.#wake();
    });
    this.ws.on("error", () => {});
  }

  async opened(): Promise<this> {
    if (this.ws.readyState === WebSocket.CONNECTING) {
      await new Promise((resolve) => this.ws.once("open", resolve));
    }
    return this;
  }

  send(...frames: string[]): void {
    for (const frame of frames) this.ws.send(frame);
  }

  /** The next frame that nobody took yet. */
  async next(): Promise<string> {
    await this.until(() => this.frames.length > this.#taken || this.closeCode !== null);
    const frame = this.frames[this.#taken];
    if (frame === undefined) throw new Error(`closed with ${this.closeCode} before another frame`);
    this.#taken += 1;
    return frame;
  }

  /** The answer to a heartbeat: whatever the server sent before it has come. */
  async settled(): Promise<readonly string[]> {
    this.send("[6]");
    const from = this.#taken;
    while ((await this.next()) !== "[6]");
    return this.frames.slice(from, this.#taken - 1);
  }

  async closed(): Promise<number> {
    await this.until(() => this.closeCode !== null);
    return this.closeCode as number;
  }

  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** As a network that is gone: without a word. */
  close(): void {
    this.ws.terminate();
  }

  /** As a page that is left for good. */
  leave(): void {
    this.ws.close(leftCode);
  }
}

/** Resolves when the condition holds, looking again after every turn of the event loop. */
export async function eventually(isTrue: () => boolean, what = "the state"): Promise<void> {
  const endMs = performance.now() + 8000;
  while (!isTrue()) {
    if (performance.now() > endMs) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A test that fails before it closes its server would keep the process from ending. */
const open = new Set<Sessions>();
afterEach(async () => {
  for (const sessions of open) await sessions.close();
});

/** One server with its registry; the token of a session is its id. */
export class Sessions {
  readonly limits: Limits;
  readonly reports: Report[] = [];
  readonly registry: Registry;
  readonly connections: Connection[] = [];
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #clients: TestSocket[] = [];

  constructor(limits: Partial<Limits> = {}) {
    this.limits = resolveLimits(limits);
    const onError = (error: unknown, place: ErrorPlace): void => {
      this.reports.push({ error, place });
    };
    const createReference = (): string => `e${this.reports.length + 1}`;
    const flashTokens = new FlashTokens(["a secret"], this.limits);
    const problems = new Problems({ onError, createReference });
    this.registry = new Registry({ limits: this.limits, problems, flashTokens });
    this.#server = createServer();
    const sockets = new WebSocketServer({
      server: this.#server,
      perMessageDeflate: false,
      clientTracking: false,
      maxPayload: this.limits.maxPayload,
      maxFragments: this.limits.maxFragments,
      WebSocket: PageSocket,
    });
    this.#sockets = sockets;
    sockets.on("connection", (ws, request) => {
      const cookieId = request.url === "/" ? "cookie" : (request.url ?? "").slice(1);
      const verifyToken = (token: string): TokenCheck =>
        token === "forged"
          ? { isValid: false, reason: "forged" }
          : { isValid: true, claims: { sessionId: token, owner: "", issuedAtMs: 0 } };
      const { registry } = this;
      const origin = { cookieId, hasTools: false };
      const connection = new Connection(ws, origin, { registry, limits: this.limits, verifyToken });
      ws.owner = connection;
      ws.stream = request.socket;
      this.connections.push(connection);
    });
  }

  async start(): Promise<this> {
    open.add(this);
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  visit(part: Partial<SessionVisit> = {}): SessionVisit {
    return {
      params: {},
      query: {},
      url: "/",
      session: {},
      cookieId: "cookie",
      address: "local",
      ...part,
    };
  }

  /** Mounts and parks, as a page whose answer is out. */
  async mount(view: View, part: Partial<SessionVisit> = {}, wait: Wait = {}): Promise<Session> {
    const result = await this.registry.mount(view, this.visit(part));
    if (result.kind !== "mounted") throw new Error(`answered with ${result.kind}`);
    this.registry.park(result.session, wait);
    return result.session;
  }

  /** An open socket, whose cookie is what its path names. */
  async open(cookieId = ""): Promise<TestSocket> {
    const { port } = this.#server.address() as AddressInfo;
    const client = new TestSocket(`ws://127.0.0.1:${port}/${cookieId}`);
    this.#clients.push(client);
    return client.opened();
  }

  /** A view that is live on a socket of its own, its joined frame taken. */
  async live(view: View, part: Partial<SessionVisit> = {}): Promise<Joined> {
    const session = await this.mount(view, part);
    const socket = await this.open();
    socket.send(joinFrame(1, session));
    const joined = await socket.next();
    if (joined !== "[0,1,1]") throw new Error(`joined with ${joined}`);
    return { session, socket };
  }

  async close(): Promise<void> {
    open.delete(this);
    for (const client of this.#clients) client.close();
    await this.registry.close(0);
    this.#sockets.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export interface Joined {
  readonly session: Session;
  readonly socket: TestSocket;
}

export function joinFrame(s: number, session: { readonly id: string }, instance = "tab"): string {
  return `[0,${s},"${session.id}","${instance}",1]`;
}

/** The fingerprint that stands in the HTML after `before`. */
export function fingerprintIn(html: string, before = "live-click="): string {
  const at = html.indexOf(`${before}"@`);
  if (at < 0) throw new Error(`no fingerprint in ${html}`);
  return html.slice(at + before.length + 1, at + before.length + 9);
}

/** A fresh server for each test of a `describe`. */
export function useSessions(limits: Partial<Limits> = {}): () => Sessions {
  let current: Sessions;
  beforeEach(async () => {
    current = await new Sessions(limits).start();
  });
  return () => current;
}
