// What a control of a form needs to be filled, named, and told apart as wrong: attributes to spread, messages to show.
import type { FieldValue } from "../wire/form-fields.js";
import { isUsedField, shownErrors } from "./form-errors.js";
import type { FieldName, ListName, RowOf } from "./form-names.js";
import { type FormScope, type FormState, rowKeysOf, valueAt } from "./form-state.js";

/** Attributes that every control of a field has; always all of them, so that the element stays the same one. */
export interface ControlAttributes {
  readonly id: string;
  readonly name: string;
  readonly "aria-invalid": "true" | null;
  readonly "aria-describedby": string | null;
}

interface ChoiceAttributes extends ControlAttributes {
  readonly value: string;
  readonly checked: boolean;
}

/** One field of a form: attributes for its elements, and what to show. */
export interface FormField {
  /** The whole name, as in errors: `"guests.*2.name"`. */
  readonly name: string;
  /** What was typed; "" when nothing was. */
  readonly value: string;
  /** The choices of a group of checkboxes or of a select with several. */
  readonly values: readonly string[];
  /** Messages, once the field was used or the form submitted. */
  readonly errors: readonly string[];
  readonly isInvalid: boolean;
  /** Whether the user has used the field, or submitted the form. */
  readonly isUsed: boolean;
  /** For `<input>` of any kind that holds text. */
  readonly input: ControlAttributes & { readonly value: string };
  /** For `<textarea>` and `<select>`, whose value is not an attribute. */
  readonly control: ControlAttributes;
  /** For a password, which is never sent back to the page. */
  readonly password: ControlAttributes & { readonly type: "password" };
  /** For the label of the one control. */
  readonly label: { readonly for: string };
  /** For the element with the messages; `aria-describedby` of the controls leads to it. */
  readonly error: { readonly id: string };
  /** For `<option>`. */
  option(value: string): { readonly value: string; readonly selected: boolean };
  /** For a checkbox, alone ("on") or one of a group; its id ends with the value when one is given. */
  checkbox(value?: string): ChoiceAttributes & { readonly type: "checkbox" };
  /** For one of several radio buttons. */
  radio(value: string): ChoiceAttributes & { readonly type: "radio" };
}

/** A button that changes the rows; it submits the form, and works without JavaScript. */
export interface RowButton {
  readonly type: "submit";
  readonly name: string;
  readonly value: string;
  readonly formnovalidate: true;
  readonly "aria-disabled": "true" | null;
}

/** A row of a list: fields are looked up in it as in a form. */
export interface FormRow<Input = unknown> extends FormScope<Input> {
  readonly form: FormState;
  /** Its whole name: `"guests.*2"`. */
  readonly name: string;
  /** Stays with the row while others come, go and move: the `key` of its element. */
  readonly key: string;
  readonly index: number;
  /** Added since the latest submit: `autofocus={row.isFresh}` puts the cursor into it. */
  readonly isFresh: boolean;
  readonly remove: RowButton;
  readonly up: RowButton;
  readonly down: RowButton;
}

/** A list of a form. */
export interface FormList<Input = unknown> {
  readonly rows: readonly FormRow<Input>[];
  readonly add: RowButton;
  /** Messages about the list itself, such as that it needs a row. */
  readonly errors: readonly string[];
  /** For the element with the messages. */
  readonly error: { readonly id: string };
}

/**
 * A field of a form or of a row; `<Field>` gives the same to its child.
 *
 * @example
 * import { fieldOf, form } from "slotwire";
 * import { z } from "zod";
 *
 * const signup = form(z.object({ email: z.email() }), { initial: { email: "ann@example.org" } });
 * fieldOf(signup.start(), "email").input; // { id: "form-email", name: "email", value: "ann@example.org", … }
 */
export function fieldOf<Input>(scope: FormScope<Input>, name: FieldName<Input>): FormField {
  const { state, whole } = resolve(scope, name);
  const value = valueAt(state, whole);
  const values = textsOf(value);
  const id = idOf(state, whole);
  const errors = shownErrors(state, whole);
  const error = { id: `${id}-error` };
  const isInvalid = errors.length > 0;
  const control: ControlAttributes = {
    id,
    // Brackets make a list of one choice, too.
    name: Array.isArray(value) ? `${whole}[]` : whole,
    "aria-invalid": isInvalid ? "true" : null,
    "aria-describedby": isInvalid ? error.id : null,
  };
  const choice = (chosen: string) => ({
    ...control,
    id: idOf(state, `${whole}-${chosen}`),
    value: chosen,
    checked: values.includes(chosen),
  });
  return {
    name: whole,
    value: values[0] ?? "",
    values,
    errors,
    isInvalid,
    isUsed: isUsedField(state, whole),
    input: { ...control, value: values[0] ?? "" },
    control,
    password: { ...control, type: "password" },
    label: { for: id },
    error,
    option: (chosen) => ({ value: chosen, selected: values.includes(chosen) }),
    checkbox: (chosen) => ({
      ...choice(chosen ?? "on"),
      id: chosen === undefined ? id : choice(chosen).id,
      type: "checkbox",
    }),
    radio: (chosen) => ({ ...choice(chosen), type: "radio" }),
  };
}

/**
 * A list of a form or of a row; `<Rows>` gives the same to its child.
 *
 * @example
 * import { form, rowsOf } from "slotwire";
 * import { z } from "zod";
 *
 * const party = form(z.object({ guests: z.array(z.object({ name: z.string() })) }), {
 *   initial: { guests: [{ name: "Ann" }] },
 * });
 * rowsOf(party.start(), "guests").rows[0]?.name; // "guests.*1"
 */
export function rowsOf<Input, Name extends ListName<Input>>(
  scope: FormScope<Input>,
  name: Name,
): FormList<RowOf<Input, Name>> {
  const { state, whole } = resolve(scope, name);
  const list = valueAt(state, whole);
  const values = Array.isArray(list) ? (list as readonly FieldValue[]) : [];
  const rows = rowKeysOf(state, whole, values).map((key, index): FormRow<RowOf<Input, Name>> => {
    const row = `${whole}.*${key}`;
    return {
      form: state,
      name: row,
      key,
      index,
      isFresh: state.freshRows.includes(row),
      remove: button("_remove", row),
      up: button("_up", row, index === 0),
      down: button("_down", row, index === values.length - 1),
    };
  });
  return {
    rows,
    add: button("_add", whole),
    errors: shownErrors(state, whole),
    error: { id: `${idOf(state, whole)}-error` },
  };
}

/** Of a button that has nothing to do: it stays, so that the focus does. */
function button(name: string, value: string, isIdle = false): RowButton {
  const disabled = isIdle ? "true" : null;
  return { type: "submit", name, value, formnovalidate: true, "aria-disabled": disabled };
}

function resolve(scope: FormScope<unknown>, name: string): { state: FormState; whole: string } {
  const row = scope as FormRow;
  if (row.form === undefined) return { state: scope as FormState, whole: name };
  return { state: row.form, whole: name === "" ? row.name : `${row.name}.${name}` };
}

// Spaces would make two ids of one where `aria-describedby` lists them.
function idOf(state: FormState, name: string): string {
  return `${state.id}-${name}`.replace(/\s/g, "_");
}

function textsOf(value: FieldValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
