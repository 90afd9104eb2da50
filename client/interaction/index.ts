// The interaction script: hooks, commands, portals and the rarer bindings. Loaded by the core when a page has one of them.
import type { PartsModule } from "../interaction-host.js";
import { AllParts } from "./all-parts.js";
import { announce, announcer } from "./announce.js";
import { AnyEvent } from "./bindings/any-event.js";
import { ClickAway } from "./bindings/click-away.js";
import { Keys } from "./bindings/keys.js";
import { Viewport } from "./bindings/viewport.js";
import { Commands } from "./commands.js";
import { FocusTraps } from "./focus-trap.js";
import { Hooks } from "./hooks.js";
import { Lifecycle } from "./lifecycle.js";
import { Portals } from "./portal.js";

export const createInteraction: PartsModule["createInteraction"] = (host) => new AllParts(host);

export const createParts: PartsModule["createParts"] = (host, all) => {
  const commands = new Commands(host, { announce });
  const run: Commands["run"] = (chain, call) => commands.run(chain, call);
  return {
    portals: new Portals(host, { keepsRemoved: (el) => all.keepsRemoved(el) }),
    hooks: new Hooks({ host, runChain: run }),
    anyEvent: new AnyEvent(host),
    viewport: new Viewport(host),
    clickAway: new ClickAway(host),
    keys: new Keys(host),
    commands,
    lifecycle: new Lifecycle(host, { transitions: commands.transitions, run }),
    traps: new FocusTraps(),
    announcer,
  };
};
