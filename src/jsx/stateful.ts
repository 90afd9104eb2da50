// How a component with a state of its own is told from a plain function.
import { LiveError } from "../errors.js";
import type { Child, Component } from "./rendered.js";

/** What a stateful component is made from; whoever keeps its state knows the rest. */
export interface StatefulDefinition {
  readonly name: string;
}

const definitionKey: unique symbol = Symbol("definition");

interface Stateful {
  readonly [definitionKey]?: StatefulDefinition;
}

/** A function that TSX takes for a component. Called as a function it has no instance to render. */
export function createStateful(definition: StatefulDefinition): Component {
  const component = (): Child => {
    throw new LiveError("COMPONENT_OUTSIDE_VIEW", { name: definition.name });
  };
  Object.defineProperty(component, "name", { value: definition.name });
  return Object.assign(component, { [definitionKey]: definition });
}

/** Undefined for a function component. */
export function statefulOf(component: Component): StatefulDefinition | undefined {
  return (component as Stateful)[definitionKey];
}
