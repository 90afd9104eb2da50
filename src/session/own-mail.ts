// A message that a view or a component posts to itself.
import type { Handler } from "../live/view-definition.js";
import type { CallHost } from "./call.js";

/** Something that the host itself has to do: it appeared, or may have missed messages. */
export interface OwnMail {
  readonly type: "own";
  readonly host: CallHost & { readonly isOver: boolean };
  readonly handler: Handler;
}
