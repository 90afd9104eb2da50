// A site that is reached over a network that lets no WebSocket through, in one of the ways that networks have.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

/** Answers the handshake with 403 · never answers it · opens sockets and loses what they carry. */
export type Blockade = "refused" | "unanswered" | "swallowed";

interface Attachable {
  attach(server: object): unknown;
  close(): Promise<void>;
}

export class BlockedSite implements AsyncDisposable {
  /** Null: WebSockets get through. */
  blockade: Blockade | null;
  readonly #server;
  readonly #live: Attachable;
  readonly #held = new Set<Duplex | WebSocket>();

  constructor(app: RequestListener, live: Attachable, blockade: Blockade | null) {
    this.blockade = blockade;
    this.#live = live;
    this.#server = createServer(app);
    live.attach(this.#server);
    const swallowing = new WebSocketServer({ noServer: true });
    const { emit } = this.#server;
    this.#server.emit = ((event: string, ...args: unknown[]) => {
      if (event !== "upgrade" || this.blockade === null) {
        return Reflect.apply(emit, this.#server, [event, ...args]);
      }
      const [request, socket, head] = args as Parameters<typeof swallowing.handleUpgrade>;
      // Browsers reset what is refused now and then, and an error without a listener ends the process.
      socket.on("error", () => socket.destroy());
      if (this.blockade === "refused") socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      else if (this.blockade === "unanswered") this.#held.add(socket);
      else swallowing.handleUpgrade(request, socket, head, (ws) => this.#held.add(ws));
      return true;
    }) as typeof emit;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#live.close();
    for (const each of this.#held) "terminate" in each ? each.terminate() : each.destroy();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
