// What a form's values are after the page has sent its fields: the body's, but for rows, which only the server adds and removes.
import {
  type DecodedFields,
  defaultFieldLimits,
  type Fields,
  type FieldValue,
  pathOf,
  targetName,
  unusedName,
} from "../wire/form-fields.js";
import type { Payload } from "../wire/protocol.js";
import { type FormState, knownKeys, maxRows } from "./form-state.js";

/** Buttons of a form that change its rows; they are no fields. */
export const rowActions = ["_add", "_remove", "_up", "_down"] as const;

const isKey = /^\d{1,9}$/;

type Merged = Pick<FormState, "values" | "rowKeys" | "nextKey">;

/**
 * A body may be older than the rows: one that was added since is kept, and one that was removed does
 * not come back. A key that this state never gave is of a page that another state made: it is taken.
 */
export function mergeBody(state: FormState, decoded: DecodedFields): Merged {
  const merged = merge(state, decoded);
  const rows = Object.values(merged.rowKeys).reduce((sum, keys) => sum + keys.length + 1, 0);
  // Then the body alone, whose size has a limit of its own.
  return rows > maxRows ? merge({ ...state, values: {}, rowKeys: {} }, decoded) : merged;
}

function merge(state: FormState, decoded: DecodedFields): Merged {
  const rowKeys: Record<string, readonly string[]> = {};
  let { nextKey } = state;

  const mergeRows = (
    name: string,
    before: FieldValue | undefined,
    sent: FieldValue | undefined,
  ) => {
    const known = knownKeys(state, name);
    const inBody = decoded.rowKeys[name] ?? [];
    const isNew = (key: string) => isKey.test(key) && Number(key) >= state.nextKey;
    const keys = known
      ? [...known, ...inBody.filter(isNew)]
      : inBody.filter((key) => isKey.test(key));
    rowKeys[name] = keys;
    return keys.map((key) => {
      nextKey = Math.max(nextKey, Number(key) + 1);
      const [old, now] = [rowAt(before, known, key), rowAt(sent, inBody, key)];
      return (now === undefined ? old : mergeValue(`${name}.*${key}`, old, now)) ?? {};
    });
  };

  const mergeFields = (name: string, before: Fields, sent: Fields): Fields => {
    const fields: Record<string, FieldValue | undefined> = {};
    const names = new Set([...Object.keys(sent), ...Object.keys(before)]);
    for (const key of names) {
      const [old, now] = [before[key], sent[key]];
      // Absent: a box that is not checked, a list without rows, or a group of these.
      if (now === undefined && typeof old !== "object") continue;
      const value = mergeValue(name === "" ? key : `${name}.${key}`, old, now);
      const isGone = now === undefined && isGroup(value) && Object.keys(value).length === 0;
      if (!isGone) fields[key] = value;
    }
    return fields;
  };

  const mergeValue = (
    name: string,
    before: FieldValue | undefined,
    sent: FieldValue | undefined,
  ): FieldValue | undefined => {
    if (decoded.rowKeys[name] || (sent === undefined && knownKeys(state, name))) {
      return mergeRows(name, before, sent);
    }
    if (Array.isArray(before)) return typeof sent === "string" ? [sent] : (sent ?? []);
    if (isGroup(sent) || (sent === undefined && isGroup(before))) {
      return mergeFields(name, isGroup(before) ? before : {}, isGroup(sent) ? sent : {});
    }
    return sent;
  };

  const values = mergeFields("", state.values, withoutActions(decoded.values));
  return { values, rowKeys, nextKey };
}

/** The fields that were in the body and used, beside those that were used before. */
export function mergeTouched(
  state: FormState,
  payload: Payload,
  { unused, target }: DecodedFields,
): readonly string[] {
  const touched = new Set<string>();
  const isUnused = new Set(unused);
  // Without a script nobody tells which fields were used. A row's button sends them all, the empty ones too.
  const isUntold = payload[unusedName] === undefined && rowActions.some((name) => name in payload);
  for (const [name, value] of Object.entries(payload)) {
    if (name === targetName || name === unusedName || isUnused.has(name)) continue;
    if (isUntold && value === "") continue;
    const whole = wholeName(pathOf(name, defaultFieldLimits) ?? []);
    if (whole !== "" && !rowActions.includes(whole as "_add")) touched.add(whole);
  }
  if (target) touched.add(wholeName(target));
  for (const name of state.touched) if (touched.size < maxRows) touched.add(name);
  return [...touched];
}

/** `["tags", ""]` → `tags`, as errors and fields are called. */
function wholeName(path: readonly string[]): string {
  return path.filter((step) => step !== "").join(".");
}

function withoutActions(values: Fields): Fields {
  const fields: Record<string, FieldValue | undefined> = { ...values };
  for (const action of rowActions) delete fields[action];
  return fields;
}

function rowAt(rows: FieldValue | undefined, keys: readonly string[] | undefined, key: string) {
  const at = keys?.indexOf(key) ?? -1;
  return Array.isArray(rows) ? (rows as readonly FieldValue[])[at] : undefined;
}

function isGroup(value: FieldValue | undefined): value is Fields {
  return typeof value === "object" && !Array.isArray(value);
}
