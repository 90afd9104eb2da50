// A TCP proxy that, when told to, hands on every byte by itself, a moment after the one before.
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export class SlicingProxy implements AsyncDisposable {
  isSlicing = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(targetPort: number) {
    this.#server = createServer((browser) => {
      const server = connect(targetPort, "127.0.0.1");
      this.#pass(browser, server);
      this.#pass(server, browser);
    });
  }

  static async start(targetPort: number): Promise<SlicingProxy> {
    const proxy = new SlicingProxy(targetPort);
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

  #pass(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    to.setNoDelay(true);
    let passed: Promise<unknown> = Promise.resolve();
    from.on("data", (piece: Buffer) => {
      passed = passed.then(() => this.#write(to, piece));
    });
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.#sockets.delete(from);
      void passed.then(() => to.destroy());
    });
  }

  async #write(to: Socket, piece: Buffer): Promise<void> {
    if (!this.isSlicing) return void to.write(piece);
    for (let at = 0; at < piece.length; at += 1) {
      to.write(piece.subarray(at, at + 1));
      // What is written in one turn of the event loop may go out in one packet.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
