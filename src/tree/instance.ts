// A stateful component as the tree sees it; the session keeps its state and its handlers.
import type { Child, Component } from "../jsx/rendered.js";
import type { Node, Props, TransparentCall } from "./node.js";

/** One place where an instance is rendered. */
export interface Standing {
  readonly place: Node | TransparentCall;
  /** The boundary around the place. */
  readonly above: Node;
  /** The instance that it is rendered in; null directly in the view. */
  readonly parent: Instance | null;
  /** Counts in document order: who is inside comes after whom it is inside. */
  readonly order: number;
}

export interface Instance {
  readonly component: Component;
  /** Definition and id in one word, as actions carry it. */
  readonly owner: string;
  props: Props;
  state: object;
  /** One, but for a duplicate id in production; none before the first sweep. */
  standings: readonly Standing[];
  /** The pass that called it last. */
  pass: number;
  /** Whether it has something to show when it, or what is inside, cannot be rendered. */
  readonly isBoundary: boolean;
  /** Gives `update` the props before these; the state changes accordingly. */
  propsChanged(previous: Props): void;
  render(): Child;
  showProblem(problem: unknown, reference: string): Child;
  /** What was rendered last is on the page. */
  committed(): void;
  /** The turn did not happen. */
  rolledBack(): void;
  /** It is not rendered any more. */
  freed(): void;
}

export interface InstanceDelegate {
  createInstance(component: Component, owner: string, props: Props): Instance;
  /** An instance shows its fallback, and the rest of the page goes on. Answers with the report's reference. */
  problemCaught(instance: Instance, problem: unknown): string;
  /** In production one id was rendered twice. */
  duplicateInstanceFound(instance: Instance): void;
}
