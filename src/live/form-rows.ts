// Adds, removes and moves the rows of a form's lists; what is not there is left as it is.
import { type FieldLimits, type Fields, type FieldValue, pathOf } from "../wire/form-fields.js";
import type { Payload } from "../wire/protocol.js";
import { rowActions } from "./form-merge.js";
import { type FormState, maxRows, rowKeysOf, valueAt } from "./form-state.js";

interface Row {
  readonly list: string;
  readonly key: string;
}

type Rows = readonly (readonly [key: string, value: FieldValue])[];

export function addRow<State extends FormState>(
  state: State,
  list: string,
  row: FieldValue,
): State {
  const key = String(state.nextKey);
  const added = withRows(state, list, (rows) =>
    rows.length < maxRows ? [...rows, [key, row]] : rows,
  );
  if (added === state) return state;
  const isThere = (name: string) => valueAt(state, name) !== undefined;
  const freshRows = [...state.freshRows.filter(isThere), `${list}.*${key}`];
  return { ...added, nextKey: state.nextKey + 1, freshRows };
}

export function removeRow<State extends FormState>(state: State, name: string): State {
  const { list, key } = toRow(name);
  const removed = withRows(state, list, (rows) => rows.filter(([each]) => each !== key));
  const isOfOthers = (each: string) => each !== name && !each.startsWith(`${name}.`);
  const keep = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).filter(([each]) => isOfOthers(each)));
  return {
    ...removed,
    errors: keep(removed.errors),
    rowKeys: keep(removed.rowKeys),
    touched: removed.touched.filter(isOfOthers),
    freshRows: removed.freshRows.filter(isOfOthers),
  };
}

/** `by`: how many places down, or up when it is negative. */
export function moveRow<State extends FormState>(state: State, name: string, by: number): State {
  const { list, key } = toRow(name);
  return withRows(state, list, (rows) => {
    const from = rows.findIndex(([each]) => each === key);
    const row = rows[from];
    if (!row) return rows;
    const others = rows.filter((each) => each !== row);
    const to = Math.min(Math.max(from + by, 0), others.length);
    return [...others.slice(0, to), row, ...others.slice(to)];
  });
}

/** What the button that submitted the form asks of its rows; null when it asks nothing. */
export function rowActionOf(
  payload: Payload,
  limits: FieldLimits,
): ((state: FormState) => FormState) | null {
  for (const action of rowActions) {
    const name = payload[action];
    if (typeof name !== "string") continue;
    // A page can name anything: only what the form has as a list has rows, and only a row has lists that nobody named.
    return (state) => {
      const list = action === "_add" ? name : toRow(name).list;
      const isList = Array.isArray(valueAt(state, list));
      if (action === "_add" && (isList || isNewInRow(state, list, limits))) {
        return addRow(state, list, {});
      }
      if (action === "_add" || !isList) return state;
      if (action === "_remove") return removeRow(state, name);
      return moveRow(state, name, action === "_up" ? -1 : 1);
    };
  }
  return null;
}

/** Whether the name could be that of a list in a row, and the row has nothing under it yet. */
function isNewInRow(state: FormState, name: string, limits: FieldLimits): boolean {
  const row = /^(.*\.\*\d+)\.[^.[\]*]+$/.exec(name)?.[1];
  if (row === undefined || pathOf(name, limits) === null) return false;
  return valueAt(state, row) !== undefined && valueAt(state, name) === undefined;
}

function toRow(name: string): Row {
  const at = name.lastIndexOf(".*");
  return { list: name.slice(0, Math.max(at, 0)), key: name.slice(at + 2) };
}

function withRows<State extends FormState>(
  state: State,
  list: string,
  change: (rows: Rows) => Rows,
): State {
  const before = valueAt(state, list);
  const values = Array.isArray(before) ? (before as readonly FieldValue[]) : [];
  const keys = rowKeysOf(state, list, values);
  const rows = values.map((value, at) => [keys[at] as string, value] as const);
  const changed = change(rows);
  if (changed === rows || list === "") return state;
  return {
    ...state,
    values: replaceAt(
      state,
      list,
      changed.map(([, value]) => value),
    ),
    rowKeys: { ...state.rowKeys, [list]: changed.map(([key]) => key) },
  };
}

/** A copy of the values with another list at this name, along the path only. */
function replaceAt(state: FormState, name: string, list: readonly FieldValue[]): Fields {
  const steps = name.split(".");
  const replace = (value: FieldValue | undefined, depth: number): FieldValue => {
    const step = steps[depth];
    if (step === undefined) return list;
    if (Array.isArray(value)) {
      const keys = rowKeysOf(state, steps.slice(0, depth).join("."), value);
      return value.map((row, at) => (`*${keys[at]}` === step ? replace(row, depth + 1) : row));
    }
    const group = (typeof value === "object" ? value : {}) as Fields;
    return { ...group, [step]: replace(group[step], depth + 1) };
  };
  return replace(state.values, 0) as Fields;
}
