// Which forms of a state a submit has left unfinished: the page has to be shown again with them.
import type { FormState } from "./form-state.js";
import { isPlainObject } from "./plain-data.js";

const maxDepth = 3;

/**
 * How a state that a handler made is answered without JavaScript: `wrong` when a form was submitted
 * and refused, `open` when one was changed without being done (a row was added). Null: nothing is left to do.
 */
export function unfinishedForms(before: object, after: object): "wrong" | "open" | null {
  const earlier = new Map([...formsIn(before, 0)].map((form) => [form.version, form]));
  let isOpen = false;
  for (const form of formsIn(after, 0)) {
    const known = earlier.get(form.version);
    if (known === form) continue;
    if (form.isSubmitted && !form.isValid) return "wrong";
    // One that has begun anew, or has its value, is done.
    isOpen ||= known !== undefined && form.value === undefined;
  }
  return isOpen ? "open" : null;
}

function* formsIn(value: unknown, depth: number): Generator<FormState> {
  if (isFormState(value)) yield value;
  else if (depth < maxDepth && isPlainObject(value)) {
    for (const entry of Object.values(value)) yield* formsIn(entry, depth + 1);
  }
}

function isFormState(value: unknown): value is FormState {
  if (!isPlainObject(value)) return false;
  const { version, touched, isSubmitted } = value as Partial<FormState>;
  return typeof version === "string" && Array.isArray(touched) && typeof isSubmitted === "boolean";
}
