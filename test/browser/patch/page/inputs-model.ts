// What the values of controls are by the rules, step by step, without a DOM: the oracle of the random inputs.

export const kinds = ["text", "area", "select", "box"] as const;
export type Kind = (typeof kinds)[number];

/** One control, as the server and the user have it. Of a box the values are "true" and "false". */
export class ControlModel {
  readonly key: number;
  readonly kind: Kind;
  /** What the server says. */
  server: string;
  /** What is on the screen. */
  user: string;
  /** What the server knows to be on the screen, where it is not what it said itself. */
  known: string | null = null;
  /** The server has said something that the user does not see yet. */
  isWithheld = false;
  readonly refs = new Set<number>();

  constructor(key: number, kind: Kind, value: string) {
    this.key = key;
    this.kind = kind;
    this.server = value;
    this.user = value;
  }

  isHeld(hasFocus: boolean): boolean {
    if (this.refs.size > 0) return true;
    return hasFocus && (this.kind !== "box" || this.#isNews);
  }

  sent(ref: number): void {
    this.known = this.user;
    this.refs.add(ref);
  }

  says(value: string, hasFocus: boolean): void {
    if (value === this.server) return;
    if (this.isHeld(hasFocus)) {
      this.known ??= this.server;
      this.isWithheld = true;
      this.server = value;
    } else {
      this.server = value;
      this.#take();
    }
  }

  answered(ref: number): void {
    if (this.refs.delete(ref) && this.refs.size === 0) this.#release();
  }

  /** The focus has left it, or come. */
  focusMoved(hasFocus: boolean): void {
    if (!this.isHeld(hasFocus)) this.#release();
  }

  /** The user has put there what the server does not know. */
  get #isNews(): boolean {
    return this.user !== (this.known ?? this.server);
  }

  #release(): void {
    if (this.isWithheld && !this.#isNews) this.#take();
  }

  #take(): void {
    this.user = this.server;
    this.known = null;
    this.isWithheld = false;
  }
}
