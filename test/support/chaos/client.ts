// One visitor of the chaos suite: fetches the page, joins, clicks, comes back, with the channel of the real client.
import { Channel, type ChannelDelegate, type LossReason } from "../../../client/channel.js";
import { backoffMs } from "../../../client/delays.js";
import { encodeHeartbeat } from "../../../src/wire/client-frames.js";
import { ServerTag } from "../../../src/wire/protocol.js";
import {
  decodeServerFrame,
  type EffectMessage,
  type ErrorMessage,
} from "../../../src/wire/server-frames.js";
import type { Random } from "../tree-gen/random.js";
import { ChaosPage, containerIn, wholeIn } from "./page.js";
import { type Pace, ReturningSocket, type SocketDelegate } from "./socket.js";
import { fetchVisit, type Visit } from "./visit.js";

/** As in client/page.ts, and in client/session.ts. */
const [unackedChars, maxLosses] = [8192, 3];

export interface ClientOptions {
  readonly index: number;
  /** The address of the network. */
  readonly site: string;
  readonly pace: Pace;
  readonly random: Random;
}

export interface ClientCounts {
  resumes: number;
  /** Fetches of the page's URL because its session was gone: it was restored, or mounted afresh. */
  restored: number;
  fresh: number;
  pageLoads: number;
  pushes: number;
  frames: number;
}

export class ChaosClient implements SocketDelegate, ChannelDelegate {
  readonly name: string;
  readonly random: Random;
  readonly counts: ClientCounts = {
    ...{ resumes: 0, restored: 0, fresh: 0, pageLoads: 0 },
    ...{ pushes: 0, frames: 0 },
  };
  /** What must never happen, in words. */
  readonly problems: string[] = [];
  readonly socket: ReturningSocket;
  readonly #options: ClientOptions;
  #channel: Channel | null = null;
  #page: ChaosPage | null = null;
  #token = "";
  #cookie = "";
  #s = 0;
  #losses = 0;
  #receivedChars = 0;
  /** Of the process that it joined last. */
  #epoch = "";
  /** Takes the HTML of the server instead of the page. */
  #serverPrint: ((html: string) => void) | null = null;
  /** Its new owner may send the whole page before the answer to that. */
  #hasMoved = false;
  #isGone = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.name = `c${options.index}`;
    this.random = options.random;
    const url = `${options.site.replace("http", "ws")}/live/socket?c=${options.index}`;
    const headers = () => ({ cookie: this.#cookie, origin: options.site });
    const { pace, random } = options;
    this.socket = new ReturningSocket({ url, headers, pace, random }, this);
  }

  get channel(): Channel {
    return this.#channel as Channel;
  }

  get page(): ChaosPage {
    return this.#page as ChaosPage;
  }

  get isSettled(): boolean {
    return this.#channel?.isSettled ?? false;
  }

  /** The visit: a page, and then its socket. */
  async open(): Promise<void> {
    const fetched = await this.#get({});
    const container = containerIn(fetched?.html ?? "");
    this.#page = new ChaosPage(container.html);
    this.#token = container.token;
    const instance = String(this.random.below(2 ** 31));
    this.#channel = new Channel({ token: container.token, instance, link: this.socket }, this);
    this.socket.start();
  }

  /** What the server would print for this page now. */
  async serverPrint(): Promise<string> {
    return new Promise((resolve) => {
      this.#serverPrint = resolve;
      this.channel.resync(1, false);
    });
  }

  leave(): void {
    this.#isGone = true;
    this.socket.leave();
  }

  vanish(): void {
    this.#isGone = true;
    this.socket.vanish();
  }

  socketOpened(): void {
    this.#s = 0;
    if (this.channel.state !== "gone") this.#join();
  }

  socketClosed(): void {
    this.channel.linkClosed();
  }

  socketReceived(frame: string): void {
    this.counts.frames += 1;
    // What a developer is to see of an error is for the debug script.
    if (frame.startsWith(`[${ServerTag.problem},`)) return;
    const message = decodeServerFrame(frame);
    if (message === null) this.problems.push(`no message: ${frame}`);
    else if (message.tag === ServerTag.drain) this.socket.drain(message.delayMs);
    else if (message.tag !== ServerTag.heartbeat) this.channel.receive(message);
    this.#receivedChars += frame.length;
    if (this.#receivedChars <= unackedChars) return;
    this.#receivedChars = 0;
    this.socket.send(this.heartbeatFrame());
  }

  heartbeatFrame(): string {
    return encodeHeartbeat(this.channel.ack);
  }

  channelJoined(): void {
    const epoch = this.channel.returning.split(" ")[2] ?? "";
    if (this.#epoch !== "") this.counts.resumes += 1;
    if (epoch !== this.#epoch) {
      this.page.ownerChanged();
      this.#hasMoved = this.#serverPrint !== null;
    }
    this.#epoch = epoch;
    this.#losses = 0;
    // The question may have gone into a link that was dead.
    if (this.#serverPrint !== null) this.channel.resync(1, false);
  }

  channelAnswered(): void {}

  channelReceivedPatch(parts: readonly unknown[]): void {
    const html = wholeIn(parts);
    if (html !== null && this.#serverPrint !== null) {
      if (!this.#hasMoved) {
        this.#serverPrint(html);
        this.#serverPrint = null;
        return;
      }
      this.#hasMoved = false;
      this.channel.resync(1, false);
    }
    try {
      this.page.apply(parts);
    } catch (error) {
      this.problems.push(`${this.name}: ${String(error)} in ${JSON.stringify(parts)}`);
    }
  }

  channelReceivedEffect({ kind, values }: EffectMessage): void {
    if (kind !== "push") return;
    this.counts.pushes += 1;
    const [name, number] = values;
    if (name === "did" && number === this.counts.pushes) return;
    this.problems.push(`${this.name}: push ${name} ${number} is number ${this.counts.pushes}`);
  }

  channelFailed({ ref, code }: ErrorMessage): void {
    if (ref === 0) this.problems.push(`${this.name}: refused a frame, ${code}`);
  }

  channelLost(reason: LossReason): void {
    this.#losses += 1;
    if (reason === "gap") this.problems.push(`${this.name}: a frame is missing`);
    if (reason === "version" || this.#losses > maxLosses) this.counts.pageLoads += 1;
    else if (this.#losses === 2) {
      this.channel.restart(this.#token, "restored");
      this.socket.reopen();
    } else void this.#rejoin(0);
  }

  #join(): void {
    this.#s += 1;
    this.channel.join(this.#s);
  }

  async #rejoin(attempt: number): Promise<void> {
    const fetched = await this.#get({ "live-rejoin": this.channel.returning });
    if (this.#isGone) return;
    if (fetched === null) {
      const waitMs = backoffMs(attempt + 1, this.random.next) * this.#options.pace.backoffScale;
      setTimeout(() => void this.#rejoin(attempt + 1), waitMs);
      return;
    }
    const { origin } = fetched;
    if (origin !== "awaited") {
      const container = containerIn(fetched.html);
      this.#page = new ChaosPage(container.html, this.#page?.wholes);
      this.#token = container.token;
    } else this.#token = fetched.token;
    if (origin !== "fresh") this.counts.restored += 1;
    else {
      this.counts.fresh += 1;
      this.counts.pushes = 0;
    }
    this.channel.restart(this.#token, origin);
    if (this.socket.isOpen) this.#join();
  }

  /** Null: not now. */
  async #get(headers: Record<string, string>): Promise<Visit | null> {
    const { site, index } = this.#options;
    const all = this.#cookie === "" ? headers : { ...headers, cookie: this.#cookie };
    const visit = await fetchVisit(`${site}/?c=${index}`, all);
    if (visit !== null && visit.cookie !== "") this.#cookie = visit.cookie;
    return visit;
  }
}
