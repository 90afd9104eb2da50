// `form`: a form's definition by its schema, and how its state follows what the page sends.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveError } from "../errors.js";
import { decodeFields, defaultFieldLimits, type FieldLimits } from "../wire/form-fields.js";
import type { Payload } from "../wire/protocol.js";
import { toErrors } from "./form-errors.js";
import { mergeBody, mergeTouched } from "./form-merge.js";
import type { FieldName, InitialValues, ListName, RowFieldName, RowOf } from "./form-names.js";
import { addRow, moveRow, removeRow, rowActionOf } from "./form-rows.js";
import { type FormState, startState, valueAt } from "./form-state.js";

/** What `form` takes besides the schema. */
export interface FormOptions<Input> {
  /** What the fields hold at first; nothing unless told. Name each list here: `guests: []`. */
  readonly initial?: InitialValues<Input>;
  /** Begins the ids of the form's elements; "form" unless told. Two forms of one page need different ones. */
  readonly id?: string;
  /** How deep names may nest and how high indexes may be; 8 and 999 unless told. */
  readonly limits?: Partial<FieldLimits>;
}

/** Messages for `fail`: by field, by row (`"guests.*2.name"`), or "" for the form itself. */
export type FormErrors<Input> = {
  readonly [Name in FieldName<Input> | ListName<Input> | RowFieldName<Input> | ""]?:
    | string
    | readonly string[];
};

/**
 * A form's definition, made once. Its functions take a state and return another; none of them
 * throws for what a page sends.
 */
export interface FormDefinition<Input, Output> {
  /** A form that nobody has used. Also after a submit: the page's controls are emptied to these values. */
  start(values?: InitialValues<Input>): FormState<Input, Output>;
  /** The state after an event of `live-change`: give it `ctx.payload`. Waits for the schema. */
  change(state: FormState<Input, Output>, payload: Payload): Promise<FormState<Input, Output>>;
  /**
   * As `change`, for a handler that others may overtake (`policy: "latest"`): resolves to a function that brings
   * what it found into the state of that moment, and leaves a form alone that has begun anew.
   */
  check(
    state: FormState<Input, Output>,
    payload: Payload,
  ): Promise<(now: FormState<Input, Output>) => FormState<Input, Output>>;
  /**
   * The state after an event of `live-submit`. `value` is there when the schema took the values, and
   * the submit was not a row's button at work.
   */
  submit(state: FormState<Input, Output>, payload: Payload): Promise<FormState<Input, Output>>;
  /** What the schema could not know: `fail(next, { email: "is taken" })`. The next change forgets it. */
  fail(state: FormState<Input, Output>, errors: FormErrors<Input>): FormState<Input, Output>;
  /** Adds a row at the end of a list. */
  addRow<Name extends ListName<Input>>(
    state: FormState<Input, Output>,
    list: Name,
    row?: InitialValues<RowOf<Input, Name>>,
  ): FormState<Input, Output>;
  /** Removes a row by its name, as `row.name` has it. */
  removeRow(state: FormState<Input, Output>, row: string): FormState<Input, Output>;
  /** Moves a row down, or up when `by` is negative, as far as its list goes. */
  moveRow(state: FormState<Input, Output>, row: string, by: number): FormState<Input, Output>;
}

/**
 * Defines a form by any schema of the Standard Schema kind (zod, valibot, arktype, …).
 *
 * @example
 * ```tsx
 * import { defineView, Field, Form, form } from "slotwire";
 * import { z } from "zod";
 *
 * const signup = form(z.object({ email: z.email("is not an address") }));
 *
 * export const Signup = defineView({
 *   mount: () => ({ signup: signup.start() }),
 *   events: {
 *     validate: async (state, ctx) => ({ signup: await signup.change(state.signup, ctx.payload) }),
 *     save: async (state, ctx) => {
 *       const next = await signup.submit(state.signup, ctx.payload);
 *       return { signup: next.value === undefined ? next : signup.start() };
 *     },
 *   },
 *   render: (state, on) => (
 *     <Form of={state.signup} live-change={on.validate} live-submit={on.save}>
 *       <Field of={state.signup} name="email">
 *         {(field) => (
 *           <label>
 *             Email <input {...field.input} type="email" />
 *             <span {...field.error}>{field.errors[0]}</span>
 *           </label>
 *         )}
 *       </Field>
 *       <button>Sign up</button>
 *     </Form>
 *   ),
 * });
 * ```
 */
export function form<Schema extends StandardSchemaV1>(
  schema: Schema,
  options: FormOptions<StandardSchemaV1.InferInput<Schema>> = {},
): FormDefinition<StandardSchemaV1.InferInput<Schema>, StandardSchemaV1.InferOutput<Schema>> {
  if (typeof schema?.["~standard"]?.validate !== "function") {
    throw new LiveError("FORM_SCHEMA", { got: schema });
  }
  const { id = "form", initial } = options;
  const limits = { ...defaultFieldLimits, ...options.limits };
  const definition: FormDefinition<unknown, unknown> = {
    start: (values) => startState(id, values ?? initial),
    change: async (state, payload) => validated(schema, merged(state, payload, limits)),
    check: async (state, payload) => {
      const next = await validated(schema, merged(state, payload, limits));
      return (now) => (now === state ? next : overtaken(now, next, merged(now, payload, limits)));
    },
    submit: async (state, payload) => {
      const next = merged(state, payload, limits);
      const change = rowActionOf(payload, limits);
      if (change) return validated(schema, change(next));
      const submitted = { ...next, isSubmitted: true, freshRows: [] };
      return validated(schema, submitted, true);
    },
    fail: (state, errors) => failed(state, errors),
    addRow: (state, list, row = {}) =>
      addRow(state, list, startState("", { row }).values.row ?? {}),
    removeRow,
    moveRow,
  };
  return definition as never;
}

/** A body beyond the limits changes nothing. */
function merged(state: FormState, payload: Payload, limits: FieldLimits): FormState {
  const { value: _, ...before } = state;
  const decoded = decodeFields(payload, limits);
  if (decoded === null) return before;
  const touched = mergeTouched(state, payload, decoded);
  return { ...before, ...mergeBody(state, decoded), touched };
}

/** Rows may have come and gone since: they are those of now, and so are the errors of rows that are still there. */
function overtaken(now: FormState, next: FormState, mergedNow: FormState): FormState {
  if (now.version !== next.version) return now;
  const isThere = (name: string) => {
    const row = /^.*\.\*[^.]+/.exec(name)?.[0];
    return row === undefined || valueAt(mergedNow, row) !== undefined;
  };
  const errors = Object.entries(next.errors).filter(([name]) => isThere(name));
  return { ...mergedNow, errors: Object.fromEntries(errors), isValid: errors.length === 0 };
}

async function validated(
  schema: StandardSchemaV1,
  state: FormState,
  keepsValue = false,
): Promise<FormState> {
  const result = await schema["~standard"].validate(state.values);
  const isValid = result.issues === undefined;
  const next = { ...state, errors: toErrors(state, result.issues), isValid };
  return isValid && keepsValue ? { ...next, value: result.value } : next;
}

function failed(state: FormState, given: object): FormState {
  const { value: _, ...before } = state;
  const errors: Record<string, readonly string[]> = {};
  for (const [name, messages] of Object.entries(given as Record<string, string | string[]>)) {
    if (messages !== undefined) errors[name] = [messages].flat();
  }
  return { ...before, errors, isSubmitted: true, isValid: false };
}
