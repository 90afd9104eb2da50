// The server of the chaos suite in this process: one live page, and a ledger of what its view did.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createLive, type Limits, type Live } from "slotwire";
import { type Backend, type Done, remainsOf } from "./backend.js";
import { createChaosView, type Ledger, news } from "./view.js";

class MemoryLedger implements Ledger, Done {
  mounts = 0;
  news = 0;
  readonly runs = new Map<string, number>();

  mounted(): void {
    this.mounts += 1;
  }

  ran(id: string): void {
    this.runs.set(id, (this.runs.get(id) ?? 0) + 1);
  }
}

export class ChaosServer implements Backend {
  readonly #ledger = new MemoryLedger();
  readonly #live: Live;
  readonly #server: Server;
  #reporter: NodeJS.Timeout | undefined;

  constructor(limits: Partial<Limits>) {
    // Handlers that throw on purpose are none of anybody's business.
    this.#live = createLive({ limits, onError: () => {} });
    const view = createChaosView(this.#ledger);
    this.#server = createServer(express().use(this.#live).get("/", this.#live.page(view)));
    this.#live.attach(this.#server);
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  portFor(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  readDone(): Done {
    return this.#ledger;
  }

  startNews(everyMs: number): void {
    this.#reporter = setInterval(() => {
      this.#ledger.news += 1;
      this.#live.publish(news, this.#ledger.news);
    }, everyMs);
  }

  stopNews(): void {
    clearInterval(this.#reporter);
  }

  async remains(): Promise<string> {
    return remainsOf(this.#live.stats());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stopNews();
    await this.#live.close();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
