// Messages in the app's own session, in the form of connect-flash: an array of texts by kind.
import type { ServerResponse } from "node:http";
import type { Flash } from "../live/flash.js";
import { isKind } from "../session/call-arguments.js";
import { entriesOf, type FlashEntries } from "../session/flashes.js";
import type { LiveRequest } from "./request.js";

interface AppSession {
  flash?: unknown;
  readonly save?: unknown;
}

/** Of express-session, or whatever it is that `request.flash` of connect-flash writes to; null when the app has neither. */
export function sessionOf(request: LiveRequest): AppSession | null {
  const { session, flash } = request as { readonly session?: unknown; readonly flash?: unknown };
  if (typeof session !== "object" || session === null) return null;
  const app = session as AppSession;
  return typeof app.save === "function" || typeof flash === "function" ? app : null;
}

/** Several texts of a kind are lines of one. */
export function textsOf(session: AppSession): FlashEntries {
  return Object.entries(recordOf(session)).flatMap(([kind, texts]) => {
    const lines = linesOf(texts);
    return isKind(kind) && lines.length > 0 ? [[kind, lines.join("\n")] as const] : [];
  });
}

/** What is no text is the app's own business, and stays. */
export function deleteFromApp(session: AppSession): void {
  const taken = textsOf(session).map(([kind]) => kind);
  if (taken.length === 0) return;
  const others = Object.entries(recordOf(session)).filter(([kind]) => !taken.includes(kind));
  session.flash = Object.fromEntries(others);
}

export function putIntoApp(session: AppSession, flash: Flash): void {
  const before = recordOf(session);
  const added = entriesOf(flash).map(([kind, text]) => {
    const texts = Object.hasOwn(before, kind) ? before[kind] : [];
    return [kind, [...(Array.isArray(texts) ? texts : [texts]), text]] as const;
  });
  session.flash = { ...before, ...Object.fromEntries(added) };
}

/** For an answer that nobody is going to look at: neither what it took nor what it put there counts. */
export function restoreAtEnd(
  app: AppSession,
  response: ServerResponse,
  isUnseen: () => boolean,
): void {
  // Of a session all is JSON.
  const before = JSON.stringify(app.flash);
  const { end } = response;
  // Before express-session, whose own `end` stores the session.
  response.end = ((...parts: Parameters<typeof end>) => {
    response.end = end;
    if (isUnseen() && before === undefined) delete app.flash;
    else if (isUnseen()) app.flash = JSON.parse(before as string);
    return end.apply(response, parts);
  }) as typeof end;
}

function recordOf({ flash }: AppSession): Readonly<Record<string, unknown>> {
  const isRecord = typeof flash === "object" && flash !== null && !Array.isArray(flash);
  return isRecord ? (flash as Readonly<Record<string, unknown>>) : {};
}

function linesOf(texts: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(texts) ? texts : [texts];
  return all.filter((text) => typeof text === "string");
}
