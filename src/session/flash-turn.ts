// What a turn does to the messages that a session shows once, and with what they go along to the next page.
import type { Flash } from "../live/flash.js";
import type { Effect } from "./effects.js";
import { Flashes, isEmpty } from "./flashes.js";
import { Reads } from "./reads.js";
import type { Services } from "./services.js";

export interface FlashHost {
  readonly services: Services;
  flashes: Flashes | null;
  readonly page: { changed(what: Reads): void } | null;
}

/** Whose page may be left. */
export interface LeavingHost {
  readonly identity: { readonly cookieId: string };
  readonly services: Services;
  readonly flashes: Flashes | null;
}

/** What an earlier page gave along, before anything is rendered. */
export function receiveFlash(host: FlashHost, flash: Flash): void {
  if (!isEmpty(flash)) host.flashes = new Flashes(flash);
}

/** What a call that returned has asked for; the turn's render shows it. */
export function changeFlash(host: FlashHost, effects: readonly Effect[] | null): void {
  let isChanged = false;
  for (const effect of effects ?? []) {
    if (effect.type === "flash") {
      host.flashes ??= new Flashes();
      host.flashes.set(effect.kind, effect.text, host.services.limits);
      isChanged = true;
    } else if (effect.type === "clear-flash" && host.flashes !== null) {
      host.flashes.clear(effect.kind);
      isChanged = true;
    }
  }
  if (isChanged) host.page?.changed(Reads.flash);
}

/** The user has left for another view, and may come back to this one. */
export function forgetSeen(host: FlashHost): void {
  if (host.flashes === null) return;
  host.flashes.forgetSeen();
  host.page?.changed(Reads.flash);
}

/** Before a turn is rendered: what leaves with it is not shown here. */
export function sendAlong(host: LeavingHost, outcome: { effects: Effect[] | null } | null): void {
  if (outcome === null || outcome.effects === null) return;
  const effects = withFlash(host, outcome.effects);
  if (effects === outcome.effects) return;
  outcome.effects = [...effects];
  host.flashes?.leave();
}

/** The effects, of which those that leave the page carry what nobody has seen yet; the same when there is none. */
export function withFlash(
  { flashes, services, identity }: LeavingHost,
  effects: readonly Effect[],
): readonly Effect[] {
  const { flashTokens } = services;
  if (flashes === null || flashTokens === null || !effects.some(isLeaving)) return effects;
  const { unseen } = flashes;
  if (isEmpty(unseen)) return effects;
  const token = flashTokens.sign(unseen, identity.cookieId);
  return effects.map((effect) => (isLeaving(effect) ? carrying(effect, token) : effect));
}

type FrameEffect = Extract<Effect, { type: "frame" }>;

/** To another page of this site: what is elsewhere learns nothing. */
function isLeaving(effect: Effect): effect is FrameEffect {
  if (effect.type !== "frame" || !effect.json.startsWith('"/')) return false;
  return effect.kind === "navigate" || effect.kind === "redirect";
}

/** `"/list"` of a redirect becomes `"/list","TOKEN"`, and of a navigation `"/list",0,"TOKEN"`. */
function carrying(effect: FrameEffect, token: string): Effect {
  const [url, replace = 0] = JSON.parse(`[${effect.json}]`) as unknown[];
  const values = effect.kind === "navigate" ? [url, replace, token] : [url, token];
  return { ...effect, json: JSON.stringify(values).slice(1, -1) };
}
