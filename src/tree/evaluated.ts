// Calls of components that have happened, before anything of them is retained.
import { type Child, ComponentCall, Rendered } from "../jsx/rendered.js";
import type { Node, RowList } from "./node.js";

/** A call of a component that has happened, with what it returned. */
export class EvaluatedCall {
  readonly call: ComponentCall;
  readonly result: Child | EvaluatedCall;

  constructor(call: ComponentCall, result: Child | EvaluatedCall) {
    this.call = call;
    this.result = result;
  }
}

/** A child that comes down to exactly one element; components on the way to it are called. */
export type ItemSource = Rendered | EvaluatedCall;

/**
 * Whether a component and the element it returned are one node. A key on that element is a second
 * identity, below the component's: then they stay two.
 */
export function hasOwnRoot(result: unknown): result is Rendered {
  return result instanceof Rendered && result.template.tag !== null && result.key === null;
}

/** Whether it is such an element, and of the template that is retained of the one before. */
export function isRootOf(result: unknown, { template }: Node | RowList): result is Rendered {
  return hasOwnRoot(result) && result.template === template;
}

/** The source under the key that its list knows it by. */
export function withKey(source: ItemSource, key: string | undefined): ItemSource {
  if (source instanceof Rendered) {
    return source.key === key ? source : new Rendered(source.template, source.values, key);
  }
  const { call, result } = source;
  if (call.key === key) return source;
  return new EvaluatedCall(new ComponentCall(call.component, call.props, key), result);
}
