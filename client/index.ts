// The browser runtime's public API: starts the live views of a page.
import type { Scripts } from "./scripts.js";
import { type LivePage, type StartOptions, startPage } from "./start.js";

export type { LiveEvents } from "./dom-events.js";
export type { Metadata } from "./events/listeners.js";
export type {
  Hook,
  HookCallbacks,
  HookClass,
  HookContext,
  HookDefinition,
  HookPayload,
  HookQueue,
  PushError,
} from "./hook.js";
export type { BannerWords } from "./later/index.js";
export type { PageCommands, PageTarget, PageTransition } from "./page-commands.js";
export type { LivePage, StartOptions } from "./start.js";

/**
 * Makes the live views of this document live. The script that Slotwire's documents load does this by
 * itself; call it only when you bundle the client with scripts of your own.
 *
 * @example
 * import { start } from "slotwire/client";
 *
 * const live = start({
 *   path: "/live",
 *   metadata: { click: (event) => ({ alt: (event as MouseEvent).altKey }) },
 * });
 * addEventListener("live:error", (event) => live.disconnect());
 */
export function start(options: StartOptions = {}): LivePage {
  return startPage(options, (name) => scripts[name]());
}

// Each path in full: a bundler reads these lines.
const scripts: { readonly [Name in keyof Scripts]: () => Promise<Scripts[Name]> } = {
  forms: () => import("./forms/index.js"),
  interaction: () => import("./interaction/index.js"),
  navigation: () => import("./navigation/index.js"),
  morph: () => import("./replacing.js"),
  fallback: () => import("./fallback/index.js"),
  later: () => import("./later/index.js"),
};
