// A TCP proxy before a test server that can hold back the bytes of its connections, or cut them off.

import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

type Direction = "up" | "down";

/** One WebSocket and what waits to go on in either direction. */
interface Pair {
  readonly browser: Socket;
  readonly server: Socket;
  readonly waiting: Record<Direction, Buffer[]>;
}

interface FaultProxyOptions {
  /** Every connection is under the test's control, not only WebSockets: for a server that is no web server. */
  readonly isControllingAll?: boolean;
}

/** Requests pass at once; WebSockets are under the test's control. */
export class FaultProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #targetPort: number;
  readonly #isControllingAll: boolean;
  readonly #sockets = new Set<Socket>();
  readonly #pairs = new Set<Pair>();
  readonly #held = new Set<Direction>();

  constructor(targetPort: number, { isControllingAll = false }: FaultProxyOptions = {}) {
    this.#targetPort = targetPort;
    this.#isControllingAll = isControllingAll;
    this.#server = createServer((browser) => this.#browserConnected(browser));
  }

  static async start(targetPort: number, options?: FaultProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(targetPort, options);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Bytes in this direction wait from now on, the handshake's too. */
  hold(direction: Direction): void {
    this.#held.add(direction);
  }

  /** What waited goes on, in order. */
  release(direction: Direction): void {
    this.#held.delete(direction);
    for (const pair of this.#pairs) flush(pair, direction);
  }

  /** How many bytes wait in a direction. */
  waitingBytes(direction: Direction): number {
    let bytes = 0;
    for (const { waiting } of this.#pairs) {
      for (const chunk of waiting[direction]) bytes += chunk.length;
    }
    return bytes;
  }

  /** Resets every WebSocket, as a lost network does. */
  cut(): void {
    for (const { browser, server } of this.#pairs) {
      browser.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #browserConnected(browser: Socket): void {
    const server = connect(this.#targetPort, "127.0.0.1");
    for (const [socket, other] of [
      [browser, server],
      [server, browser],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    const waiting = { up: [], down: [] };
    // Some servers speak first: there is nothing to wait for.
    if (this.#isControllingAll) return this.#control({ browser, server, waiting });
    browser.once("data", (first: Buffer) => {
      const isWebSocket = /^upgrade: websocket\r$/im.test(first.toString("latin1"));
      if (isWebSocket || this.#isControllingAll)
        this.#control({ browser, server, waiting: { up: [], down: [] } }, first);
      else {
        server.write(first);
        browser.pipe(server);
        server.pipe(browser);
      }
    });
  }

  #control(pair: Pair, first?: Buffer): void {
    this.#pairs.add(pair);
    pair.browser.once("close", () => this.#pairs.delete(pair));
    const pass = (direction: Direction) => (chunk: Buffer) => {
      pair.waiting[direction].push(chunk);
      if (!this.#held.has(direction)) flush(pair, direction);
    };
    if (first !== undefined) pass("up")(first);
    pair.browser.on("data", pass("up"));
    pair.server.on("data", pass("down"));
  }
}

function flush({ browser, server, waiting }: Pair, direction: Direction): void {
  const to = direction === "up" ? server : browser;
  for (const chunk of waiting[direction].splice(0)) to.write(chunk);
}
