// In development: finds string names in bindings of a printed page that the view does not handle.
import { LiveError } from "../errors.js";
import { nearestName } from "../live/nearest.js";
import type { ViewDefinition } from "../live/view-definition.js";
import { viewName } from "./handled.js";

const raw = /<!--r-->[\s\S]*?<!--\/r-->/g;
const tag = /<[a-zA-Z][^<>]*>/g;
const eventBinding =
  / live-(?:click|submit|change|input|keydown|keyup|focus|blur|click-away|window-[\w-]+|viewport-(?:top|bottom))="([^"]*)"/g;

/** Fingerprints begin with "@" and chains of commands with "[". */
export function assertBoundNames(definition: ViewDefinition, html: string): void {
  for (const [element] of html.replace(raw, "").matchAll(tag)) {
    for (const [, name = ""] of element.matchAll(eventBinding)) {
      if (name === "" || /^[@[]/.test(name) || definition.events.has(name)) continue;
      const nearest = nearestName(name, definition.events.keys());
      const isAction = definition.actions.has(name);
      throw new LiveError("UNKNOWN_EVENT", { view: viewName(definition), name, nearest, isAction });
    }
  }
}
