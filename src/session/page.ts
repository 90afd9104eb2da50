// What a session shows: renders the view into the tree that it retains.
import { LiveError } from "../errors.js";
import type { Action } from "../jsx/action.js";
import { isDevelopment } from "../jsx/development.js";
import type { Component } from "../jsx/rendered.js";
import { inView } from "../tree/error-place.js";
import type { Instance, InstanceDelegate } from "../tree/instance.js";
import type { Props } from "../tree/node.js";
import type { RetainerDelegate } from "../tree/retain.js";
import { needsView, Tree } from "../tree/tree.js";
import type { Patch } from "../wire/patch.js";
import { assertBoundNames, bringsElements } from "./bound-names.js";
import { ComponentInstance, toComponent } from "./component-instance.js";
import { placeName } from "./handled.js";
import { type HeadChange, headChange } from "./head.js";
import type { KeptComponent } from "./kept.js";
import { isNested, NestedInstance, type NestingHost } from "./nested-instance.js";
import type { Reads } from "./reads.js";
import { Rendering, type RenderingHost } from "./rendering.js";

export interface PageHost extends NestingHost, Omit<RenderingHost, keyof NestingHost> {}

/** What one render changed; null for nothing. */
interface PageUpdate {
  readonly patch: Patch | null;
  readonly head: HeadChange | null;
}

/** What a render threw, and the reference under which it was reported. */
export interface Problem {
  readonly error: unknown;
  readonly reference: string;
}

export interface MadePage {
  readonly salt: number;
  /** Those that were kept, in a page that is shown again. */
  readonly components?: readonly KeptComponent[] | undefined;
}

/** The tree of one session, and its head. */
export class Page implements RetainerDelegate, InstanceDelegate {
  /** Must be rendered although the state did not change. */
  isStale = false;
  readonly salt: number;
  readonly #host: PageHost;
  readonly #rendering: Rendering;
  readonly #tree: Tree;
  /** Of what was kept, while it is rendered for the first time. */
  #kept: readonly KeptComponent[] | null;
  /** What the view's `head` printed last. */
  #head = "";

  /** Throws what the first render throws, unless the view has something to show instead. */
  constructor(host: PageHost, state: object, made: MadePage) {
    this.#host = host;
    const { salt } = made;
    this.salt = salt;
    this.#kept = made.components ?? null;
    const { error: showProblem } = host.definition;
    const rendering = new Rendering(host);
    this.#rendering = rendering;
    const options = { salt, delegate: this, instances: this, inner: rendering.inner };
    let tree: Tree;
    try {
      this.#head = rendering.head(state);
      tree = new Tree(rendering.view(state), options);
    } catch (thrown) {
      const error = inView(thrown, placeName(host));
      if (showProblem === null) throw error;
      const reference = host.handlerFailed(error, "render");
      const shown = showProblem(error, { reference });
      tree = rendering.aroundOrAlone(shown, (child) => new Tree(child, options));
    }
    this.#tree = tree;
    this.#kept = null;
  }

  /** The stateful components, to be shown again by another owner. */
  keep(): readonly KeptComponent[] {
    return Array.from(this.components, (instance) => instance.keep());
  }

  runTimers(): void {
    for (const instance of this.components) instance.runTimers();
  }

  duplicateKeyFound(error: LiveError): void {
    this.#host.handlerFailed(error, "render");
  }

  createInstance(component: Component, owner: string, props: Props): Instance {
    const made = { owner, props, kept: this.#kept?.find(([keptOwner]) => keptOwner === owner) };
    if (isNested(component)) return new NestedInstance(this.#host, made);
    return new ComponentInstance(this.#host, component, made);
  }

  problemCaught(instance: Instance, problem: unknown): string {
    return this.#host.handlerFailed(problem, `${instance.component.name}.render`);
  }

  duplicateInstanceFound({ component: { name }, props }: Instance): void {
    const error = new LiveError("DUPLICATE_COMPONENT", { name, id: String(props.id) });
    this.#host.handlerFailed(error, "render");
  }

  get hasDirtyComponents(): boolean {
    return this.#tree.instances?.isDirty ?? false;
  }

  componentOf(owner: string): ComponentInstance | null {
    return toComponent(this.#tree.instances?.get(owner));
  }

  findComponent(component: Component, id: string | number): ComponentInstance | null {
    return toComponent(this.#tree.instances?.find(component, { id }));
  }

  componentChanged(instance: ComponentInstance): void {
    this.#tree.instances?.changed(instance);
  }

  /** What the document around it shows: the next render sends what has changed since. */
  comesUnder(head: string): void {
    this.isStale ||= head !== this.#head;
    this.#head = head;
  }

  /** A render that has read it is out of date. */
  changed(what: Reads): void {
    this.isStale ||= (this.#rendering.reads & what) !== 0;
    for (const instance of this.components) {
      if ((instance.reads & what) !== 0) this.#tree.instances?.changed(instance);
    }
  }

  /** The first render is what the page shows. */
  shown(): void {
    this.#tree.instances?.commit();
  }

  /** Nothing of the turn is shown. */
  renderFailed(): void {
    this.#tree.rollBack();
  }

  /** The session is over, and with it all components. */
  end(isKept: boolean): void {
    for (const instance of this.components) instance.freed(isKept);
  }

  /** Throws what the render throws, and then nothing has changed. */
  update(state: object, isViewDirty: boolean): PageUpdate {
    try {
      return this.#update(state, isViewDirty);
    } catch (error) {
      throw inView(error, placeName(this.#host));
    }
  }

  #update(state: object, isViewDirty: boolean): PageUpdate {
    const refreshed = isViewDirty ? needsView : this.#tree.refresh();
    if (refreshed !== needsView) {
      this.#checkNames(refreshed);
      return { patch: refreshed, head: null };
    }
    this.isStale = false;
    // The head first: from the tree on nothing may throw any more.
    const head = this.#rendering.head(state);
    const patch = this.#tree.reconcile(this.#rendering.view(state));
    this.#checkNames(patch);
    const before = this.#head;
    if (head === before) return { patch, head: null };
    this.#head = head;
    return { patch, head: headChange(before, head) };
  }

  /** Shows what the view has for a render that threw, until the next render. Throws what that throws. */
  showProblem({ error, reference }: Problem): Patch | null {
    const { error: showProblem } = this.#host.definition;
    if (showProblem === null) return null;
    const shown = showProblem(error, { reference });
    const patch = this.#rendering.aroundOrAlone(shown, (child) => this.#tree.interlude(child));
    this.isStale = true;
    return patch;
  }

  print(attributes: string): string {
    return this.#tree.print(attributes);
  }

  /** For a client that lost too much: it knows no boundary and no template any more. */
  whole(): Patch {
    this.#tree.forgetKnown();
    return { templates: [], ops: [[1, this.#tree.print()]] };
  }

  resync(id: number, isHopeless: boolean): Patch {
    return this.#tree.resync(id, isHopeless);
  }

  findAction(boundary: number, fingerprint: string): Action | null {
    return this.#tree.findAction(boundary, fingerprint);
  }

  findActionUnder(salt: number, fingerprint: string): Action | null {
    return this.#tree.findActionUnder(salt, fingerprint);
  }

  renamedActions(salt: number): ReadonlyMap<string, string> {
    return this.#tree.renamedActions(salt);
  }

  /** Shows the state to a page that is not printed yet. Throws what the render throws. */
  renderAgain(state: object): void {
    try {
      this.update(state, true);
    } catch (error) {
      this.renderFailed();
      const reference = this.#host.handlerFailed(error, "render");
      if (this.showProblem({ error, reference }) === null) throw error;
    }
    // What was first rendered has never left the process.
    this.#tree.forgetKnown();
  }

  /** As HTML. */
  get head(): string {
    return this.#head;
  }

  /** Elements that come later may name what the view does not have; the page is shown all the same. */
  #checkNames(patch: Patch | null): void {
    if (patch === null || !isDevelopment() || !bringsElements(patch)) return;
    try {
      assertBoundNames(this.#host.definition, this.print(""));
    } catch (error) {
      this.#host.handlerFailed(error, "render");
    }
  }

  get components(): Iterable<ComponentInstance | NestedInstance> {
    return (this.#tree.instances?.all ?? []) as Iterable<ComponentInstance | NestedInstance>;
  }
}
