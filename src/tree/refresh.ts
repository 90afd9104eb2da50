// Renders stateful components again where they stand, without the view.
import { InPlace, type RenderParts } from "./in-place.js";
import type { Instance } from "./instance.js";
import type { Instances } from "./instances.js";

/** One refresh under way. */
export class Refresher {
  readonly #instances: Instances;
  readonly #parts: RenderParts;
  readonly #inPlace: InPlace;

  constructor(instances: Instances, parts: RenderParts) {
    this.#instances = instances;
    this.#parts = parts;
    this.#inPlace = new InPlace(parts);
  }

  /** Renders all that changed. An instance that only the render of the view can reach is answered. */
  run(): Instance | null {
    const instances = this.#instances;
    for (const instance of instances.pending()) {
      for (const removed of this.#parts.turn.takeRemoved()) instances.removed(removed);
      if (!instances.isPending(instance)) continue;
      if (!this.#refresh(instance)) return instance;
    }
    return null;
  }

  #refresh(instance: Instance): boolean {
    try {
      return instance.standings.every((standing) => this.#inPlace.render(standing));
    } catch (error) {
      if (!this.#instances.catchesInside(instance, error)) throw error;
      this.#parts.retainer.surface();
      return true;
    }
  }
}
