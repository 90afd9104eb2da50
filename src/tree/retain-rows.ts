// Items of a keyed list that are alike → the cells of its rows, without a node for each.
import { type Child, ComponentCall, Rendered } from "../jsx/rendered.js";
import { statefulOf } from "../jsx/stateful.js";
import { type Kind, SlotKind } from "../wire/template.js";
import { inComponent, inSlot } from "./error-place.js";
import { type ItemSource, isRootOf } from "./evaluated.js";
import { type KeyedList, Knowledge, type Retained, RowList } from "./node.js";
import { arePlain, hasNames, nodeList } from "./rows.js";
import { flatValue } from "./values.js";

/** What rows need of the retainer. */
interface RowRetainer {
  enter(): void;
  leave(): void;
  newId(): number;
  retain(child: Child): Retained;
}

/** A list of rows, or of nodes when what is inside of a row turns out to be more; null when they are not alike. */
export function retainRows(
  sources: readonly ItemSource[],
  keys: readonly string[],
  retainer: RowRetainer,
): RowList | KeyedList | null {
  const rows = rowsFor(sources);
  if (rows === null) return null;
  const { propNames, width } = rows;
  const cells = new Array<Retained>(sources.length * width);
  let isPlain = true;
  let at = 0;
  for (const [index, source] of sources.entries()) {
    const isCall = !(source instanceof Rendered);
    cells[at++] = retainer.newId();
    cells[at++] = Knowledge.unknown;
    cells[at++] = keys[index] as string;
    if (isCall) for (const name of propNames) cells[at++] = source.call.props[name] as Retained;
    const { template, values } = isCall ? (source.result as Rendered) : source;
    const { kinds } = template;
    const start = at;
    retainer.enter();
    try {
      for (; at < start + kinds.length; at++) {
        const kind = kinds[at - start] as Kind;
        const value = values[at - start];
        cells[at] =
          kind === SlotKind.child ? retainer.retain(value as Child) : flatValue(kind, value);
      }
    } catch (error) {
      const placed = inSlot(error, { template }, at - start);
      throw isCall ? inComponent(placed, source.call) : placed;
    }
    retainer.leave();
    isPlain &&= arePlain(cells, start, at);
  }
  rows.cells = cells;
  return isPlain ? rows : nodeList(rows.items);
}

/** An empty list for rows like these; null when they are not alike, or not to be rows. */
function rowsFor(sources: readonly ItemSource[]): RowList | null {
  const [first] = sources;
  if (first === undefined) return null;
  const call = first instanceof Rendered ? null : first.call;
  const rendered = first instanceof Rendered ? first : first.result;
  if (!(rendered instanceof Rendered) || !rendered.values.every(mayBePlain)) return null;
  if (call !== null && statefulOf(call.component) !== undefined) return null;
  const list = new RowList(rendered.template, call);
  return sources.every((source) => isSourceOf(list, source)) ? list : null;
}

/** Only a guess: nothing has been called yet. */
function mayBePlain(value: unknown): boolean {
  return !(value instanceof ComponentCall || (Array.isArray(value) && value.length > 0));
}

function isSourceOf(list: RowList, source: ItemSource): boolean {
  const { template, component, propNames } = list;
  if (source instanceof Rendered) return component === null && source.template === template;
  const { call, result } = source;
  return call.component === component && isRootOf(result, list) && hasNames(call.props, propNames);
}
