// Checks and encodes what a handler gives its `ctx`, where it is given: the mistake fails the handler that made it.
import { LiveError } from "../errors.js";
import { Action } from "../jsx/action.js";
import { isLocalUrl, isWebUrl } from "../jsx/local-url.js";
import type { Component } from "../jsx/rendered.js";
import { statefulOf } from "../jsx/stateful.js";
import type { RedirectOptions, Visit } from "../live/context.js";
import type { HandlerSet } from "../live/view-definition.js";
import { assertMessage } from "./handled.js";

const maxKindChars = 64;

/** Made at the call, so that later changes of the value are not sent and a cycle throws where it was written. */
export function toJson(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}

export function assertLocal(url: string, method: string): string {
  if (!isLocalUrl(url)) throw new LiveError("URL_NOT_ALLOWED", { method, got: url });
  return url;
}

/** A URL of the page that the call is for; undefined where the page around a nested view is to say. */
export function assertOfPage(host: CallHost, url: string): Visit | undefined {
  const visit = host.visitAt(assertLocal(url, "patch"));
  if (visit === null) throw new LiveError("PATCH_OF_OTHER_PAGE", { got: url });
  return visit;
}

interface CallHost {
  visitAt(url: string): Visit | null | undefined;
}

export function assertRedirect(url: string, options: RedirectOptions): string {
  if (options.external === true && isWebUrl(url)) return url;
  return assertLocal(url, "redirect");
}

/** The component of `ctx.send`, which has to take messages of this name. */
export function assertReceiver(component: unknown, name: string): Component {
  const to = component as Component;
  const definition = typeof to === "function" ? statefulOf(to) : undefined;
  if (definition === undefined) {
    const expected = "a component made by defineComponent";
    throw new LiveError("CTX_ARGUMENT", { method: "send", expected, got: component });
  }
  assertMessage(definition as unknown as HandlerSet, name);
  return to;
}

export function assertAction(action: unknown): Action {
  if (action instanceof Action) return action;
  const expected = "an action that render bound";
  throw new LiveError("CTX_ARGUMENT", { method: "call", expected, got: action });
}

export function isKind(kind: unknown): kind is string {
  return typeof kind === "string" && kind !== "" && kind.length <= maxKindChars;
}

/** Of a message that is shown once. */
export function assertKind(kind: unknown, method: string): string {
  if (isKind(kind)) return kind;
  const expected = `a kind of 1 to ${maxKindChars} characters`;
  throw new LiveError("FLASH_ARGUMENT", { method, expected, got: kind });
}

export function assertText(text: unknown): string {
  if (typeof text === "string") return text;
  throw new LiveError("FLASH_ARGUMENT", { method: "flash", expected: "a text", got: text });
}
