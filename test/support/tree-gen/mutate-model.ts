// Random changes of a page: each shares with the page before what it leaves alone.
import type { ModelMaker } from "./make-model.js";
import type { Item, Model, Spot } from "./model.js";
import type { Random } from "./random.js";
import type { SlotPlace } from "./template.js";

export function createMutator(random: Random, maker: ModelMaker) {
  const { child, item, slot } = maker;

  function mutate(model: Model, spot: Spot): Model {
    if (random.chance(0.06)) return child(spot);
    const below = { context: spot.context, depth: spot.depth + 1 };
    switch (model.type) {
      case "value":
      case "raw":
        return random.chance(0.3) ? child(spot) : model;
      case "block":
        if (random.chance(0.2)) return model;
        return {
          ...model,
          slots: model.slots.map((value, at) =>
            mutateSlot(value, model.template.places[at] as SlotPlace, below.depth),
          ),
        };
      case "component": {
        const changed = random.chance(0.3) ? model.model : mutate(model.model, spot);
        return changed === model.model ? model : { ...model, model: changed };
      }
      case "keyed":
        return mutateKeyed(model.items, below);
      case "list":
        return mutateList(model.items, below);
      default:
        return model;
    }
  }

  function mutateSlot(model: Model, place: SlotPlace, depth: number): Model {
    if (place.type === "child") return mutate(model, { context: place.context, depth });
    return random.chance(0.3) ? slot(place, depth) : model;
  }

  function mutateList(items: readonly Model[], spot: Spot): Model {
    let next = items.map((model) => (random.chance(0.5) ? model : mutate(model, spot)));
    if (random.chance(0.2)) next = next.slice(0, -1);
    if (random.chance(0.2)) next.push(child(spot));
    return { type: "list", items: next };
  }

  function mutateKeyed(items: readonly Item[], spot: Spot): Model {
    let next = items.map((at) => {
      if (random.chance(0.5)) return at;
      // An item that is no element at all would not keep its key.
      const model = mutate(at.model, spot);
      return model.type === "block" || model.type === "component" ? { ...at, model } : at;
    });
    if (random.chance(0.3)) next = next.filter(() => random.chance(0.7));
    const order = random.next();
    if (order < 0.1) next.reverse();
    else if (order < 0.2)
      next = next
        .map((at) => [random.next(), at] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, at]) => at);
    else if (order < 0.4 && next.length > 0) {
      const [moved] = next.splice(random.below(next.length), 1) as [Item];
      next.splice(random.below(next.length + 1), 0, moved);
    }
    while (random.chance(0.3)) next.splice(random.below(next.length + 1), 0, item(spot));
    return { type: "keyed", items: next };
  }

  return mutate;
}
