// What was typed, when the server has no memory of it: kept over the new HTML, and sent to the new session.

import { Command, type WireChain } from "../../src/wire/commands.js";
import { formBody } from "../events/payload.js";
import { allIn } from "../interaction/all-in.js";
import { withValues } from "../interaction/commands.js";
import type { InteractionHost } from "../interaction-host.js";
import { controlsOf } from "./elements.js";

type Control = ReturnType<typeof controlsOf>[number];

const waitingForms = ["change", "input", "submit"].map((kind) => `[live-loading~=${kind}]`).join();

interface Kept {
  readonly form: HTMLFormElement;
  /** Of the form as it was, with rows that the new HTML may not have. */
  readonly payload: string;
  readonly restore: readonly ((form: HTMLFormElement) => void)[];
}

export class Recovery {
  readonly #host: InteractionHost;
  readonly #isEdited: (control: Element) => boolean;
  readonly #kept = new Map<Element, Kept[]>();

  constructor(host: InteractionHost, isEdited: (control: Element) => boolean) {
    this.#host = host;
    this.#isEdited = isEdited;
  }

  /** The HTML of a fresh mount is about to come. */
  keep(container: Element): void {
    const kept: Kept[] = [];
    for (const form of allIn<HTMLFormElement>(container, "form")) {
      // A view that is nested in this one has its own memory.
      if (this.#host.containerOf(form) !== container) continue;
      const edited = controlsOf(form).filter(this.#isEdited);
      if (edited.length === 0 || recipientOf(form) === null) continue;
      kept.push({
        form,
        payload: formBody(form, {}),
        restore: edited.map((control) => restorer(control, form)),
      });
    }
    this.#kept.set(container, kept);
  }

  /** It has come, and so may events. */
  send(container: Element): void {
    for (const { form, payload, restore } of this.#kept.get(container) ?? []) {
      const now = (form.isConnected ? form : form.id && document.getElementById(form.id)) as
        | HTMLFormElement
        | "";
      const recipient = now && recipientOf(now);
      if (!now || !recipient) continue;
      const [handler, values] = recipient;
      for (const put of restore) put(now);
      // An event that waits to be sent carries the form already. One that was sent is lost by now.
      if (now.matches(waitingForms)) continue;
      this.#host.post({
        handler,
        el: now,
        payload: withValues(payload, values as Readonly<Record<string, string>> | null),
        source: now,
        kind: "change",
        isFirst: true,
      });
    }
    this.#kept.delete(container);
  }
}

/** What is told of the form, and the values that a chain adds. Null: nobody wants to know. */
function recipientOf(form: Element): readonly [handler: string, values: unknown] | null {
  const names = ["live-recover", "live-change", "live-input"];
  const text = names.map((name) => form.getAttribute(name)).find((each) => each) ?? null;
  if (text === null || text === "ignore") return null;
  if (!text.startsWith("[[")) return [text, null];
  // Of a chain the event; the rest was seen when the user typed.
  const push = (JSON.parse(text) as WireChain).find(([code]) => code === Command.push);
  return push ? [String(push[2]), push[3]] : null;
}

/** Remembers the value of a control, and puts it into the control, or the one that took its place. */
function restorer(control: Control, form: Element): (form: HTMLFormElement) => void {
  const { name, type, value } = control;
  const isCheckable = type === "checkbox" || type === "radio";
  const { checked } = control as HTMLInputElement;
  const chosen = Array.from((control as HTMLSelectElement).selectedOptions ?? [], (o) => o.value);
  const likeIt = (within: Element) =>
    controlsOf(within).filter(
      (each) => each.name === name && each.type === type && (!isCheckable || each.value === value),
    );
  // Several may have the name: `tags[]`.
  const at = likeIt(form).indexOf(control);
  return (form) => {
    const now = controlsOf(form).includes(control) ? control : likeIt(form)[at];
    if (!now) return;
    if (isCheckable) (now as HTMLInputElement).checked = checked;
    else if (now instanceof HTMLSelectElement) {
      for (const option of now.options) option.selected = chosen.includes(option.value);
    } else if (type !== "file" && now.value !== value) now.value = value;
  };
}
