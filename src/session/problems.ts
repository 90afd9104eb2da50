// Errors of the app's code: each gets a reference for the page, is told to the app, and in development shown by the page.
import { type ErrorPlace, type OnError, reportError } from "../telemetry.js";
import { encodeProblem } from "../wire/server-frames.js";
import { problemOf } from "./problem-words.js";
import { randomId } from "./random.js";

/** Whose code failed. */
interface Failing {
  readonly id: string;
  readonly definition: { readonly name: string | null };
  readonly outbox: {
    readonly s: number;
    readonly link: { readonly hasTools: boolean; send(frame: string): void } | null;
  };
}

export interface ProblemsOptions {
  readonly onError: OnError | null;
  /** The page gets words and source positions: in development only. */
  readonly isShown?: boolean | undefined;
  /** Short and unguessable unless told. */
  readonly createReference?: (() => string) | undefined;
}

/** One per registry. */
export class Problems {
  /** Reported so far, or handed over to Express. */
  count = 0;
  readonly #options: ProblemsOptions;
  readonly #createReference: () => string;

  constructor(options: ProblemsOptions) {
    this.#options = options;
    this.#createReference = options.createReference ?? (() => randomId(6));
  }

  /** Never throws. The reference is all that the page learns in production. */
  report(error: unknown, where: string, { id, definition, outbox }: Failing): string {
    const reference = this.#createReference();
    const place = { view: definition.name, where, sessionId: id, reference };
    this.tell(error, place);
    if (this.#options.isShown && outbox.link?.hasTools) {
      outbox.link.send(encodeProblem(outbox.s, problemOf(error, place)));
    }
    return reference;
  }

  /** What no page learns of. Never throws. */
  tell(error: unknown, place: ErrorPlace): void {
    this.count += 1;
    reportError(this.#options.onError, error, place);
  }
}
