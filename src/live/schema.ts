// Runs any Standard Schema over what the page sent.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { isThenable } from "../errors.js";

/** What a schema made of an input, or null when it refused the input. */
export type Parsed = { readonly value: unknown } | null;

/** Answers at once when the schema does, so that a synchronous handler stays synchronous. */
export function parseWith(schema: StandardSchemaV1, input: unknown): Parsed | Promise<Parsed> {
  const result = schema["~standard"].validate(input);
  return isThenable(result) ? Promise.resolve(result).then(toParsed) : toParsed(result);
}

/** What is no result at all refuses the input: in doubt, nothing that the page sent is let through. */
function toParsed(result: StandardSchemaV1.Result<unknown>): Parsed {
  return result.issues === undefined && "value" in result ? { value: result.value } : null;
}
