// Gives a session its first state, and the page that shows it.
import { Page } from "./page.js";
import { Runner } from "./runner.js";
import type { Session } from "./session.js";
import type { Mounted } from "./session-parts.js";
import { outcomeOf } from "./turn-outcome.js";
import { runUnmount } from "./unmount.js";

/** Throws what the first render throws, unless the view has something to show instead. */
export function showMounted(session: Session, { state, salt, effects, kept }: Mounted): void {
  session.state = state;
  // `disconnect` was faster than `mount`.
  if (session.isOver) return runUnmount(session, session.definition.unmount);
  session.page = new Page(session, state, { salt, components: kept?.kept.components });
  session.runner = new Runner(session, session.services);
  session.page.shown();
  if (kept !== undefined) session.succession.restore(kept);
  for (const effect of effects ?? []) session.perform(effect);
  session.runner.outcome = outcomeOf(effects ?? []);
  session.holdings?.begin();
}
