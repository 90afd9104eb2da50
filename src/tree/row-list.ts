// A retained list of rows and the children rendered in its place → what goes, what comes, what moves.
import { type Child, ComponentCall, type Rendered } from "../jsx/rendered.js";
import { inComponent } from "./error-place.js";
import { isRootOf } from "./evaluated.js";
import { type KeyedListDelegate, type Rearrangement, rearrangement } from "./keyed-list.js";
import { matchKeys } from "./keyed-moves.js";
import { type KeyedItem, type Props, type Retained, Row, RowCell, type RowList } from "./node.js";
import { arePlain, hasNames, rowPropsEqual } from "./rows.js";

/** What a list of rows needs of the reconciler. */
export interface RowListDelegate extends KeyedListDelegate {
  evaluate(call: ComponentCall): Child;
  /** Reconciles a row with the values rendered for its slots. */
  boundary(row: Row, values: readonly unknown[]): void;
  write(cells: Retained[], at: number, value: Retained): void;
}

/** Instead of a rearrangement: one of the children is no row any more. */
export const needsNodes: unique symbol = Symbol("needs nodes");

/** As `rearrange`, for rows. */
export function rearrangeRows(
  list: RowList,
  children: readonly Child[],
  delegate: RowListDelegate,
): Rearrangement<Row | KeyedItem> | null | undefined | typeof needsNodes {
  const keep = keeper(list, delegate);
  if (isInOrder(list, children)) {
    let at = 0;
    for (const child of children) {
      if (!keep(at, child)) return needsNodes;
      at += list.width;
    }
    return undefined;
  }
  const previous = list.items;
  const keys = delegate.uniqueKeys(children);
  const sources = matchKeys(previous, keys);
  // First those that stay: when the rows have to become nodes, nothing was made in vain.
  for (let index = 0; index < children.length; index++) {
    const source = sources[index] as number;
    if (source < 0) continue;
    if (!keep(source * list.width, children[index] as Child)) return needsNodes;
  }
  const items: (Row | KeyedItem)[] = [];
  for (let index = 0; index < children.length; index++) {
    const row = previous[sources[index] as number];
    const item = row ?? delegate.create(children[index] as Child, keys[index] as string);
    if (item === null) return null;
    items.push(item);
  }
  return rearrangement<Row | KeyedItem>(previous, { items, sources }, delegate);
}

function isInOrder({ cells, width, length }: RowList, children: readonly Child[]): boolean {
  if (length !== children.length) return false;
  let at: number = RowCell.key;
  for (const child of children) {
    if (cells[at] !== (child as { key: string | null }).key) return false;
    at += width;
  }
  return true;
}

/** Reconciles the row whose first cell is `at` with a child of the same key; false when it cannot stay a row. */
function keeper(list: RowList, delegate: RowListDelegate) {
  const { cells, component, propNames, width } = list;

  const writeProps = (at: number, props: Props): void => {
    let cell = at + RowCell.firstProp;
    for (const name of propNames) {
      const value = props[name] as Retained;
      if (cells[cell] !== value) delegate.write(cells, cell, value);
      cell++;
    }
  };

  const isSame = (at: number, values: readonly unknown[]): boolean => {
    const start = at + width - values.length;
    for (let slot = 0; slot < values.length; slot++) {
      if (cells[start + slot] !== values[slot]) return false;
    }
    return true;
  };

  const keepValues = (at: number, values: readonly unknown[]): boolean => {
    const row = new Row(list, at);
    delegate.boundary(row, values);
    return arePlain(cells, row.start, at + width);
  };

  const keepAgain = (at: number, call: ComponentCall): boolean => {
    try {
      const result = delegate.evaluate(call);
      if (!isRootOf(result, list)) return false;
      writeProps(at, call.props);
      return keepValues(at, result.values);
    } catch (error) {
      throw inComponent(error, call);
    }
  };

  return (at: number, child: Child): boolean => {
    if (child instanceof ComponentCall) {
      if (child.component !== component) return false;
      if (rowPropsEqual(list, at, child.props)) return true;
      return hasNames(child.props, propNames) && keepAgain(at, child);
    }
    const { template, values } = child as Rendered;
    if (component !== null || template !== list.template) return false;
    return isSame(at, values) || keepValues(at, values);
  };
}
