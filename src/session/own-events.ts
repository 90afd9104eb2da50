// Events that every view takes without declaring them.
import { clearFlashEvent } from "../live/flash.js";
import { toHandler } from "../live/handlers.js";
import type { Handler } from "../live/view-definition.js";
import { isKind } from "./call-arguments.js";

/** `live-click="live:clear-flash"`, with `live-value-kind="info"` for one kind. */
const clearFlash = toHandler(clearFlashEvent, (_state, ctx) => {
  const { kind } = ctx.payload;
  if (kind === undefined) ctx.clearFlash();
  // Nothing was ever set under another one.
  else if (isKind(kind)) ctx.clearFlash(kind);
});

export const ownEvents: ReadonlyMap<string, Handler> = new Map([[clearFlash.name, clearFlash]]);
