// What patching one view works with.
import type { PatchExtension } from "../interaction-host.js";
import type { Boundaries } from "./boundaries.js";
import type { Inputs } from "./inputs.js";
import type { Templates } from "./template.js";

export interface Scene {
  readonly templates: Templates;
  readonly boundaries: Boundaries;
  readonly inputs: Inputs;
  /** What is told of changes, once the page has loaded it. */
  extension?: PatchExtension | undefined;
}
