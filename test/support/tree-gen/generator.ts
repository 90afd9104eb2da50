// A seeded generator of random pages and changes of them: everything a tree can hold, in both JSX modes.
import { Action, EventRef } from "../../../src/jsx/action.js";
import { type Child, type Component, ComponentCall, Raw } from "../../../src/jsx/rendered.js";
import { componentCount, createModelMaker } from "./make-model.js";
import type { Model } from "./model.js";
import { createMutator } from "./mutate-model.js";
import { createRandom, type Random } from "./random.js";
import { instantiate, type Mode } from "./template.js";

export interface GeneratorOptions {
  readonly seed: number;
  readonly mode: Mode;
  /** Lists may hold a key twice, as in production. */
  readonly hasDuplicateKeys?: boolean;
}

export interface TreeGenerator {
  page(): Model;
  /** A changed model; the given one stays as it was. */
  mutate(model: Model): Model;
  /** What a view would return; components throw when `fuse` has burnt down. */
  render(model: Model): Child;
  /** The next `calls` component calls succeed, the one after them throws. */
  lightFuse(calls: number): void;
  readonly random: Random;
}

/** Thrown by the component that a fuse reached. */
export class Burnt extends Error {}

export function createTreeGenerator(options: GeneratorOptions): TreeGenerator {
  const random = createRandom(options.seed);
  const maker = createModelMaker(random, options.hasDuplicateKeys ?? false);
  const mutate = createMutator(random, maker);
  let fuse = Number.POSITIVE_INFINITY;
  const burn = () => {
    if (fuse-- <= 0) throw new Burnt("a component threw");
  };
  const render = createRenderer(options.mode, burn);
  return {
    random,
    page: maker.page,
    mutate: (model) => mutate(model, { context: "flow", depth: 0 }),
    render,
    lightFuse(calls) {
      fuse = calls;
    },
  };
}

function createRenderer(mode: Mode, burn: () => void): (model: Model) => Child {
  const components: Component[] = Array.from({ length: componentCount }, () => {
    return ({ model }: { model: Model }) => {
      burn();
      return render(model);
    };
  });
  const keyedRender = (model: Model, key: string | null): Child => {
    if (model.type === "component") {
      return new ComponentCall(
        components[model.component] as Component,
        { model: model.model },
        key,
      );
    }
    if (model.type !== "block") return render(model);
    const values = model.slots.map((slot) => renderSlot(slot));
    return instantiate({ template: model.template, values, key: key ?? model.key }, mode);
  };
  // A spread is a value too, made anew by each render as `{...props}` does.
  const renderSlot = (model: Model): unknown => {
    if (model.type === "action") return new Action("", model.name, structuredClone(model.arg));
    if (model.type === "event") return new EventRef(model.name);
    return render(model);
  };
  const render = (model: Model): Child => {
    switch (model.type) {
      case "value":
        return model.value as Child;
      case "raw":
        return new Raw(model.html);
      case "keyed":
        return model.items.map((item) => keyedRender(item.model, item.key));
      case "list":
        // Children that all had keys would be a keyed list.
        return model.items.map((item) => render(withoutKey(item)));
      default:
        return keyedRender(model, null);
    }
  };
  return render;
}

function withoutKey(model: Model): Model {
  return model.type === "block" ? { ...model, key: null } : model;
}
