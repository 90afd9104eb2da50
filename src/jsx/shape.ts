// Templates of elements made at run time, found by tag, attribute names and number of children.
import { LiveError, show } from "../errors.js";
import { type Kind, SlotKind } from "../wire/template.js";
import { refuseName } from "./attribute.js";
import { Rule, ruleOf } from "./attribute-rule.js";
import { eatsNewline, isContentTag, isTagName, isVoid } from "./elements.js";
import { internTemplate } from "./intern.js";
import type { Template } from "./rendered.js";

/**
 * Names of a spread may come from data, and each new set of names is a new shape: past this many,
 * elements of unseen shapes get a template whose attributes are one spread slot.
 */
const maxShapes = 8_000;

/** How many shapes may still be made; shared by all shapes of a table. */
interface Budget {
  left: number;
}

/**
 * One step of the way from a tag over its attribute names, in the order of the props, to a template:
 * `<a class={…} href={…}>` is shapes.of("a").next("class").next("href").template(1). The step taken
 * last is tried first, since most elements of a kind are made by the same line.
 */
export class Shape {
  readonly tag: string;
  /** What children are: child slots, one content slot, or nothing at all. */
  readonly children: "slots" | "content" | "none";
  readonly #names: readonly string[];
  readonly #budget: Budget;
  readonly #next = new Map<string, Shape>();
  readonly #templates: (Template | undefined)[] = [];
  #lastName = "";
  #lastShape: Shape;

  constructor(tag: string, names: readonly string[], budget: Budget) {
    this.tag = tag;
    this.children = isVoid(tag) ? "none" : isContentTag(tag) ? "content" : "slots";
    this.#names = names;
    this.#budget = budget;
    this.#lastShape = this;
    budget.left--;
  }

  /** The shape with one more attribute; itself when nothing is ever printed under `name`; null when there are too many. */
  next(name: string): Shape | null {
    if (name === this.#lastName) return this.#lastShape;
    const shape = this.#next.get(name) ?? this.#create(name);
    if (shape !== null) {
      this.#lastName = name;
      this.#lastShape = shape;
    }
    return shape;
  }

  #create(name: string): Shape | null {
    if (ruleOf(name) >= Rule.skipped) {
      refuseName(name);
      return this;
    }
    if (this.#budget.left <= 0) return null;
    const shape = new Shape(this.tag, [...this.#names, name], this.#budget);
    this.#next.set(name, shape);
    return shape;
  }

  template(childCount: number): Template {
    let template = this.#templates[childCount];
    if (template === undefined) {
      template = this.#intern(this.#names, childCount);
      this.#templates[childCount] = template;
    }
    return template;
  }

  /** The template with all attributes in one spread slot. */
  spreadTemplate(childCount: number): Template {
    return this.#intern([SlotKind.spread], childCount);
  }

  #intern(attributes: readonly Kind[], childCount: number): Template {
    const statics = [`<${this.tag}`];
    const kinds: Kind[] = [];
    for (const kind of attributes) {
      kinds.push(kind);
      statics.push("");
    }
    const last = statics.length - 1;
    statics[last] += eatsNewline(this.tag) ? ">\n" : ">";
    for (let index = 0; index < childCount; index++) {
      kinds.push(this.children === "content" ? SlotKind.content : SlotKind.child);
      statics.push("");
    }
    if (this.children !== "none") statics[statics.length - 1] += `</${this.tag}>`;
    return internTemplate(statics, kinds);
  }
}

export class ShapeTable {
  readonly #byTag = new Map<string, Shape>();
  readonly #budget: Budget;

  constructor(options: { readonly maxShapes?: number } = {}) {
    this.#budget = { left: options.maxShapes ?? maxShapes };
  }

  /** The shape of a tag without attributes. */
  of(tag: string): Shape {
    return this.#byTag.get(tag) ?? this.#create(tag);
  }

  #create(tag: string): Shape {
    if (!isTagName(tag)) throw new LiveError("TAG_NAME", { tag: show(tag) });
    const shape = new Shape(tag, [], this.#budget);
    if (this.#budget.left > 0) this.#byTag.set(tag, shape);
    return shape;
  }
}
