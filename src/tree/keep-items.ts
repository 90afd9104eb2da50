// Items of keyed lists that stay when a list is rendered again, and what becomes of them.
import { type Child, ComponentCall, Rendered } from "../jsx/rendered.js";
import { statefulOf } from "../jsx/stateful.js";
import { inComponent } from "./error-place.js";
import { EvaluatedCall, hasOwnRoot, isRootOf } from "./evaluated.js";
import { isSameInstance, type KeyedItem, Node, TransparentCall } from "./node.js";
import { propsEqual } from "./props.js";
import type { Retainer } from "./retain.js";
import type { Turn } from "./turn.js";

export interface ItemKeeperParts {
  readonly turn: Turn;
  readonly retainer: Retainer;
  /** Reconciles a boundary with the values rendered for its slots. */
  readonly reconciler: { boundary(node: Node, values: readonly unknown[]): void };
}

/** Lives as long as its reconciler. */
export class ItemKeeper {
  readonly #turn: Turn;
  readonly #retainer: Retainer;
  readonly #reconciler: ItemKeeperParts["reconciler"];

  constructor({ turn, retainer, reconciler }: ItemKeeperParts) {
    this.#turn = turn;
    this.#retainer = retainer;
    this.#reconciler = reconciler;
  }

  /** Null when the item stays, else what has to become a new one. */
  keep(item: KeyedItem, child: Child): Child | EvaluatedCall | null {
    if (child instanceof Rendered) {
      if (!(item instanceof Node) || item.component !== null || item.template !== child.template) {
        return child;
      }
      this.#reconciler.boundary(item, child.values);
      return null;
    }
    if (!(child instanceof ComponentCall) || item.component !== child.component) return child;
    if (propsEqual(item.props, child.props)) return null;
    if (statefulOf(child.component) === undefined) return this.keepAgain(item, child);
    if (!isSameInstance(item, child)) return child;
    return this.#retainer.guard(
      child,
      () => this.keepAgain(item, child),
      () => null,
    );
  }

  /** `again` for an item of a keyed list: null when it stays, else what has to become a new one. */
  keepAgain(item: KeyedItem, call: ComponentCall): EvaluatedCall | null {
    try {
      const result = this.#retainer.evaluate(call);
      if (item instanceof TransparentCall) return this.#keepBelow(item, call, result);
      if (!isRootOf(result, item)) return new EvaluatedCall(call, result);
      this.#turn.setProps(item, call.props);
      this.#reconciler.boundary(item, result.values);
      return null;
    } catch (error) {
      throw inComponent(error, call);
    }
  }

  #keepBelow(item: TransparentCall, call: ComponentCall, result: Child): EvaluatedCall | null {
    const below = item.values[0] as KeyedItem;
    const isElement = result instanceof Rendered || result instanceof ComponentCall;
    // An element that is now the component's own root is no transparent call's any more.
    if (!isElement || hasOwnRoot(result) || result.key !== below.key) {
      return new EvaluatedCall(call, result);
    }
    this.#retainer.enter();
    const rest = this.keep(below, result);
    this.#retainer.leave();
    if (rest !== null) return new EvaluatedCall(call, rest);
    this.#turn.setProps(item, call.props);
    return null;
  }
}
