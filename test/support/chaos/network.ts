// The network of the chaos suite: a TCP proxy that gives each client's connections the weather of its line.
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Link, type NetworkCounts } from "./link.js";
import { Line } from "./weather.js";

export interface NetworkOptions {
  /** Where the connections of a client go. */
  readonly portFor: (client: number) => number;
  readonly clients: number;
  readonly seed: number;
  readonly scale: number;
}

/** Connections say by `c=` in the first line of their request whose they are. */
export class Network implements AsyncDisposable {
  readonly counts: NetworkCounts = { cuts: 0, links: 0, resets: 0, refused: 0, deaf: 0 };
  readonly #portFor: (client: number) => number;
  readonly #server = createServer((client) => this.#clientConnected(client));
  readonly #lines: Line[];
  readonly #cut = new Set<number>();
  readonly #links = new Map<number, Set<Link>>();
  readonly #sockets = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #isStormy = false;

  constructor({ portFor, clients, seed, scale }: NetworkOptions) {
    this.#portFor = portFor;
    this.#lines = Array.from({ length: clients }, (_, index) => new Line(index, { seed, scale }));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  lineOf(client: number): Line {
    return this.#lines[client] as Line;
  }

  /** From now on there are faults. */
  storm(): void {
    this.#isStormy = true;
    for (const [index, line] of this.#lines.entries()) this.#scheduleCut(index, line);
  }

  /** From now on nothing new happens; what is half-open stays so until somebody notices. */
  calm(): void {
    this.#isStormy = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#cut.clear();
  }

  /** Resets every link at once, as a router that restarts. */
  cutAll(): void {
    for (const links of this.#links.values()) for (const link of links) link.reset();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.calm();
    for (const links of this.#links.values()) for (const link of links) link.close();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #scheduleCut(index: number, line: Line): void {
    const cut = () => {
      this.counts.cuts += 1;
      this.#cut.add(index);
      for (const link of this.#links.get(index) ?? []) link.reset();
      this.#after(line.cutMs, () => {
        this.#cut.delete(index);
        this.#scheduleCut(index, line);
      });
    };
    this.#after(line.untilCut(performance.now()), cut);
  }

  #after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }

  #clientConnected(client: Socket): void {
    this.#track(client);
    client.once("data", (first: Buffer) => {
      const line = first.subarray(0, first.indexOf("\r\n")).toString("latin1");
      const index = Number(/[?&]c=(\d+)/.exec(line)?.[1]);
      if (this.#cut.has(index)) {
        this.counts.refused += 1;
        client.resetAndDestroy();
        return;
      }
      const server = connect(this.#portFor(index), "127.0.0.1");
      this.#track(server);
      if (line.includes("/live/socket")) this.#open(index, { client, server, first });
      else {
        server.write(first);
        client.pipe(server).pipe(client);
        client.on("close", () => server.destroy());
        server.on("close", () => client.destroy());
      }
    });
  }

  #open(
    index: number,
    ends: { readonly client: Socket; readonly server: Socket; readonly first: Buffer },
  ): void {
    const line = this.lineOf(index);
    this.counts.links += 1;
    const link = new Link(ends, {
      faults: this.#isStormy ? line.nextLink() : null,
      random: line.random,
      counts: this.counts,
      closed: () => this.#links.get(index)?.delete(link),
    });
    const links = this.#links.get(index) ?? new Set();
    this.#links.set(index, links.add(link));
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("close", () => this.#sockets.delete(socket));
  }
}
