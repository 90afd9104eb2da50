// A TCP proxy before several servers: each connection goes to the next one that takes it, as behind a balancer that knows nothing of sessions.
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export class RoundRobin implements AsyncDisposable {
  readonly #ports: readonly number[];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #webSockets = new Set<Socket>();
  #next = 0;

  constructor(ports: readonly number[]) {
    this.#ports = ports;
    this.#server = createServer((browser) => this.#connected(browser));
  }

  static async start(ports: readonly number[]): Promise<RoundRobin> {
    const proxy = new RoundRobin(ports);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resets every WebSocket, as a lost network does. */
  cut(): void {
    for (const socket of this.#webSockets) socket.resetAndDestroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connected(browser: Socket): void {
    this.#keep(browser);
    browser.once("data", (first: Buffer) => {
      browser.pause();
      if (/^upgrade: websocket\r$/im.test(first.toString("latin1"))) {
        this.#webSockets.add(browser);
        browser.once("close", () => this.#webSockets.delete(browser));
      }
      this.#pass({ browser, first, tries: this.#ports.length });
    });
  }

  #pass({ browser, first, tries }: Passing): void {
    if (tries === 0 || browser.destroyed) return void browser.destroy();
    const port = this.#ports[this.#next % this.#ports.length] as number;
    this.#next += 1;
    const server = connect(port, "127.0.0.1");
    const refused = () => this.#pass({ browser, first, tries: tries - 1 });
    server.once("error", refused);
    server.once("connect", () => {
      server.off("error", refused);
      this.#keep(server);
      server.once("close", () => browser.destroy());
      browser.once("close", () => server.destroy());
      server.write(first);
      browser.pipe(server);
      server.pipe(browser);
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#sockets.delete(socket));
  }
}

interface Passing {
  readonly browser: Socket;
  /** What the browser has sent already. */
  readonly first: Buffer;
  readonly tries: number;
}
