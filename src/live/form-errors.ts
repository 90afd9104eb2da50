// Which messages belong to which field, and which of them the page shows.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type FormState, knownKeys, maxRows } from "./form-state.js";

type Errors = FormState["errors"];

/** By the name of the field that an issue is about: `["guests", 0, "name"]` → `guests.*3.name`. */
export function toErrors(
  state: FormState,
  issues: readonly StandardSchemaV1.Issue[] | undefined,
): Errors {
  const errors = Object.create(null) as Record<string, string[]>;
  // As many as there may be fields: a schema may find something wrong with each of them.
  for (const { path = [], message } of issues?.slice(0, maxRows) ?? []) {
    let name = "";
    for (const segment of path) {
      const step = String(typeof segment === "object" ? segment.key : segment);
      const key = knownKeys(state, name)?.[Number(step)];
      // What is wrong with one of several choices is said about the field.
      if (key === undefined && typeof segment === "number") break;
      const next = key === undefined ? step : `*${key}`;
      name = name === "" ? next : `${name}.${next}`;
    }
    const messages = errors[name] ?? [];
    messages.push(message);
    errors[name] = messages;
  }
  return errors;
}

const none: readonly string[] = Object.freeze([]);

/** Nothing before the field was used or the form was submitted; a group is used when a part of it is. */
export function shownErrors(state: FormState, name: string): readonly string[] {
  const errors = Object.hasOwn(state.errors, name) ? state.errors[name] : undefined;
  return errors && isUsedField(state, name) ? errors : none;
}

export function isUsedField(state: FormState, name: string): boolean {
  const isInside = (group: string) => name === group || name.startsWith(`${group}.`);
  if (state.isSubmitted && !state.freshRows.some(isInside)) return true;
  return state.touched.some((used) => used === name || used.startsWith(`${name}.`));
}
