// In development: finds string names in bindings of a printed page that the view does not handle.
import { LiveError } from "../errors.js";
import { nearestName } from "../live/nearest.js";
import type { ViewDefinition } from "../live/view-definition.js";
import { Command, type WireChain } from "../wire/commands.js";
import { ChangeTag, type Patch } from "../wire/patch.js";
import { viewName } from "./handled.js";
import { ownEvents } from "./own-events.js";

const raw = /<!--r-->[\s\S]*?<!--\/r-->/g;
const tag = /<[a-zA-Z][^<>]*>/g;
const eventBinding =
  / live-(?:click|submit|change|input|keydown|keyup|focus|blur|click-away|window-[\w-]+|viewport-(?:top|bottom)|mounted|remove|connected|disconnected|on-[\w-]+)="([^"]*)"/g;

export function assertBoundNames(definition: ViewDefinition, html: string): void {
  for (const [element] of html.replace(raw, "").matchAll(tag)) {
    for (const [, handler = ""] of element.matchAll(eventBinding)) {
      for (const name of namesIn(handler)) assertEvent(definition, name);
    }
  }
}

/** Whether there is anything in a patch but texts and attributes: else no name of an event is new. */
export function bringsElements({ ops }: Patch): boolean {
  // What is first touched tells the shape that was there before the changes.
  return ops.some((op) => op.some((part, at) => at > 1 && isNewElement(part)));
}

function isNewElement(change: unknown): boolean {
  if (!Array.isArray(change)) return false;
  switch (change[0]) {
    case ChangeTag.inside:
    case ChangeTag.positionalChanges:
      return change.some((part, at) => at > 1 && isNewElement(part));
    case ChangeTag.block:
    case ChangeTag.boundary:
    case ChangeTag.keyedList:
    case ChangeTag.keyedMoves:
    case ChangeTag.positionalList:
      return true;
    default:
      return false;
  }
}

function assertEvent(definition: ViewDefinition, name: string): void {
  // Fingerprints begin with "@"; an empty handler sends nothing.
  if (name === "" || name.startsWith("@") || definition.events.has(name)) return;
  if (ownEvents.has(name)) return;
  const nearest = nearestName(name, definition.events.keys());
  const isAction = definition.actions.has(name);
  throw new LiveError("UNKNOWN_EVENT", { view: viewName(definition), name, nearest, isAction });
}

const entities: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&lt;": "<",
  "&gt;": ">",
  "&#13;": "\r",
  "&amp;": "&",
};

/** The handlers that a binding calls: itself, or what a chain of commands pushes. */
function namesIn(handler: string): readonly string[] {
  if (!handler.startsWith("[[")) return [handler];
  const json = handler.replace(/&(?:quot|lt|gt|amp|#13);/g, (entity) => entities[entity] ?? "");
  const pushes = (JSON.parse(json) as WireChain).filter(([code]) => code === Command.push);
  return pushes.map(([, , name]) => String(name));
}
