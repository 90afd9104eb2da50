// Random patches of elements that hooks change as well, beside a model of whose each class and style is.
import { Hooks } from "../../../../client/interaction/hooks.js";
import type { InteractionHost } from "../../../../client/interaction-host.js";
import { createRandom, type Random } from "../../../support/tree-gen/random.js";
import { LivePage } from "./live-page.js";

export interface HooksOptions {
  readonly seeds: readonly [from: number, to: number];
  readonly steps: number;
}

interface Item {
  readonly id: string;
  readonly classes: readonly string[];
  readonly color: string | null;
  readonly text: number;
}

const names = ["a", "b", "c", "d"];
const colors = [null, "red", "blue"];

function randomItem(random: Random, id: string): Item {
  const classes = names.filter(() => random.chance(0.4));
  return { id, classes, color: random.pick(colors), text: random.below(3) };
}

function view(items: readonly Item[], beside: number) {
  return (
    <div>
      <b>{beside}</b>
      {items.map(({ id, classes, color, text }) => (
        <p
          key={id}
          id={id}
          live-hook="Mine"
          class={classes.join(" ") || null}
          style={color && `color: ${color}`}
        >
          <i>{text}</i>
        </p>
      ))}
    </div>
  );
}

const entriesOf = ({ classes, color }: Item): Map<string, string> => {
  const entries = new Map(classes.map((name) => [`.${name}`, ""]));
  return color === null ? entries : entries.set("color", color);
};

class HooksRun {
  readonly #random: Random;
  readonly #page: LivePage;
  #items: Item[];
  #lastId = 0;
  /** What is to be seen on each element. */
  readonly #seen = new Map<string, ReadonlyMap<string, string>>();
  #updated: string[] = [];
  readonly #alive = new Set<string>();
  patches = 0;

  constructor(seed: number) {
    this.#random = createRandom(seed);
    this.#items = [1, 2, 3].map(() => this.#newItem());
    this.#page = new LivePage(view(this.#items, 0));
    const { root } = this.#page;
    const host: Partial<InteractionHost> = {
      containerOf: (el: Element) => (root.contains(el) ? root : null),
      logError: (code) => void this.#page.errors.push(code),
    };
    const hooks = new Hooks({ host: host as InteractionHost, runChain() {} });
    window.slotwireHooks = [] as never[];
    const mine = {
      mounted: (el: Element) => void this.#alive.add(el.id),
      updated: (el: Element) => void this.#updated.push(el.id),
      destroyed: (el: Element) => void this.#alive.delete(el.id),
    };
    class Mine {
      readonly el: Element;
      constructor({ el }: { readonly el: Element }) {
        this.el = el;
      }
      mounted = () => mine.mounted(this.el);
      updated = () => mine.updated(this.el);
      destroyed = () => mine.destroyed(this.el);
    }
    window.slotwireHooks.push(["Mine", Mine]);
    hooks.start();
    hooks.rootAdded(root);
    this.#page.dom.extension = {
      willChange: (node) => hooks.willChange(node),
      wrote: (el, name) => hooks.wrote(el, name),
      willMorph: (el, next) => hooks.willMorph(el, next),
      willReprint() {},
      keepsRemoved: (el) => hooks.keepsRemoved(el),
    };
    this.#patched = (patch) => {
      hooks.willPatch(root);
      patch();
      hooks.patched(root);
    };
  }

  readonly #patched: (patch: () => void) => void;

  step(): string | null {
    const what = this.#random.pick(["change", "change", "change", "hook", "hook", "morph"]);
    if (what === "hook") this.#hook();
    else this.#change(what === "morph");
    return this.#page.errors[0] ?? this.#difference();
  }

  #newItem(): Item {
    const item = randomItem(this.#random, `p${++this.#lastId}`);
    this.#seen.set(item.id, entriesOf(item));
    return item;
  }

  #hook(): void {
    const { id } = this.#random.pick(this.#items);
    const { classList, style } = document.getElementById(id) as HTMLElement;
    const seen = new Map(this.#seen.get(id));
    const name = this.#random.pick([...names, "mine"]);
    if (classList.toggle(name)) seen.set(`.${name}`, "");
    else seen.delete(`.${name}`);
    if (this.#random.chance(0.3)) {
      style.color = "green";
      seen.set("color", "green");
    }
    this.#seen.set(id, seen);
  }

  #change(isMorphed: boolean): void {
    const random = this.#random;
    const before = this.#items;
    this.#items = before.map((item) => (random.chance(0.4) ? randomItem(random, item.id) : item));
    if (random.chance(0.2)) this.#items.unshift(this.#newItem());
    if (this.#items.length > 1 && random.chance(0.2)) this.#items.pop();
    if (random.chance(0.2)) this.#items.reverse();
    this.#updated = [];
    let isReprinted = isMorphed;
    this.#patched(() => {
      const patch = this.#page.render(view(this.#items, random.below(9)));
      // What failed before may be answered only now.
      isReprinted ||= patch?.ops.some((op) => String(op[1]).startsWith("<")) === true;
      if (isMorphed) this.#page.dom.apply([[1, "nobody-sent-this", 0, "x"]]);
      this.#page.settle();
    });
    this.patches++;
    const wanted: string[] = [];
    for (const item of this.#items) {
      const old = before.find(({ id }) => id === item.id);
      if (!old) continue;
      this.#said(item.id, entriesOf(old), entriesOf(item));
      // A hook may have made its element what a reprint of the view makes it.
      const isChanged = JSON.stringify(item) !== JSON.stringify(old);
      if (isReprinted ? item.text !== old.text : isChanged) wanted.push(item.id);
    }
    // A reprint of the whole view tells every hook whose element is not as the server prints it.
    const isTold = wanted.every((id) => this.#updated.includes(id));
    const isExact = isReprinted || this.#updated.length === wanted.length;
    if (!isTold || !isExact) {
      this.#page.errors.push(`updated ${this.#updated.join()}, not ${wanted.join()}`);
    }
  }

  /** Only what the server says anew is its word; all else stays as it is seen. */
  #said(id: string, old: Map<string, string>, next: Map<string, string>): void {
    const seen = new Map(this.#seen.get(id));
    for (const name of new Set([...old.keys(), ...next.keys()])) {
      const value = next.get(name);
      if (value === undefined) seen.delete(name);
      else if (value !== old.get(name)) seen.set(name, value);
    }
    this.#seen.set(id, seen);
  }

  #difference(): string | null {
    const alive = [...this.#alive].sort().join();
    const ids = this.#items.map(({ id }) => id);
    if (alive !== ids.toSorted().join()) return `hooks of ${alive}, not of ${ids.join()}`;
    for (const { id, text } of this.#items) {
      const el = document.getElementById(id) as HTMLElement;
      const shown = [...el.classList].map((name) => `.${name}=`);
      if (el.style.color) shown.push(`color=${el.style.color}`);
      const wanted = [...(this.#seen.get(id) ?? [])].map(([name, value]) => `${name}=${value}`);
      const [got, model] = [shown, wanted].map((each) => each.toSorted().join(" "));
      if (got !== model || el.textContent !== String(text)) return `${id}: ${got}, not ${model}`;
    }
    return null;
  }
}

function runHooks({ seeds, steps }: HooksOptions): { patches: number; failures: string[] } {
  const result = { patches: 0, failures: [] as string[] };
  for (let seed = seeds[0]; seed < seeds[1] && result.failures.length < 3; seed++) {
    const run = new HooksRun(seed);
    for (let step = 0; step < steps; step++) {
      const problem = run.step();
      if (!problem) continue;
      result.failures.push(`seed ${seed}, step ${step}: ${problem}`);
      break;
    }
    result.patches += run.patches;
  }
  return result;
}

Object.assign(globalThis, { runHooks });
