// Random pages and parts of pages.
import {
  attributes,
  type Context,
  contents,
  contexts,
  nothings,
  rawHtml,
  spreadAttributes,
  texts,
} from "./grammar.js";
import type { Item, Model, Spot } from "./model.js";
import type { Random } from "./random.js";
import { pooledTemplate, type SlotPlace, type SourceTemplate } from "./template.js";

export const componentCount = 3;
const maxDepth = 5;

export type ModelMaker = ReturnType<typeof createModelMaker>;

export function createModelMaker(random: Random, hasDuplicateKeys: boolean) {
  const pools = new Map<string, SourceTemplate[]>();
  let lastKey = 0;

  function page(): Model {
    const spot: Spot = { context: "flow", depth: 0 };
    if (random.chance(0.25)) return block(spot, true);
    const items = Array.from({ length: 4 }, () => item(spot));
    const keyed: Model = { type: "keyed", items };
    return { type: "list", items: [block(spot, true), child(spot), component(spot), keyed] };
  }

  /** A few templates for each place, so that the same one comes back. */
  function block({ context, depth }: Spot, hasOneRoot: boolean): Model {
    if (contexts[context].elements.length === 0) return text(context);
    const own = pools.get(`${context} ${hasOneRoot}`) ?? [];
    pools.set(`${context} ${hasOneRoot}`, own);
    if (own.length < 3) own.push(pooledTemplate({ context, hasOneRoot, index: random.below(30) }));
    const template = random.pick(own);
    const slots = template.places.map((place) => slot(place, depth + 1));
    return {
      type: "block",
      template,
      slots,
      key: random.chance(0.1) ? random.pick(["k", "l"]) : null,
    };
  }

  function slot(place: SlotPlace, depth: number): Model {
    if (place.type === "child") return child({ context: place.context, depth });
    if (place.type === "content") return { type: "value", value: random.pick(contents) };
    if (place.type === "spread") return { type: "value", value: spread() };
    if (place.name !== "live-click") {
      return { type: "value", value: random.pick(attributes[place.name] as readonly unknown[]) };
    }
    const arg = random.pick([undefined, 1, "1", { a: 1, b: [2, "x"] }, { b: [2, "x"], a: 1 }]);
    const name = random.pick(["add", "remove"]);
    return random.chance(0.7)
      ? { type: "action", name, arg }
      : random.pick<Model>([
          { type: "event", name },
          { type: "value", value: random.pick([name, null]) },
        ]);
  }

  function spread(): Record<string, unknown> {
    const pairs = Object.entries(spreadAttributes).filter(() => random.chance(0.3));
    return Object.fromEntries(pairs.map(([name, values]) => [name, random.pick(values)]));
  }

  function text(context: Context): Model {
    return {
      type: "value",
      value: random.pick<unknown>(contexts[context].hasText ? texts : nothings),
    };
  }

  function child(spot: Spot): Model {
    const { context, depth } = spot;
    const below = { context, depth: depth + 1 };
    const roll = random.next();
    if (depth > maxDepth || roll < 0.35) return text(context);
    if (roll < 0.6) return block(spot, random.chance(0.5));
    if (roll < 0.75) return component(below);
    if (roll < 0.88) {
      return { type: "keyed", items: Array.from({ length: random.below(6) }, () => item(below)) };
    }
    if (roll < 0.95) {
      return { type: "list", items: Array.from({ length: random.below(4) }, () => child(below)) };
    }
    if (!contexts[context].hasRaw) return text(context);
    return { type: "raw", html: random.pick(rawHtml) };
  }

  /** Most return one element; the others text, nothing, arrays, fragments, other components. */
  function component(spot: Spot): Model {
    const model = random.chance(0.6) ? block(spot, true) : child(spot);
    return { type: "component", component: random.below(componentCount), model };
  }

  function item(spot: Spot): Item {
    lastKey++;
    const isDuplicate = hasDuplicateKeys && random.chance(0.1);
    const key = String(isDuplicate ? random.below(lastKey) : lastKey);
    const model = random.chance(0.95) ? block(spot, true) : block(spot, false);
    if (random.chance(0.5)) return { key, model };
    const inner: Model = { type: "component", component: random.below(componentCount), model };
    if (random.chance(0.8)) return { key, model: inner };
    return {
      key,
      model: { type: "component", component: random.below(componentCount), model: inner },
    };
  }

  return { page, child, slot, item };
}
