// `live-keydown` and `live-keyup`: which keys count, and what is sent of them.
import { heldModifiers } from "../../events/modifiers.js";
import { type Fields, fieldsOf } from "../../events/payload.js";
import type { InteractionHost } from "../../interaction-host.js";

export class Keys {
  readonly isWantedKey = isWantedKey;
  readonly #host: InteractionHost;

  constructor(host: InteractionHost) {
    this.#host = host;
  }

  /** For as long as the document lives. */
  start(): void {
    for (const type of ["keydown", "keyup"] as const) {
      document.addEventListener(type, (event) => this.#pressed(event));
    }
  }

  #pressed(event: KeyboardEvent): void {
    const { type, key, target } = event;
    if (isNoKey(event) || !(target instanceof Element)) return;
    const { listeners } = this.#host;
    const attribute = `live-${type}`;
    const binding = listeners.bindingAt(event, attribute);
    if (!binding) return;
    const payload = keyFields(binding, event);
    listeners.send(event, attribute, binding, { payload, lane: type + key });
  }
}

/**
 * Autofill dispatches key events without a key, and a key that ends a composition belongs to it. In
 * Safari that key comes after the composition's end, and only its code says whose it is.
 */
export function isNoKey(event: Event): boolean {
  const { type, key, isComposing, keyCode } = event as KeyboardEvent;
  return /^key(down|up)$/.test(type) && (!key || isComposing || keyCode === 229);
}

/**
 * Whether `live-key` lets the key through: `Enter`, `ctrl+s`, or several with spaces between. A key
 * that is named with modifiers wants exactly these held; a key alone does not ask for them.
 */
export function isWantedKey(binding: Element, event: KeyboardEvent): boolean {
  const wanted = binding.getAttribute("live-key")?.toLowerCase().split(" ");
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const pressed = String([key, ...heldModifiers(event)].sort());
  return !wanted?.every((each) => each !== key && String(each.split("+").sort()) !== pressed);
}

/** Modifiers are there, as "true", only while they are held. */
function keyFields(binding: Element, event: KeyboardEvent): Fields {
  const fields = fieldsOf(binding, event.target as Element);
  fields.key = event.key;
  fields.code = event.code;
  for (const name of heldModifiers(event)) fields[name] = "true";
  if (event.repeat) fields.repeat = "true";
  return fields;
}
