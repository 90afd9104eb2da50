// What is kept of an outbox while nobody runs its session: effects and errors that its page may not have.
import { type ErrorCode, ServerTag } from "../wire/protocol.js";
import type { EffectKind } from "../wire/server-frames.js";
import type { Effect } from "./effects.js";

/** Where it stood, the event it was for, what it was; of an error, `json` is its code. */
export type KeptEffect = readonly [
  seq: number,
  ref: number,
  kind: EffectKind | "error",
  json: string,
];

export interface KeptOutbox {
  readonly answeredRef: number;
  readonly effects: readonly KeptEffect[];
}

/**
 * `[2,s,seq,ref,"push","saved",{"id":1}]` is kept as `[seq, ref, "push", "\"saved\",{\"id\":1}"]`, and
 * `[3,s,seq,ref,"failed"]` as `[seq, ref, "error", "failed"]`.
 */
export function keepFrame(frame: string): KeptEffect {
  const [tag, , seq, ref, kind, ...values] = JSON.parse(frame) as [
    number,
    number,
    number,
    number,
    string,
    ...unknown[],
  ];
  if (tag === ServerTag.error) return [seq, ref, "error", kind];
  return [seq, ref, kind as EffectKind, JSON.stringify(values).slice(1, -1)];
}

/** One that was not sent yet; none for what is no frame. */
export function keepEffect(seq: number, effect: Effect): readonly KeptEffect[] {
  if (effect.type === "frame") return [[seq, effect.ref, effect.kind, effect.json]];
  return effect.type === "error" ? [[seq, effect.ref, "error", effect.code]] : [];
}

export function effectOf([, ref, kind, json]: KeptEffect): Effect {
  if (kind === "error") return { type: "error", ref, code: json as ErrorCode };
  return { type: "frame", ref, kind, json };
}
