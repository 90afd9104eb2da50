// Every error that the library throws at an app's author: a code, what was expected, what was got, and the fix.
import { appErrors } from "./errors/app-errors.js";
import { commandErrors } from "./errors/command-errors.js";
import { componentErrors } from "./errors/component-errors.js";
import type { Explanation } from "./errors/explanation.js";
import { markupErrors } from "./errors/markup-errors.js";
import { nestedErrors } from "./errors/nested-errors.js";
import { storeErrors } from "./errors/store-errors.js";
import { viewErrors } from "./errors/view-errors.js";

export { messageOf, show } from "./errors/explanation.js";
export { disown, isThenable } from "./errors/thenable.js";

const table = {
  ...appErrors,
  ...viewErrors,
  ...componentErrors,
  ...markupErrors,
  ...nestedErrors,
  ...commandErrors,
  ...storeErrors,
};

type Table = typeof table;
/** The codes of all errors; a code is never reused for another mistake. */
export type LiveErrorCode = keyof Table;
type Details<Code extends LiveErrorCode> = Parameters<Table[Code]>[0];

/** A mistake of the app's author, with the way out. */
export class LiveError<Code extends LiveErrorCode = LiveErrorCode> extends Error {
  readonly code: Code;

  constructor(code: Code, details: Details<Code>) {
    const { expected, got, fix } = (table[code] as (details: Details<Code>) => Explanation)(
      details,
    );
    super(`expected ${expected}, got: ${got}\n  Fix: ${fix}\n  ${code}`);
    this.name = "LiveError";
    this.code = code;
  }
}
