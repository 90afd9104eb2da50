// The stateful components of one tree: found by definition and id, freed when they are not rendered any more.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import type { Child, Component, ComponentCall } from "../jsx/rendered.js";
import { statefulOf } from "../jsx/stateful.js";
import type { Instance, InstanceDelegate } from "./instance.js";
import { childrenOf, Node, type Props, type Retained, TransparentCall } from "./node.js";
import { propsEqual } from "./props.js";
import { type Finder, invalidatePath, sweep } from "./sweep.js";
import type { Turn } from "./turn.js";

/**
 * Made when a tree first renders a stateful component. A turn is one pass over the tree, or several:
 * one that finds a component broken inside is undone, and the next one renders its fallback.
 */
export class Instances {
  /** A boundary caught something in this pass, or only the view can do what is to be done. */
  mustRepeat = false;
  needsView = false;
  readonly #delegate: InstanceDelegate;
  readonly #byOwner = new Map<string, Instance>();
  /** Definitions by what their owners begin with: a name need not be the only one of its kind. */
  readonly #prefixes = new Map<Component, string>();
  readonly #dirty = new Set<Instance>();
  /** By owner, what is wrong in this turn; an instance may be made anew by each pass. */
  readonly #problems = new Map<string, { error: unknown; reference: string }>();
  #beyond: Instance[] = [];
  #evaluated: Instance[] = [];
  readonly #displaced = new Set<Instance>();
  #undos: (() => void)[] = [];
  #gone: Instance[] = [];
  #hasNew = false;
  #pass = 0;

  constructor(delegate: InstanceDelegate) {
    this.#delegate = delegate;
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0;
  }

  get all(): Iterable<Instance> {
    return this.#byOwner.values();
  }

  get(owner: string): Instance | null {
    return this.#byOwner.get(owner) ?? null;
  }

  /** Its state changed: it is to be rendered again, whatever its props are. */
  changed(instance: Instance): void {
    if (this.#byOwner.get(instance.owner) === instance) this.#dirty.add(instance);
  }

  startPass(): void {
    this.#pass++;
    this.mustRepeat = false;
    this.needsView = false;
    this.#hasNew = false;
    this.#evaluated = [];
    this.#undos = [];
    this.#gone = [];
    this.#displaced.clear();
  }

  evaluate({ component, props }: ComponentCall): Child {
    const instance = this.find(component, props) ?? this.#create(component, props);
    instance.pass = this.#pass;
    this.#evaluated.push(instance);
    if (this.#problems.has(instance.owner)) return this.#fallback(instance);
    try {
      if (instance.props !== props) this.#give(instance, props);
      return instance.render();
    } catch (error) {
      if (!instance.isBoundary) throw error;
      this.#note(instance, error);
      return this.#fallback(instance);
    }
  }

  /** Whether the component of this call takes care of what was thrown inside. Its own fallback is not its affair. */
  catches({ component, props }: ComponentCall, error: unknown): boolean {
    const instance = this.find(component, props);
    return instance !== null && this.#catch(instance, error);
  }

  /** The same for an instance that is rendered again by itself: it, or the nearest one around it. */
  catchesInside(instance: Instance, error: unknown): boolean {
    if (this.#catch(instance, error)) return true;
    const parent = instance.standings[0]?.parent ?? null;
    return parent !== null && this.catchesInside(parent, error);
  }

  /** An instance that only the render of the view can reach: the next pass renders all that is around it. */
  viewNeeded(instance: Instance): void {
    this.#beyond.push(instance);
    this.needsView = true;
    this.mustRepeat = true;
  }

  /** At the start of a pass: nothing on the way to those that need the view may be skipped. */
  prepare(root: Node, turn: Turn): void {
    for (const { standings } of this.#beyond) {
      for (const { place } of standings) invalidatePath(root, place, turn);
    }
  }

  /** Those that are still to be rendered in this pass; who is inside comes after whom it is inside. */
  pending(): Instance[] {
    const orderOf = ({ standings }: Instance) => standings[0]?.order ?? 0;
    return [...this.#dirty].sort((one, other) => orderOf(one) - orderOf(other));
  }

  isPending(instance: Instance): boolean {
    return (
      instance.pass !== this.#pass &&
      instance.standings.length > 0 &&
      !this.#displaced.has(instance)
    );
  }

  /** What was cut off the tree: the instances in it do not stand there any more. */
  removed(value: Retained): void {
    if (value instanceof Node || value instanceof TransparentCall) {
      const instance = value.component === null ? null : this.#finder(value.component, value.props);
      if (instance !== null) this.#displaced.add(instance);
    }
    for (const child of childrenOf(value)) if (typeof child === "object") this.removed(child);
  }

  /** Looks where everyone stands, when that may have changed. Throws for a duplicate in development. */
  settle(root: Node, isRestructured: boolean): void {
    if (!isRestructured && !this.#hasNew) return;
    const found = sweep(root, this.#finder);
    for (const [instance, standings] of found) {
      if (standings.length > 1) this.#duplicateFound(instance);
    }
    for (const instance of this.#byOwner.values()) {
      const before = instance.standings;
      instance.standings = found.get(instance) ?? [];
      this.#undos.push(() => {
        instance.standings = before;
      });
      if (instance.standings.length === 0) this.#gone.push(instance);
    }
  }

  /** Takes back what the pass did. */
  undo(): void {
    for (const undo of this.#undos.reverse()) undo();
    this.#undos = [];
  }

  /** The turn is over, and the page shows what was rendered. */
  commit(): void {
    this.#endTurn();
    this.#dirty.clear();
    for (const instance of this.#gone) {
      this.#byOwner.delete(instance.owner);
      instance.freed();
    }
    this.#gone = [];
    for (const instance of this.#evaluated) instance.committed();
    this.#evaluated = [];
  }

  /** The turn did not happen. */
  rollBack(): void {
    this.#endTurn();
    for (const instance of this.#dirty) instance.rolledBack();
    this.#dirty.clear();
  }

  #endTurn(): void {
    this.#problems.clear();
    this.#beyond = [];
    this.#undos = [];
    this.#displaced.clear();
  }

  readonly #finder: Finder = (component, props) =>
    props === null ? null : this.find(component, props);

  /** Of a definition, by the id among the props. */
  find(component: Component, props: Props): Instance | null {
    const prefix = this.#prefixes.get(component);
    if (prefix === undefined) return null;
    return this.#byOwner.get(prefix + String(props.id)) ?? null;
  }

  #create(component: Component, props: Props): Instance {
    const prefix = this.#prefixOf(component);
    const { id } = props;
    if ((typeof id !== "string" && typeof id !== "number") || id === "") {
      throw new LiveError("COMPONENT_ID", { name: component.name, got: id });
    }
    const owner = prefix + String(id);
    const instance = this.#delegate.createInstance(component, owner, props);
    this.#byOwner.set(owner, instance);
    this.#hasNew = true;
    this.#undos.push(() => this.#byOwner.delete(owner));
    return instance;
  }

  #prefixOf(component: Component): string {
    let prefix = this.#prefixes.get(component);
    if (prefix !== undefined) return prefix;
    const name = statefulOf(component)?.name ?? "";
    const namesakes = [...this.#prefixes.keys()].filter((each) => statefulOf(each)?.name === name);
    prefix = namesakes.length === 0 ? `${name}#` : `${name}\0${namesakes.length}#`;
    this.#prefixes.set(component, prefix);
    return prefix;
  }

  #give(instance: Instance, props: Props): void {
    const { props: previous, state } = instance;
    this.#undos.push(() => {
      instance.props = previous;
      instance.state = state;
    });
    instance.props = props;
    // A component that only moved is called with what it knows.
    if (!propsEqual(previous, props)) instance.propsChanged(previous);
  }

  #fallback(instance: Instance): Child {
    const { error, reference = "" } = this.#problems.get(instance.owner) ?? {};
    return instance.showProblem(error, reference);
  }

  #catch(instance: Instance, error: unknown): boolean {
    if (!instance.isBoundary || this.#problems.has(instance.owner)) return false;
    this.#note(instance, error);
    this.#dirty.add(instance);
    this.mustRepeat = true;
    return true;
  }

  #note(instance: Instance, error: unknown): void {
    const { owner } = instance;
    this.#problems.set(owner, { error, reference: this.#delegate.problemCaught(instance, error) });
  }

  #duplicateFound(instance: Instance): void {
    const details = { name: instance.component.name, id: String(instance.props.id) };
    if (isDevelopment()) throw new LiveError("DUPLICATE_COMPONENT", details);
    this.#delegate.duplicateInstanceFound(instance);
  }
}
