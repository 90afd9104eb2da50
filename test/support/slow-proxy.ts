// A TCP proxy before a test server that lets every piece of data take its time, in order.
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export interface Slowness {
  readonly latencyMs: number;
  /** Added to each piece: between 0 and this. */
  readonly jitterMs: number;
  /** In [0, 1). */
  readonly random: () => number;
}

export class SlowProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(targetPort: number, slowness: Slowness) {
    this.#server = createServer((browser) => {
      const server = connect(targetPort, "127.0.0.1");
      this.#pass(browser, server, slowness);
      this.#pass(server, browser, slowness);
    });
  }

  static async start(targetPort: number, slowness: Slowness): Promise<SlowProxy> {
    const proxy = new SlowProxy(targetPort, slowness);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(from: Socket, to: Socket, { latencyMs, jitterMs, random }: Slowness): void {
    const waiting: { readonly piece: Buffer; readonly dueMs: number }[] = [];
    // One timer at a time: of two, the later one may ring first.
    const passNext = (): void => {
      const [first] = waiting;
      if (first === undefined) return;
      const leftMs = first.dueMs - performance.now();
      if (leftMs > 0) return void setTimeout(passNext, leftMs);
      waiting.shift();
      if (to.writable) to.write(first.piece);
      passNext();
    };
    from.setNoDelay(true);
    this.#sockets.add(from);
    from.on("data", (piece: Buffer) => {
      const dueMs = performance.now() + latencyMs + random() * jitterMs;
      waiting.push({ piece, dueMs });
      if (waiting.length === 1) passNext();
    });
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
