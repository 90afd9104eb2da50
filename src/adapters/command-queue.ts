// Commands to a server that may be away: they wait for it, in order and bounded, and are sent until one is answered.
import { timerMs } from "../timer-ms.js";

export interface CommandQueueOptions {
  /** The server's name, for errors. */
  readonly server: string;
  readonly commandMs: number;
  readonly maxCommands: number;
  readonly maxCommandBytes: number;
  /** Whether an error is what the server answered; any other one means that no answer came. */
  isAnswer(error: unknown): boolean;
}

interface Job<Client> {
  readonly order: number;
  readonly bytes: number;
  send(client: Client): Promise<unknown>;
  resolve(reply: unknown): void;
  reject(error: unknown): void;
  timer: NodeJS.Timeout | null;
  lastError: unknown;
}

/** Sends each command at least once within its time, or rejects: commands must bear to be repeated. */
export class CommandQueue<Client> {
  readonly #options: CommandQueueOptions;
  #client: Client | null = null;
  #opened = 0;
  #isClosed = false;
  #waiting: Job<Client>[] = [];
  #order = 0;
  #count = 0;
  #bytes = 0;
  #latencyMs: number | null = null;
  #lastError: unknown = null;

  constructor(options: CommandQueueOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#client !== null;
  }

  /** Commands on their way or waiting. */
  get count(): number {
    return this.#count;
  }

  /** The running mean of what an answer takes. */
  get latencyMs(): number | null {
    return this.#latencyMs;
  }

  /** What waited goes on its way, in the order it came. */
  open(client: Client): void {
    if (this.#isClosed) return;
    this.#client = client;
    this.#opened += 1;
    const jobs = this.#waiting.sort((a, b) => a.order - b.order);
    this.#waiting = [];
    for (const job of jobs) this.#send(job, client);
  }

  /** The connection is lost; what is on its way comes back when its sending fails. */
  shut(error: unknown = null): void {
    this.#client = null;
    if (error !== null) this.#lastError = error;
  }

  close(): void {
    this.#isClosed = true;
    this.#client = null;
    for (const job of this.#waiting.splice(0)) {
      this.#settle(job);
      job.reject(this.#closedError());
    }
  }

  /**
   * Sends now, or when there is a connection; again, when it is lost before the answer comes. Rejects with
   * what the server says, when the time is over, or when too much waits already.
   */
  run<Reply>(bytes: number, send: (client: Client) => Promise<Reply>): Promise<Reply> {
    const { server, commandMs, maxCommands, maxCommandBytes } = this.#options;
    if (this.#isClosed) return Promise.reject(this.#closedError());
    if (this.#count >= maxCommands || this.#bytes + bytes > maxCommandBytes) {
      return Promise.reject(new Error(`${this.#count} commands wait for ${server} already`));
    }
    return new Promise<Reply>((resolve, reject) => {
      this.#order += 1;
      const job: Job<Client> = {
        order: this.#order,
        bytes,
        send,
        resolve: resolve as (reply: unknown) => void,
        reject,
        timer: null,
        lastError: null,
      };
      job.timer = setTimeout(() => this.#timeOver(job), timerMs(commandMs));
      this.#count += 1;
      this.#bytes += bytes;
      if (this.#client === null) this.#waiting.push(job);
      else this.#send(job, this.#client);
    });
  }

  measured(ms: number): void {
    this.#latencyMs = this.#latencyMs === null ? ms : this.#latencyMs * 0.9 + ms * 0.1;
  }

  #send(job: Job<Client>, client: Client): void {
    const sentAtMs = performance.now();
    const opened = this.#opened;
    job.send(client).then(
      (reply) => {
        this.measured(performance.now() - sentAtMs);
        this.#settle(job);
        job.resolve(reply);
      },
      (error: unknown) => {
        if (this.#options.isAnswer(error) || this.#isClosed || job.timer === null) {
          this.#settle(job);
          job.reject(error);
          return;
        }
        job.lastError = error;
        // Connected again already: its failure came after the news of it.
        if (this.#client !== null && this.#opened !== opened) this.#send(job, this.#client);
        else this.#waiting.push(job);
      },
    );
  }

  /** The caller is told; a command on its way goes on counting until its connection ends. */
  #timeOver(job: Job<Client>): void {
    job.timer = null;
    const place = this.#waiting.indexOf(job);
    if (place >= 0) {
      this.#waiting.splice(place, 1);
      this.#settle(job);
    }
    const { server, commandMs } = this.#options;
    const cause = job.lastError ?? this.#lastError;
    job.reject(new Error(`${server} did not answer within ${commandMs} ms`, { cause }));
  }

  #settle(job: Job<Client>): void {
    if (job.timer !== null) clearTimeout(job.timer);
    job.timer = null;
    this.#count -= 1;
    this.#bytes -= job.bytes;
  }

  #closedError(): Error {
    return new Error(`the connection to ${this.#options.server} is closed`);
  }
}
