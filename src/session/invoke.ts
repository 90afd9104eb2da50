// Calls a handler with what its schema made of the payload, staying synchronous where handler and schema are.
import { isThenable } from "../errors.js";
import { type Parsed, parseWith } from "../live/schema.js";
import type { Handler } from "../live/view-definition.js";
import { decodeFields, type FieldLimits, isFlat } from "../wire/form-fields.js";
import type { Call } from "./call.js";

/** Instead of a change, when the schema refused the input. */
export const invalidInput: unique symbol = Symbol("invalid input");

/**
 * A schema gets names such as `user.email` as nested data; the payload of the call stays as it came.
 * The state is the one when the handler runs, which is later when the schema is asynchronous.
 */
export function invokeWithSchema(handler: Handler, call: Call, limits: FieldLimits): unknown {
  const { payload, host } = call;
  if (handler.schema === null) return handler.run(host.state, call, undefined);
  const input = isFlat(payload) ? payload : decodeFields(payload, limits)?.values;
  if (input === undefined) return invalidInput;
  const runWith = (parsed: Parsed): unknown => {
    // Whoever waited for the schema may be gone by now.
    if (call.isOver) return undefined;
    return parsed === null ? invalidInput : handler.run(host.state, call, parsed.value);
  };
  const parsed = parseWith(handler.schema, input);
  return parsed instanceof Promise ? parsed.then(runWith) : runWith(parsed);
}

/** Null for a value that is there. A `then` that throws makes a rejection, as it does with `await`. */
export function promiseOf(value: unknown): Promise<unknown> | null {
  try {
    return isThenable(value) ? Promise.resolve(value) : null;
  } catch (error) {
    return Promise.reject(error);
  }
}
