// Retained values → what a patch says of them: new values in full, old ones as the shape of their DOM.
import { Raw, type Template } from "../jsx/rendered.js";
import { type Change, ChangeTag, type Shape } from "../wire/patch.js";
import { SlotKind } from "../wire/template.js";
import {
  childrenOf,
  isElement,
  KeyedList,
  Knowledge,
  Node,
  PositionalList,
  type Retained,
  type Row,
  RowList,
  TransparentCall,
} from "./node.js";
import { flatToWire, wireText } from "./values.js";
import type { WireContext } from "./wire-context.js";

/** The full value of something new; its boundaries are known from here on. */
export function valueToWire(value: Retained, context: WireContext): Change {
  if (typeof value === "string") return wireText(value);
  if (value === null || typeof value !== "object") return value;
  if (isElement(value)) return nodeToWire(value, context);
  if (value instanceof TransparentCall) return valueToWire(value.values[0] as Retained, context);
  if (value instanceof Raw) return [ChangeTag.raw, wireText(value.html)];
  const isPositional = value instanceof PositionalList;
  const list: unknown[] = [isPositional ? ChangeTag.positionalList : ChangeTag.keyedList];
  for (const item of childrenOf(value)) list.push(valueToWire(item, context));
  return list;
}

function nodeToWire(node: Node | Row, context: WireContext): Change {
  const id = context.idOf(node.template);
  const isBoundary = node.id !== 0;
  const wire: unknown[] = isBoundary ? [ChangeTag.boundary, node.id, id] : [ChangeTag.block, id];
  if (isBoundary) node.knowledge = Knowledge.known;
  const { kinds } = node.template;
  for (let slot = 0; slot < kinds.length; slot++) {
    const value = node.values[node.start + slot] as Retained;
    const isChild = kinds[slot] === SlotKind.child;
    wire.push(isChild ? valueToWire(value, context) : flatToWire(value as null, context.salt));
  }
  return wire;
}

/**
 * The template of a boundary that the client has as HTML only, with the shapes of its child slots:
 * `"tpl"`, or `["tpl", slot, shape, …]` where a slot is not simply the only text between two tags.
 *
 * `<p>{a}, {b}</p>` with "Ada" and null is `["tpl", 0, 3, 1, 0]`: the client splits the text "Ada, ".
 */
export function describeBoundary(
  node: Node | Row,
  context: WireContext,
): string | readonly unknown[] {
  const described = describeNode(node, context);
  return described.length === 1 ? (described[0] as string) : described;
}

function describeNode(node: Node | Row, context: WireContext): unknown[] {
  const { template, values, start } = node;
  const described: unknown[] = [context.idOf(template)];
  const sole = soleSlots(template);
  for (let slot = 0; slot < template.kinds.length; slot++) {
    if (template.kinds[slot] !== SlotKind.child) continue;
    const shape = shapeOf(values[start + slot] as Retained, context);
    if (typeof shape !== "number" || !sole[slot]) described.push(slot, shape);
  }
  return described;
}

function shapeOf(value: Retained, context: WireContext): Shape {
  if (value === null) return 0;
  if (typeof value !== "object") return String(value).length;
  if (value instanceof Node) return value.id === 0 ? describeNode(value, context) : [value.id];
  if (value instanceof TransparentCall) return shapeOf(value.values[0] as Retained, context);
  if (value instanceof Raw) return "r";
  if (value instanceof RowList) return ["", value.length];
  if (value instanceof KeyedList) return ["", value.items.length];
  return [0, ...(value as PositionalList).items.map((item) => shapeOf(item, context))];
}

const soleByTemplate = new WeakMap<Template, readonly boolean[]>();

/**
 * Which child slots are alone in their run of text: tags of this template on both sides, with no other
 * slot between. The client finds such a text without being told its length.
 */
function soleSlots(template: Template): readonly boolean[] {
  let sole = soleByTemplate.get(template);
  if (sole === undefined) {
    const { statics, kinds } = template;
    // In statics an angle bracket of a text or an attribute value is an entity or stands in quotes
    // before the `>` of its tag.
    sole = kinds.map(
      (kind, slot) =>
        kind === SlotKind.child &&
        />[^<>]*$/.test(statics[slot] as string) &&
        /^[^<>]*</.test(statics[slot + 1] as string),
    );
    soleByTemplate.set(template, sole);
  }
  return sole;
}
