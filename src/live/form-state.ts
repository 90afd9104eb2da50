// What a form is at a moment, as plain data, and what it is at its beginning.
import type { Fields, FieldValue } from "../wire/form-fields.js";

/** Carries a type only; never set. */
declare const inputType: unique symbol;

/** A form, or a row of one: what fields are looked up in. */
export interface FormScope<Input> {
  readonly [inputType]?: Input;
}

/**
 * The state of one form: plain data, to be kept in a view's state. `values` is what was typed (texts, lists of
 * texts, groups and rows); `value` what the schema made of it, there after a valid submit only.
 */
export interface FormState<Input = unknown, Output = unknown> extends FormScope<Input> {
  /** Begins the ids of the form's elements. */
  readonly id: string;
  /** Another one for each start, so that the page knows when to begin anew. */
  readonly version: string;
  readonly values: Fields;
  /** Messages by the name of the field, whether the page shows them yet or not; "" is the form itself. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** The names of the fields that the user has used. */
  readonly touched: readonly string[];
  /** True from the first submit on. */
  readonly isSubmitted: boolean;
  /** Whether the schema took the latest values; false before the first of them. */
  readonly isValid: boolean;
  readonly value?: Output | undefined;
  /** The keys of each list's rows, in the order of the rows. */
  readonly rowKeys: Readonly<Record<string, readonly string[]>>;
  /** The names of rows that came after the latest submit. */
  readonly freshRows: readonly string[];
  /** The key of the next row of any list. */
  readonly nextKey: number;
}

/** Beyond it, in one form, rows that the page does not send are not kept. */
export const maxRows = 1000;

export function startState(id: string, initial: unknown): FormState<never, never> {
  const rowKeys: Record<string, readonly string[]> = {};
  let nextKey = 1;
  const toValue = (value: unknown, name: string): FieldValue | undefined => {
    if (value === null || value === undefined || value === false) return undefined;
    if (value === true) return "on";
    if (value instanceof Date) return value.toISOString();
    if (typeof value !== "object") return String(value);
    if (!Array.isArray(value)) return toFields(value, name);
    // A list of texts is a group of checkboxes, or the choices of a select: one field.
    if (value.some((item) => typeof item !== "object")) return value.map(String);
    const keys = value.map(() => String(nextKey++));
    rowKeys[name] = keys;
    return value.map((row, at) => toFields(row as object, `${name}.*${keys[at]}`));
  };
  const toFields = (group: object, name: string): Fields => {
    const fields: Record<string, FieldValue | undefined> = {};
    for (const [key, value] of Object.entries(group)) {
      const field = toValue(value, name === "" ? key : `${name}.${key}`);
      if (field !== undefined) fields[key] = field;
    }
    return fields;
  };
  const values = toFields((initial ?? {}) as object, "");
  return {
    id,
    version: Math.random().toString(36).slice(2, 8),
    values,
    errors: {},
    touched: [],
    isSubmitted: false,
    isValid: false,
    rowKeys,
    freshRows: [],
    nextKey,
  };
}

/** The value at a field's whole name; `*key` is the row with that key. */
export function valueAt(state: FormState, name: string): FieldValue | undefined {
  let value: FieldValue | undefined = state.values;
  let at = "";
  for (const step of name === "" ? [] : name.split(".")) {
    if (Array.isArray(value)) {
      const keys = rowKeysOf(state, at, value);
      value = value[keys.indexOf(step.slice(1))];
    } else if (typeof value === "object" && Object.hasOwn(value, step)) {
      value = (value as Fields)[step];
    } else return undefined;
    at = at === "" ? step : `${at}.${step}`;
  }
  return value;
}

/** A list of texts has no keys until its rows were sent; till then their places are their keys. */
export function rowKeysOf(state: FormState, list: string, rows: readonly FieldValue[]) {
  return knownKeys(state, list) ?? rows.map((_, at) => String(at));
}

/** Undefined for what is no list of rows: a page may call a field `toString`. */
export function knownKeys({ rowKeys }: FormState, list: string): readonly string[] | undefined {
  return Object.hasOwn(rowKeys, list) ? rowKeys[list] : undefined;
}
