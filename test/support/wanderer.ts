// A page that goes from process to process at random, and sends its clicks until each is answered.
import { ClusterPage, type TestCluster } from "./cluster.js";

export class Wanderer {
  readonly page: ClusterPage;
  clicks = 0;
  /** Fresh views that it got instead of its own. */
  losses = 0;
  readonly #random: () => number;
  readonly #processes: number;
  #lastRef = 0;
  #isJoined = false;
  readonly #unanswered = new Set<number>();

  constructor(cluster: TestCluster, instance: string, random: () => number) {
    this.page = new ClusterPage(cluster, instance);
    this.#random = random;
    this.#processes = cluster.processes.length;
  }

  /** One deed of a visitor, or of his network. */
  async act(): Promise<void> {
    const dice = this.#random();
    if (dice < 0.5) this.click();
    else if (dice < 0.7) await this.read();
    else if (dice < 0.85) this.drop();
    else await this.join();
  }

  click(): void {
    this.clicks += 1;
    this.#lastRef += 1;
    this.#unanswered.add(this.#lastRef);
    if (this.#isJoined) this.#send(this.#lastRef);
  }

  drop(): void {
    this.#isJoined = false;
    this.page.drop();
  }

  /** Joins somewhere, as often as it takes; a page that is told to fetches itself first. */
  async join(): Promise<void> {
    for (let attempt = 0; attempt < 20 && !this.#isJoined; attempt += 1) {
      const frame = await this.page.join(this.#somewhere);
      if (frame.startsWith("[0,")) {
        this.#isJoined = true;
        for (const ref of this.#unanswered) this.#send(ref);
      } else if ((await this.page.return(this.#somewhere)) !== "restored") this.losses += 1;
    }
    if (!this.#isJoined) throw new Error("joined nowhere");
  }

  /** Takes what has come. */
  async read(): Promise<void> {
    if (!this.#isJoined) return;
    for (const text of await this.page.rest()) {
      const [tag, , , ref] = JSON.parse(text);
      if (tag === 4) this.drop();
      else for (const each of [ref].flat()) this.#answered(each);
    }
  }

  /** Until every click is answered. */
  async settle(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      await this.join();
      await this.read();
      if (this.#unanswered.size === 0) return;
    }
    throw new Error(`not answered: ${[...this.#unanswered]}`);
  }

  get #somewhere(): number {
    return Math.floor(this.#random() * this.#processes);
  }

  #answered(ref: number): void {
    if (!this.#unanswered.delete(ref)) return;
    this.page.ref = Math.max(this.page.ref, ref);
  }

  #send(ref: number): void {
    this.page.socket?.send([1, 1, ref, this.page.seq, "add"]);
  }
}
