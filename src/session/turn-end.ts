// The end of a turn: one render, one patch that answers the events, then the effects in their order.
import type { Patch } from "../wire/patch.js";
import type { GoneReason } from "../wire/protocol.js";
import type { Effect } from "./effects.js";
import { type LeavingHost, sendAlong } from "./flash-turn.js";
import type { HeadChange } from "./head.js";
import type { Keeper } from "./keeper.js";
import type { Outbox } from "./outbox.js";
import type { Page, Problem } from "./page.js";
import type { Runner } from "./runner.js";

export interface TurnParts {
  readonly runner: Runner;
  readonly page: Page;
  readonly outbox: Outbox;
}

export interface TurnHost extends LeavingHost {
  readonly state: object;
  readonly succession: { readonly keeper: Keeper | null };
  perform(effect: Effect): void;
  handlerFailed(error: unknown, where: string): string;
  end(reason: GoneReason): void;
}

/** State, tree and answers change together: when the render throws, the turn has not happened. */
export function endTurn(host: TurnHost, { runner, page, outbox }: TurnParts): void {
  const isViewDirty = runner.isDirty || page.isStale;
  const mustRender = isViewDirty || page.hasDirtyComponents;
  if (runner.outcome === null && !mustRender) return;
  // A slow client gets the latest state when it has caught up, not a backlog.
  if (outbox.link === null || outbox.link.isCongested) return holdFrames(host, runner);
  if (host.flashes !== null) sendAlong(host, runner.outcome);
  let patch: Patch | null = null;
  let head: HeadChange | null = null;
  if (mustRender) {
    try {
      ({ patch, head } = page.update(host.state, isViewDirty));
      runner.renderSucceeded();
    } catch (error) {
      const reference = host.handlerFailed(error, "render");
      runner.renderFailed(reference);
      page.renderFailed();
      host.flashes?.rollBack();
      patch = problemPatch(host, page, { error, reference });
    }
  }
  host.flashes?.settle();
  const { outcome } = runner;
  runner.outcome = null;
  const ref = outcome?.refs ?? 0;
  const effects = outcome?.effects ?? noEffects;
  // Asked for only where it has something to do: most sessions never need one.
  const { durability = "shutdown" } = host.services.keeping ?? {};
  const keeper = durability === "shutdown" ? null : host.succession.keeper;
  const mustWait = keeper?.mustWait === true && (ref !== 0 || effects.length > 0);
  if (mustWait) outbox.hold();
  // A client that has the answer must know that there is no reply to wait for.
  for (const effect of effects) if (isReply(effect)) outbox.sendEffect(effect);
  if (patch !== null) host.services.meter.patches += 1;
  if (patch !== null || ref !== 0) outbox.sendPatch(ref, patch);
  if (head !== null) outbox.sendHead(head);
  if (effects.length === 0 && keeper === null) return;
  const performed: Effect[] = [];
  for (const effect of effects) {
    if (!isReply(effect) && !outbox.sendEffect(effect)) performed.push(effect);
  }
  const perform = () => {
    for (const effect of performed) host.perform(effect);
  };
  if (!mustWait) {
    keeper?.changed();
    return perform();
  }
  const { seq } = outbox;
  // Also when it could not be stored, which is reported: a store that is down must not stop the app.
  void keeper.answering().then(() => {
    outbox.release(seq);
    perform();
  });
}

const noEffects: readonly Effect[] = [];

function isReply(effect: Effect): boolean {
  return effect.type === "frame" && effect.kind === "reply";
}

/** The state is the one before the turn; what the page shows is the view's own word on the problem. */
function problemPatch(host: TurnHost, page: Page, problem: Problem): Patch | null {
  try {
    return page.showProblem(problem);
  } catch (error) {
    host.handlerFailed(error, "error");
    return null;
  }
}

/**
 * Others must not wait for a client that is slow or away: what is no frame happens now, and frames are
 * held until it reads again. One that lets too many pile up gets a fresh page instead.
 */
function holdFrames(host: TurnHost, { outcome }: Runner): void {
  if (outcome === null || outcome.effects === null) return;
  const { effects } = outcome;
  outcome.effects = effects.filter(({ type }) => type === "frame" || type === "error");
  for (const effect of effects) host.perform(effect);
  if (outcome.effects.length > host.services.limits.maxHeldEffects) host.end("unknown");
}
