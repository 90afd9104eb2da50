// What the messages of one turn came to, until its render succeeded: answered refs, effects, subscriptions.
import type { ErrorCode } from "../wire/protocol.js";
import type { Call } from "./call.js";
import type { Effect } from "./effects.js";
import type { KeptVisit } from "./visit-url.js";

/** Made by a turn and dropped after it, so that an idle session keeps nothing of it. */
export class TurnOutcome {
  /** 0 for none, an array for several. */
  refs: number | number[] = 0;
  effects: Effect[] | null = null;
  /** Where the page was before the turn, if that has changed. */
  visit: KeptVisit | null = null;
  /** Calls that subscribed to something. */
  subscribed: Call[] | null = null;

  answer(ref: number): void {
    if (ref === 0) return;
    if (this.refs === 0) this.refs = ref;
    else if (typeof this.refs === "number") this.refs = [this.refs, ref];
    else this.refs.push(ref);
  }

  /** `reference` names what failed in the app's reports. */
  refuse(ref: number, code: ErrorCode, reference = ""): void {
    if (ref === 0) return;
    this.effects ??= [];
    this.effects.push({ type: "error", ref, code, reference });
  }

  /** A call returned: its effects are the turn's now. */
  add(call: Call): void {
    this.answer(call.subject.ref);
    if (call.effects !== null) {
      this.effects = this.effects === null ? call.effects : this.effects.concat(call.effects);
    }
    if (call.subscribed !== null) this.subscribed = (this.subscribed ?? []).concat(call);
  }

  /** What has been overtaken by a later call. */
  drop(isOvertaken: (effect: Effect) => boolean): void {
    this.effects = this.effects?.filter((effect) => !isOvertaken(effect)) ?? null;
  }

  /** The render failed: nothing goes out but errors, one for each event. */
  fail(reference: string): void {
    const refs = typeof this.refs === "number" ? [this.refs] : this.refs;
    this.refs = 0;
    this.effects = this.effects?.filter((effect) => effect.type === "error") ?? null;
    for (const ref of refs) this.refuse(ref, "failed", reference);
  }
}

/** Frames that a page is to get when it has joined; null, as for most, where there are none. */
export function outcomeOf(effects: readonly Effect[]): TurnOutcome | null {
  const frames = effects.filter(({ type }) => type === "frame");
  if (frames.length === 0) return null;
  const outcome = new TurnOutcome();
  outcome.effects = frames;
  return outcome;
}
