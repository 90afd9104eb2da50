// A form that was posted without JavaScript: one handler runs in the session that its POST has mounted, and says what is answered.
import type { Flash } from "../live/flash.js";
import { unfinishedForms } from "../live/forms-of.js";
import type { Payload } from "../wire/protocol.js";
import { Call } from "./call.js";
import { mergeChange } from "./change.js";
import { findHandler, type Invocation, invocationOf, placeOf } from "./dispatch.js";
import type { Effect } from "./effects.js";
import { changeFlash } from "./flash-turn.js";
import { noFlash } from "./flashes.js";
import { handlerTimeout, viewName } from "./handled.js";
import { invalidInput, invokeWithSchema } from "./invoke.js";
import { ownEvents } from "./own-events.js";
import type { Session } from "./session.js";
import { inTime } from "./time-limit.js";

/** What a form's fields came to, once its token was checked. */
export interface PostedEvent {
  /** The name of an event, or an action's fingerprint under `salt`. */
  readonly handler: string;
  readonly salt: number;
  readonly payload: Payload;
}

/** Null for the URL stands for the one that was asked for. */
export type SubmitAnswer =
  | { readonly kind: "redirect"; readonly url: string | null; readonly flash: Flash }
  /** The page as the handler left it. */
  | { readonly kind: "page"; readonly status: number };

/** Rejects with what the handler throws. `left` aborts when nobody waits for the answer any more. */
export async function submitForm(
  session: Session,
  posted: PostedEvent,
  left: AbortSignal,
): Promise<SubmitAnswer> {
  const first = postedInvocation(session, posted);
  if (first === null) return { kind: "page", status: 409 };
  const outcome: Outcome = { url: null, status: null, isOpen: false };
  const gone = departure(left);
  const queue = [first];
  // Grows while it is walked: a handler may send messages and call actions, which may do the same.
  for (const invocation of queue) {
    if (queue.length > session.services.limits.maxMailbox) break;
    const effects = await runOne(session, invocation, { outcome, gone });
    if (effects === null) return show(session, 422);
    changeFlash(session, effects);
    for (const effect of effects) {
      const next = perform(session, effect, outcome);
      if (next !== null) queue.push(next);
    }
  }
  const { url } = outcome;
  const redirect = { kind: "redirect", url, flash: session.flashes?.unseen ?? noFlash } as const;
  if (url !== null) return redirect;
  if (outcome.status !== null) return show(session, outcome.status);
  return outcome.isOpen ? show(session, 200) : redirect;
}

/** Throws what the render throws. */
function show(session: Session, status: number): SubmitAnswer {
  session.page?.renderAgain(session.state);
  session.runner?.renderSucceeded();
  return { kind: "page", status };
}

interface Outcome {
  url: string | null;
  status: number | null;
  isOpen: boolean;
}

function postedInvocation(session: Session, posted: PostedEvent): Invocation | null {
  const { handler: name, salt, payload } = posted;
  if (!name.startsWith("@")) {
    const handler = session.definition.events.get(name) ?? ownEvents.get(name);
    if (handler === undefined) return null;
    const subject = { where: placeOf(session, handler), ref: 0, payload };
    return { host: session, handler, subject, input: undefined };
  }
  const action = session.page?.findActionUnder(salt, name) ?? null;
  const found = action === null ? null : findHandler(action, session);
  if (action === null || found === null) return null;
  const subject = { where: placeOf(found.host, found.handler), ref: 0, payload };
  return { ...found, subject, input: action.arg };
}

/** The effects of the call; null when its schema refused the fields. */
async function runOne(
  session: Session,
  { host, handler, subject, input }: Invocation,
  { outcome, gone }: { readonly outcome: Outcome; readonly gone: Promise<never> },
): Promise<readonly Effect[] | null> {
  const call = new Call(host, subject);
  const { limits, alarms } = session.services;
  const before = host.state;
  const source = { view: viewName(host.definition), handler: subject.where };
  try {
    const run = async () =>
      handler.schema === null
        ? handler.run(host.state, call, input)
        : invokeWithSchema(handler, call, limits);
    const createError = () => handlerTimeout(host, subject.where, limits.handlerMs);
    const limited = inTime(run(), { ms: limits.handlerMs, alarms, createError });
    const change = await Promise.race([limited, gone]);
    if (change === invalidInput) {
      call.abort();
      return null;
    }
    const state = mergeChange(host.state, change, source);
    if (state !== host.state) host.changeState(state);
  } catch (error) {
    call.abort();
    throw error;
  }
  call.end();
  const unfinished = unfinishedForms(before, host.state);
  if (unfinished === "wrong") outcome.status ??= 422;
  outcome.isOpen ||= unfinished === "open";
  return call.effects ?? [];
}

function departure(left: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    left.addEventListener("abort", () => reject(left.reason), { once: true });
  });
}

/** What is to run next, if that is what the effect asks for. */
function perform(session: Session, effect: Effect, outcome: Outcome): Invocation | null {
  switch (effect.type) {
    case "sent":
    case "called":
      return invocationOf(effect, session);
    case "frame":
      // There is no page yet that could hear an event or a reply.
      if (["navigate", "redirect", "patch"].includes(effect.kind)) {
        [outcome.url] = JSON.parse(`[${effect.json}]`) as [string];
      }
      return null;
    case "status":
      outcome.status = effect.code;
      return null;
    default:
      session.perform(effect);
      return null;
  }
}
