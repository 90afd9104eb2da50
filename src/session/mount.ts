// Mounts a view for a visit, inside the Express request: `mount`, then `params`, then the first render.
import { isDevelopment } from "../jsx/development.js";
import { deepFreeze } from "../live/plain-data.js";
import { assertBoundNames } from "./bound-names.js";
import { Call } from "./call.js";
import { messageSubject } from "./call-subject.js";
import { assertState, mergeChange } from "./change.js";
import { changeFlash, receiveFlash } from "./flash-turn.js";
import { isEmpty, noFlash } from "./flashes.js";
import { viewName } from "./handled.js";
import { type MountAnswer, MountCall } from "./mount-call.js";
import { showMounted } from "./mounted.js";
import { randomSalt } from "./random.js";
import type { Session } from "./session.js";
import type { SessionVisit } from "./session-parts.js";
import { arriveAt } from "./visit-url.js";

/** Null when the session has a page; rejects with what the author's code throws. */
export async function mountSession(
  session: Session,
  visit: SessionVisit,
): Promise<MountAnswer | null> {
  const { definition } = session;
  const { params, query, url, session: data, props = {} } = visit;
  const call = new Call(session, messageSubject("mount"));
  const ctx = new MountCall(call);
  arriveAt(session, visit);
  receiveFlash(session, visit.flash ?? noFlash);
  try {
    const from = visit.from ?? null;
    const visited = { params, query, url, session: data, from, props, ctx };
    let state = firstState(session, await definition.mount(visited), ctx);
    if (session.visit !== null && ctx.answer === null) {
      const change = await definition.params?.({ params, query, url, session: data, state, ctx });
      const source = { view: viewName(definition), handler: "params" };
      state = mergeChange(state, change, source);
    }
    if (ctx.answer !== null) return answerOf(session, call, ctx.answer);
    changeFlash(session, call.effects);
    showMounted(session, { state, salt: randomSalt(), effects: call.effects });
    session.flashes?.settle();
    if (isDevelopment() && session.isJoinable) assertBoundNames(definition, session.print(""));
    return null;
  } catch (error) {
    // The answer counts, also when the author's code caught what stopped it and went on.
    if (ctx.answer !== null) return answerOf(session, call, ctx.answer);
    throw error;
  } finally {
    call.end();
  }
}

/** What was to be shown here, and what `mount` has set, is for the page that comes instead. */
function answerOf(session: Session, call: Call, answer: MountAnswer): MountAnswer {
  if (answer.kind === "status") return answer;
  changeFlash(session, call.effects);
  const flash = session.flashes?.current ?? noFlash;
  return isEmpty(flash) ? answer : { ...answer, flash };
}

function firstState(session: Session, state: unknown, ctx: MountCall): object {
  if (ctx.answer !== null) return {};
  const source = { view: viewName(session.definition), handler: "mount" };
  const checked = assertState(state, source);
  if (isDevelopment()) deepFreeze(checked);
  return checked;
}
