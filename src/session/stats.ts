// What a process holds and does at the moment, in numbers.

export interface RegistryStats {
  /** All that are not over yet. */
  readonly sessions: number;
  readonly parked: number;
  /** Those whose socket is gone and whose page may come back. */
  readonly detached: number;
  readonly connections: number;
  /** Timers and time limits that are armed. */
  readonly alarms: number;
  /** Topics with a subscriber in this process. */
  readonly topics: number;
}
