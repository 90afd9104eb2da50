// One WebSocket through the network of the chaos suite, and what happens to its bytes on the way.
import type { Socket } from "node:net";
import type { Random } from "../tree-gen/random.js";
import { Flow } from "./flow.js";
import type { Direction, LinkFaults } from "./weather.js";

export interface LinkEnds {
  readonly client: Socket;
  readonly server: Socket;
  /** What the client has sent already. */
  readonly first: Buffer;
}

/** What has been done to the connections so far. */
export interface NetworkCounts {
  cuts: number;
  links: number;
  resets: number;
  refused: number;
  deaf: number;
}

export interface LinkOptions {
  /** Null for a perfect link. */
  readonly faults: LinkFaults | null;
  readonly random: Random;
  readonly counts: NetworkCounts;
  readonly closed: () => void;
}

export class Link {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #options: LinkOptions;
  readonly #flows: Record<Direction, Flow>;
  readonly #deaf = new Set<Direction>();
  #deafTimer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor({ client, server, first }: LinkEnds, options: LinkOptions) {
    this.#client = client;
    this.#server = server;
    this.#options = options;
    const reset = () => this.reset();
    this.#flows = {
      up: new Flow("up", { from: client, to: server, reset }, options),
      down: new Flow("down", { from: server, to: client, reset }, options),
    };
    client.on("data", (chunk: Buffer) => this.#flows.up.push(chunk));
    server.on("data", (chunk: Buffer) => this.#flows.down.push(chunk));
    client.on("close", () => this.#ended("up"));
    server.on("close", () => this.#ended("down"));
    this.#flows.up.push(first);
    const { faults } = options;
    if (faults !== null && faults.deaf.length > 0) {
      this.#deafTimer = setTimeout(() => this.#turnDeaf(faults.deaf), faults.deafAfterMs);
    }
  }

  /** Both ends are told by a reset. */
  reset(): void {
    // Where nobody hears, nobody is told: the ends have to find out by themselves.
    if (this.#isOver || this.#deaf.size > 0) return;
    this.#options.counts.resets += 1;
    this.#over();
    resetSocket(this.#client);
    resetSocket(this.#server);
  }

  close(): void {
    this.#over();
    this.#client.destroy();
    this.#server.destroy();
  }

  #turnDeaf(directions: readonly Direction[]): void {
    this.#options.counts.deaf += 1;
    for (const direction of directions) {
      this.#deaf.add(direction);
      this.#flows[direction].swallow();
    }
  }

  /** The sender of this direction is gone, which a deaf direction does not tell. */
  #ended(direction: Direction): void {
    if (!this.#deaf.has(direction)) this.#flows[direction].end();
    if (this.#client.destroyed && this.#server.destroyed) this.#over();
  }

  #over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#deafTimer);
    this.#flows.up.stop();
    this.#flows.down.stop();
    this.#options.closed();
  }
}

/** Node loses the handle of a socket that is reset while its end is still on the way. */
function resetSocket(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
