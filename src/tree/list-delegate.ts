// What lists ask while they are reconciled, answered by the reconciler and the retainer of the turn.
import type { Child } from "../jsx/rendered.js";
import type { Change } from "../wire/patch.js";
import { valueToWire } from "./describe.js";
import { withKey } from "./evaluated.js";
import type { ItemKeeper } from "./keep-items.js";
import type { Retained, Row } from "./node.js";
import type { PositionalListDelegate } from "./positional-list.js";
import type { Retainer } from "./retain.js";
import type { RowListDelegate } from "./row-list.js";
import type { Turn } from "./turn.js";

export type ListDelegate = RowListDelegate & PositionalListDelegate;

interface ListReconciler {
  child(values: Retained[], at: number, next: Child): Change | undefined;
  boundary(row: Row, values: readonly unknown[]): void;
  readonly items: ItemKeeper;
  setItems: PositionalListDelegate["setItems"];
}

export function createListDelegate(
  reconciler: ListReconciler,
  retainer: Retainer,
  turn: Turn,
): ListDelegate {
  return {
    uniqueKeys: (children) => retainer.uniqueKeys(children),
    keep: (item, child) => reconciler.items.keep(item, child),
    create: (child, key) => {
      const source = retainer.evaluateItem(child);
      return source === null ? null : retainer.retainItem(withKey(source, key));
    },
    evaluate: (call) => retainer.evaluate(call),
    boundary: (row, values) => reconciler.boundary(row, values),
    write: (cells, at, value) => turn.write(cells, at, value),
    itemToWire: (item) => valueToWire(item, turn.context),
    change: (items, at, child) => reconciler.child(items, at, child),
    add: (child) => retainer.retain(child),
    setItems: (list, items) => reconciler.setItems(list, items),
  };
}
