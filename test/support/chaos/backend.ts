// What the chaos suite needs of a server, whether it is in this process or in several others.

/** What the server has done so far. */
export interface Done {
  readonly mounts: number;
  /** How often a handler was started for an event. */
  readonly runs: ReadonlyMap<string, number>;
  /** The number of the latest news. */
  readonly news: number;
}

export interface Backend extends AsyncDisposable {
  /** Where the connections of this client go now. */
  portFor(client: number): number;
  readDone(): Done;
  startNews(everyMs: number): void;
  stopNews(): void;
  /** What is left in all processes: sessions, timers, sockets, topics; empty when there is nothing. */
  remains(): Promise<string>;
}

/** As `live.stats()` counts. */
export function remainsOf(stats: object): string {
  const left = Object.entries(stats).filter(([, count]) => typeof count === "number" && count > 0);
  return left.map(([name, count]) => `${count} ${name}`).join(", ");
}
