// Nodes that are alike → the cells of a list of rows, and nodes again when one is like the others no more.
import { ComponentCall, Rendered } from "../jsx/rendered.js";
import { statefulOf } from "../jsx/stateful.js";
import {
  childrenOf,
  type KeyedItem,
  KeyedList,
  Node,
  PositionalList,
  type Props,
  type Retained,
  Row,
  RowCell,
  RowList,
  TransparentCall,
} from "./node.js";
import { propEqual } from "./props.js";

/** A list of these items: of rows when all of them are alike. */
export function keyedListOf(items: readonly KeyedItem[]): KeyedList | RowList {
  const [first] = items;
  if (!(first instanceof Node)) return new KeyedList(items);
  const { component, props } = first;
  const call = component === null || props === null ? null : { component, props };
  const list = new RowList(first.template, call);
  const cells = cellsOf(list, items);
  if (cells === null) return new KeyedList(items);
  list.cells = cells;
  return list;
}

/** The cells of a list with these items; null when one of them is no row of it. */
export function cellsOf(list: RowList, items: readonly (Row | KeyedItem)[]): Retained[] | null {
  const { component, propNames, width } = list;
  if (component !== null && statefulOf(component) !== undefined) return null;
  // As long as it will be: an array that grows keeps room for half as much again.
  const cells = new Array<unknown>(items.length * width);
  let at = 0;
  for (const item of items) {
    if (item instanceof Row) {
      const { values, at: first } = item;
      for (let cell = first; cell < first + width; cell++) cells[at++] = values[cell];
    } else if (isAlike(list, item)) {
      const { props, values } = item;
      cells[at++] = item.id;
      cells[at++] = item.knowledge;
      cells[at++] = item.key;
      for (const name of propNames) cells[at++] = (props as Props)[name];
      for (let slot = 0; slot < values.length; slot++) cells[at++] = values[slot];
    } else return null;
  }
  return cells as Retained[];
}

function isAlike({ template, component, propNames }: RowList, item: KeyedItem): item is Node {
  return (
    item instanceof Node &&
    item.template === template &&
    item.component === component &&
    (item.props === null || hasNames(item.props, propNames)) &&
    arePlain(item.values)
  );
}

/** Whether props have these names, in this order. */
export function hasNames(props: Props, names: readonly string[]): boolean {
  let at = 0;
  for (const name in props) if (name !== names[at++]) return false;
  return at === names.length;
}

/**
 * Whether there is no component and no boundary among the values of a row, and none inside of them:
 * then nobody but its list ever looks for what is in it.
 */
export function arePlain(values: readonly Retained[], from = 0, to = values.length): boolean {
  for (let at = from; at < to; at++) {
    const value = values[at] as Retained;
    if (typeof value === "object" && value !== null && !isPlain(value)) return false;
  }
  return true;
}

function isPlain(value: Retained): boolean {
  if (value instanceof Node) return value.id === 0 && arePlain(value.values);
  if (value instanceof PositionalList) return arePlain(value.items);
  return !(
    value instanceof TransparentCall ||
    value instanceof KeyedList ||
    value instanceof RowList
  );
}

/** As `propsEqual`, with the props of the row whose first cell is at `at`. */
export function rowPropsEqual({ propNames, cells }: RowList, at: number, next: Props): boolean {
  const first = at + RowCell.firstProp;
  let count = 0;
  for (const name in next) {
    if (name !== propNames[count] || !propEqual(cells[first + count], next[name])) return false;
    count++;
  }
  return count === propNames.length;
}

/** A list of nodes, which any items can be in. */
export function nodeList(items: readonly (Row | KeyedItem)[]): KeyedList {
  return new KeyedList(items.map((item) => (item instanceof Row ? nodeOf(item) : item)));
}

function nodeOf(row: Row): Node {
  const { template, values, at, id, key, knowledge } = row;
  const { component, propNames } = row.list;
  const props: Record<string, unknown> = {};
  for (const [index, name] of propNames.entries()) {
    props[name] = values[at + RowCell.firstProp + index];
  }
  const rendered = new Rendered(template, childrenOf(row) as unknown[], key);
  const call = component === null ? null : new ComponentCall(component, props, key);
  const node = new Node(rendered, id, call);
  node.knowledge = knowledge;
  return node;
}

/** The row with this id, if it is in the list: nothing else in a row has one. */
export function rowWithId(list: RowList, id: number): Row | null {
  const { cells, width } = list;
  for (let at = RowCell.id; at < cells.length; at += width) {
    if (cells[at] === id) return new Row(list, at - RowCell.id);
  }
  return null;
}
