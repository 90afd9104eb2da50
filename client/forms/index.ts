// The forms script: what live forms need, and what holds events back. Loaded by the core when a page has either.
import { AllParts } from "../interaction/all-parts.js";
import type { PartsModule } from "../interaction-host.js";
import { Forms } from "./forms.js";
import { Locks } from "./locks.js";
import { Pace } from "./pace.js";

export const createInteraction: PartsModule["createInteraction"] = (host) => new AllParts(host);

export const createParts: PartsModule["createParts"] = (host) => ({
  forms: new Forms(host),
  locks: new Locks(),
  pace: new Pace(),
});
