// Random users and random servers at one form, in the browser: focus, values and selections against the model.
import type { Child } from "../../../../src/jsx/rendered.js";
import { createRandom, type Random } from "../../../support/tree-gen/random.js";
import { ControlModel, kinds } from "./inputs-model.js";
import { LivePage, normalized, parsePage } from "./live-page.js";

/** What else is part of the page: it renders, acts now and then, and says what is not as it should be. */
export interface ModelPart {
  render(): Child;
  act(random: Random, page: LivePage): void;
  problem(page: LivePage): string | null;
}

/** Commands and hooks have their place here. */
const parts: readonly ModelPart[] = [];

const values = ["", "a", "b", "c", "ab"];
const options = ["a", "b", "c"];

/** Where the user was before a step. */
interface Look {
  readonly focused: ControlModel | undefined;
  readonly el: HTMLInputElement | undefined;
  readonly value: string | undefined;
  readonly caret: string | undefined;
}

class Room {
  controls: ControlModel[] = [];
  tick = 0;
  readonly random: Random;
  readonly page: LivePage;
  readonly #waiting: number[] = [];
  #nextKey = 1;
  #nextRef = 1;

  constructor(seed: number) {
    this.random = createRandom(seed);
    for (let count = 0; count < 5; count++) this.#add();
    this.page = new LivePage(this.render());
  }

  render(): Child {
    return (
      <form>
        <p>{this.tick}</p>
        {this.controls.map((control) => (
          <Row key={control.key} control={control} value={control.server} tick={this.tick} />
        ))}
        {parts.map((part) => part.render())}
      </form>
    );
  }

  get focused(): ControlModel | undefined {
    return this.controls.find(({ key }) => document.activeElement?.id === `c${key}`);
  }

  async step(): Promise<string | null> {
    const before = this.#look();
    const name = this.random.pick(
      "type type type focus blur select send answer says says says add remove move morph".split(
        " ",
      ),
    );
    await this.#do(name);
    for (const part of parts) part.act(this.random, this.page);
    const problem = this.#problem(name, before);
    return problem && `${name}: ${problem}`;
  }

  async #do(name: string): Promise<void> {
    const { random } = this;
    if (name === "type") return this.#type();
    if (name === "focus" || name === "blur") return this.#moveFocus(name === "focus");
    if (name === "select") return this.#select();
    if (name === "send") return this.#send();
    if (name === "answer") return this.#answer();
    if (name === "morph") return this.page.dom.apply(this.page.tree.resync(1, false).ops);
    if (name === "add") this.#add();
    if (name === "remove" && this.controls.length > 2) {
      this.controls.splice(random.below(this.controls.length), 1);
    }
    if (name === "move") {
      const [moved] = this.controls.splice(random.below(this.controls.length), 1);
      this.controls.splice(random.below(this.controls.length + 1), 0, moved as ControlModel);
    }
    if (name === "says") {
      const control = random.pick(this.controls);
      control.says(valueFor(control.kind, random), control === this.focused);
    }
    this.tick += random.below(2);
    this.page.update(this.render());
  }

  #add(): void {
    const kind = this.random.pick(kinds);
    const control = new ControlModel(this.#nextKey++, kind, valueFor(kind, this.random));
    this.controls.splice(this.random.below(this.controls.length + 1), 0, control);
  }

  #type(): void {
    const { random } = this;
    const control = this.focused ?? random.pick(this.controls);
    const el = elementOf(control);
    if (control.kind === "box") el.checked = !el.checked;
    else if (control.kind === "select") el.value = random.pick(options);
    else {
      const [start, end] = [el.selectionStart ?? 0, el.selectionEnd ?? 0];
      el.setRangeText(random.pick(values), start, end, "end");
    }
    control.user = shown(control);
  }

  async #moveFocus(isSomewhere: boolean): Promise<void> {
    const left = this.focused;
    if (isSomewhere) elementOf(this.random.pick(this.controls)).focus();
    else (document.activeElement as HTMLElement).blur();
    await new Promise((resolve) => setTimeout(resolve));
    if (left) left.focusMoved(left === this.focused);
  }

  #select(): void {
    const { focused, random } = this;
    if (focused?.kind !== "text" && focused?.kind !== "area") return;
    const el = elementOf(focused);
    el.setSelectionRange(random.below(el.value.length + 1), el.value.length);
  }

  #send(): void {
    const ref = this.#nextRef++;
    this.#waiting.push(ref);
    const control = this.random.pick(this.controls);
    const isForm = this.random.chance(0.5);
    this.page.dom.inputs.sent(isForm ? (document.forms[0] as Element) : elementOf(control), ref);
    for (const each of isForm ? this.controls : [control]) each.sent(ref);
  }

  #answer(): void {
    const ref = this.#waiting.shift();
    if (ref === undefined) return;
    this.page.dom.inputs.answered(ref);
    for (const control of this.controls) control.answered(ref);
  }

  #look(): Look {
    const { focused } = this;
    const el = focused && elementOf(focused);
    return {
      focused,
      el,
      value: el?.value,
      caret: el && `${el.selectionStart}-${el.selectionEnd}`,
    };
  }

  #problem(name: string, before: Look): string | null {
    for (const control of this.controls) {
      const got = shown(control);
      if (got !== control.user) {
        return `${control.kind} ${control.key} shows "${got}", not "${control.user}"`;
      }
    }
    const isUsers = /^(type|focus|blur|select)$/.test(name);
    const { focused, el, value, caret } = before;
    if (!isUsers && focused && this.controls.includes(focused)) {
      if (document.activeElement !== el) return `the focus has left ${focused.key}`;
      const now = `${el?.selectionStart}-${el?.selectionEnd}`;
      if (el?.value === value && now !== caret) return `the caret went from ${caret} to ${now}`;
    }
    const wanted = parsePage(this.page.tree.print());
    wanted.normalize();
    if (!normalized(this.page.root).isEqualNode(wanted)) return "the DOM is not what was printed";
    const found = parts.map((part) => part.problem(this.page)).find((text) => text);
    return found ?? this.page.errors[0] ?? this.page.reloads[0] ?? null;
  }
}

function Row({ control, value, tick }: { control: ControlModel; value: string; tick: number }) {
  const id = `c${control.key}`;
  return (
    <div class={tick % 2 ? "odd" : "even"}>
      {control.kind === "text" && <input id={id} name={id} value={value} title={tick} />}
      {control.kind === "area" && (
        <textarea id={id} name={id} title={tick}>
          {value}
        </textarea>
      )}
      {control.kind === "box" && (
        <input id={id} name={id} type="checkbox" checked={value === "true"} title={tick} />
      )}
      {control.kind === "select" && (
        <select id={id} name={id} title={tick}>
          {options.map((name) => (
            <option key={name} value={name} selected={name === value}>
              {name} {tick}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function valueFor(kind: ControlModel["kind"], random: Random): string {
  if (kind === "box") return String(random.chance(0.5));
  return random.pick(kind === "select" ? options : values);
}

function elementOf({ key }: ControlModel): HTMLInputElement {
  return document.getElementById(`c${key}`) as HTMLInputElement;
}

function shown(control: ControlModel): string {
  const el = elementOf(control);
  return control.kind === "box" ? String(el.checked) : el.value;
}

/** Answers with what went wrong first, and how often the server wrote under somebody's hands. */
async function runInputs(seeds: readonly number[], steps: number) {
  let withheld = 0;
  for (const seed of seeds) {
    const room = new Room(seed);
    for (let step = 0; step < steps; step++) {
      const problem = await room.step();
      if (problem) return { problem: `seed ${seed}, step ${step}: ${problem}`, withheld };
      withheld += room.controls.filter(({ isWithheld }) => isWithheld).length;
    }
    room.page.dom.destroy();
  }
  return { problem: null, withheld };
}

export type RunInputs = typeof runInputs;

Object.assign(globalThis, { runInputs });
