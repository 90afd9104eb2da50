// The hidden field of a posted form: the token, the handler, and the values that its element carries.
import { type FormLimits, parseFormBody } from "../wire/form-body.js";
import type { Payload } from "../wire/protocol.js";

/** No field of a view may have this name. */
export const formFieldName = "_live";

export interface PostedForm {
  readonly token: string;
  /** The name of an event, or `@` and what the form calls an action. */
  readonly handler: string;
  /** The ids of the nested views around it, its own last; none for a form of the page's view. */
  readonly path: readonly string[];
  /** What was sent, without the hidden field. */
  readonly payload: Payload;
}

/** Null for a body that no form of ours has sent. */
export function postedForm(body: Payload, limits: FormLimits): PostedForm | null {
  const { [formFieldName]: field, ...fields } = body;
  if (typeof field !== "string") return null;
  const [token = "", name = "", values = "", ...rest] = field.split(" ", 4);
  const place: readonly (string | null)[] = name.split("/").map(decode);
  const carried = parseFormBody(values, limits);
  if (rest.length > 0 || !isPlace(place) || carried === null) return null;
  const path = place.slice(0, -1);
  return { token, handler: String(place.at(-1)), path, payload: joined(fields, carried) };
}

/** A name that both have is a list, as it is when the page's script sends the form. */
function joined(fields: Payload, carried: Payload): Payload {
  const all = Object.assign(Object.create(null) as Record<string, Payload[string]>, fields);
  for (const [name, value = ""] of Object.entries(carried)) {
    const before = all[name];
    all[name] = before === undefined ? value : [...[before].flat(), ...[value].flat()];
  }
  return all;
}

function isPlace(place: readonly (string | null)[]): place is readonly string[] {
  return place.every((part) => part !== null && part !== "");
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
