// The interaction script: composes what only some pages need, and is loaded by the core when one of them is there.
import type {
  ChainCall,
  Interaction,
  InteractionHost,
  InteractionModule,
  ViewMoment,
} from "../interaction-host.js";
import { announce, announcer } from "./announce.js";
import { AnyEvent } from "./bindings/any-event.js";
import { ClickAway } from "./bindings/click-away.js";
import { isWantedKey, Keys } from "./bindings/keys.js";
import { Locks } from "./bindings/locks.js";
import { Pace } from "./bindings/pace.js";
import { Viewport } from "./bindings/viewport.js";
import { Commands } from "./commands.js";
import { FocusTraps } from "./focus-trap.js";
import { Forms } from "./forms.js";
import { Hooks } from "./hooks.js";
import { Lifecycle } from "./lifecycle.js";
import { Portals } from "./portal.js";

/** A part of the script: hooks, commands, more bindings. Each takes the moments that it needs. */
export type Part = Partial<Interaction>;

export const createInteraction: InteractionModule["createInteraction"] = (host) => {
  const parts = createParts(host);
  const locks = new Locks();
  return {
    pace: new Pace(),
    isWantedKey,
    waits: (el, kinds, shown) => locks.waits(el, kinds, shown),
    rootAdded: (root: Element) => {
      for (const part of parts) part.rootAdded?.(root);
    },
    rootRemoved: (root: Element) => {
      for (const part of parts) part.rootRemoved?.(root);
    },
    moment: (container: Element, moment: ViewMoment) => {
      for (const part of parts) part.moment?.(container, moment);
    },
    willPatch: (container: Element, refs: readonly number[]) => {
      for (const part of parts) part.willPatch?.(container, refs);
    },
    patched: (container: Element) => {
      for (const part of parts) part.patched?.(container);
    },
    pushed: (container: Element, event: string, payload: unknown) => {
      for (const part of parts) part.pushed?.(container, event, payload);
    },
    run: (chain: string, call: ChainCall) => runChain(parts, chain, call),
    willChange: (node: Node) => {
      for (const part of parts) part.willChange?.(node);
    },
    wrote: (el: Element, name: string) => {
      for (const part of parts) part.wrote?.(el, name);
    },
    willReprint: (el: Element) => {
      for (const part of parts) part.willReprint?.(el);
    },
    willMorph: (el: Element, next: Element) => {
      for (const part of parts) part.willMorph?.(el, next);
    },
    keepsRemoved: (el: Element) => isKept(parts, el),
  };
};

function createParts(host: InteractionHost): readonly Part[] {
  const hooks = new Hooks({ host, runChain: (chain, call) => runChain(parts, chain, call) });
  const anyEvent = new AnyEvent(host);
  const viewport = new Viewport(host);
  const commands = new Commands(host, { announce });
  const run: Interaction["run"] = (chain, call) => commands.run(chain, call);
  const forms = new Forms(host);
  const lifecycle = new Lifecycle(host, { transitions: commands.transitions, run });
  const traps = new FocusTraps();
  const keepsRemoved = (el: Element): boolean => isKept(parts, el);
  const portals = new Portals(host, { keepsRemoved });
  // What is ported is in its place before anything looks for it there.
  const parts: readonly Part[] = [
    portals,
    forms,
    hooks,
    anyEvent,
    viewport,
    commands,
    lifecycle,
    traps,
    announcer,
  ];
  const bindings = [anyEvent, viewport, new ClickAway(host), new Keys(host)];
  for (const part of [forms, hooks, traps, ...bindings]) part.start();
  return parts;
}

/** Each is asked: two of them may want to know of a removal. */
function isKept(parts: readonly Part[], el: Element): boolean {
  return parts.filter((part) => part.keepsRemoved?.(el)).length > 0;
}

function runChain(parts: readonly Part[], chain: string, call: ChainCall): void {
  for (const part of parts) part.run?.(chain, call);
}
