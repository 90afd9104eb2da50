// Random commands, patches, answers and morphs in one page, compared with a model after each.
import { Commands } from "../../../../client/interaction/commands.js";
import type { InteractionHost, Posting } from "../../../../client/interaction-host.js";
import { Command, type WireChain, type WireCommand } from "../../../../src/wire/commands.js";
import { createRandom, type Random } from "../../../support/tree-gen/random.js";
import { CommandsModel } from "./commands-model.js";
import { classNames, type Item, randomItem, view } from "./commands-view.js";
import { LivePage } from "./live-page.js";

class Fuzz {
  readonly random: Random;
  readonly model = new CommandsModel();
  readonly pending = new Map<number, Posting>();
  readonly errors: string[] = [];
  #items: Item[];
  #beside = 0;
  #lastRef = 0;
  #lastId = 0;
  #page: LivePage;
  #commands: Commands;

  constructor(seed: number) {
    this.random = createRandom(seed);
    this.#items = [1, 2, 3, 4].map(() => this.#newItem());
    this.#page = new LivePage(view(this.#items, 0));
    const host: Partial<InteractionHost> = {
      logError: (code, message) => this.errors.push(`${code} ${message}`),
      post: (posting) => {
        this.pending.set(++this.#lastRef, posting);
        return this.#lastRef;
      },
      containerOf: () => this.#page.root,
      go() {},
      isConnected: () => true,
    };
    this.#commands = new Commands(host as InteractionHost, { announce: () => {} });
    this.#page.dom.extension = {
      willChange: (node) => this.#commands.willChange(node),
      wrote: (el, name) => this.#commands.wrote(el, name),
      willMorph: (el, next) => this.#commands.willMorph(el, next),
      willReprint() {},
      keepsRemoved: () => false,
    };
    this.#tellModel();
  }

  step(): string {
    const { random } = this;
    const name = random.pick([
      "run",
      "run",
      "run",
      "change",
      "change",
      "answer",
      "morph",
      "rejoin",
    ]);
    if (name === "run") this.#run();
    else if (name === "change") this.#change(random.chance(0.4) ? this.#oldest() : []);
    else if (name === "answer") this.#answer();
    else if (name === "morph") this.#morph();
    else this.#rejoin();
    return name;
  }

  /** Null when the page is as the model says. */
  problem(): string | null {
    if (this.errors.length + this.#page.errors.length > 0)
      return this.errors.concat(this.#page.errors).join();
    for (const { id, classes, style } of this.#items) {
      const el = document.getElementById(id) as HTMLElement;
      const text = document.getElementById(`${id}-text`)?.textContent;
      const got = [
        classNames.map((name) => el.classList.contains(name)),
        el.getAttribute("title"),
        getComputedStyle(el).display !== "none",
        text,
      ];
      const { model } = this;
      const wanted = [
        classNames.map((name) => model.hasClass(id, name)),
        model.title(id),
        model.isVisible(id),
        model.text(id),
      ];
      if (JSON.stringify(got) !== JSON.stringify(wanted)) {
        return `${id}: got ${JSON.stringify(got)} wanted ${JSON.stringify(wanted)}`;
      }
      // To the letter, where nothing is left of any command.
      const letters = [el.getAttribute("class"), el.getAttribute("style")];
      const said = [classes.join(" ") || null, style];
      if (!model.isTouched(id) && String(letters) !== String(said)) {
        return `${id}: got ${letters} wanted ${said}`;
      }
    }
    return null;
  }

  end(): void {
    this.#page.dom.destroy();
  }

  #newItem(id = `i${++this.#lastId}`): Item {
    return randomItem(this.random, id);
  }

  #tellModel(): void {
    for (const item of this.#items) this.model.said.set(item.id, item);
  }

  #run(): void {
    const { random } = this;
    const { id } = random.pick(this.#items);
    const isPromised = random.chance(0.4);
    const owner = isPromised ? this.#lastRef + 1 : 0;
    const commands = Array.from({ length: 1 + random.below(3) }, () => this.#command(id, owner));
    const chain: WireChain = isPromised
      ? [
          [Command.optimistic, 0, commands],
          [Command.push, 0, "x"],
        ]
      : commands;
    const el = document.getElementById(id) as Element;
    const call = { el, kind: "click", payload: undefined, source: undefined };
    this.#commands.run(JSON.stringify(chain), call);
  }

  /** A command, which the model is told of at once: it sees what the one before it did. */
  #command(id: string, owner: number): WireCommand {
    const { random, model } = this;
    const name = random.pick(classNames);
    const spot = `.${name}`;
    const has = model.hasClass(id, name);
    const isVisible = model.isVisible(id);
    const title = model.title(id);
    const written = random.pick(["m", "n"]);
    const choices: readonly (readonly [string, string | boolean | null, WireCommand])[] = [
      [spot, true, [Command.addClass, 0, name]],
      [spot, false, [Command.removeClass, 0, name]],
      [spot, !has, [Command.toggleClass, 0, name]],
      ["title", written, [Command.setAttribute, 0, "title", written]],
      ["title", null, [Command.removeAttribute, 0, "title"]],
      ["title", title === "m" ? "n" : "m", [Command.toggleAttribute, 0, "title", "m", "n"]],
      ["display", true, [Command.show, 0]],
      ["display", false, [Command.hide, 0]],
      ["display", !isVisible, [Command.toggle, 0]],
      ["text", written, [Command.text, `#${id}-text`, written]],
    ];
    // A text for good ends with the next one of the server: the model has no word for that.
    const choice = random.pick(owner === 0 ? choices.slice(0, -1) : choices);
    const isDone = choice[0] === "display" && choice[1] === isVisible;
    if (!isDone) model.do({ owner, id, spot: choice[0], value: choice[1] });
    return choice[2];
  }

  #oldest(): readonly number[] {
    return [...this.pending.keys()].slice(0, 1);
  }

  #patch(refs: readonly number[], patch: () => void): void {
    this.#commands.willPatch(this.#page.root, refs);
    for (const ref of refs) {
      this.model.takeBack(ref);
      this.pending.delete(ref);
    }
    patch();
    this.#commands.patched();
  }

  #change(refs: readonly number[]): void {
    const { random } = this;
    this.#beside++;
    this.#items = this.#items.map((item) => (random.chance(0.4) ? this.#newItem(item.id) : item));
    if (random.chance(0.2))
      this.#items.splice(random.below(this.#items.length + 1), 0, this.#newItem());
    if (random.chance(0.2) && this.#items.length > 2) {
      const [gone] = this.#items.splice(random.below(this.#items.length), 1);
      if (gone) this.model.forget(gone.id);
    }
    if (random.chance(0.3)) this.#items.push(...this.#items.splice(0, 1));
    this.#tellModel();
    this.#patch(refs, () => this.#page.update(view(this.#items, this.#beside)));
  }

  /** An answer without a patch. */
  #answer(): void {
    for (const ref of this.#oldest()) {
      this.model.takeBack(ref);
      this.pending.get(ref)?.done?.({ value: null, code: null });
      this.pending.delete(ref);
    }
  }

  /** The container could not be patched: its HTML is morphed in. */
  #morph(): void {
    this.#patch([], () => {
      this.#page.dom.apply([[1, "nobody-sent-this", 0, "x"]]);
      this.#page.settle();
    });
  }

  #rejoin(): void {
    this.#change([]);
    this.#patch([], () => this.#page.rejoin(view(this.#items, this.#beside), "T"));
    while (this.pending.size > 0) this.#answer();
  }
}

export interface CommandsOptions {
  readonly seeds: readonly [from: number, to: number];
  readonly steps: number;
}

function runCommands({ seeds: [from, to], steps }: CommandsOptions): string[] {
  const failures: string[] = [];
  for (let seed = from; seed < to && failures.length < 3; seed++) {
    const fuzz = new Fuzz(seed);
    for (let count = 0; count < steps; count++) {
      const name = fuzz.step();
      const problem = fuzz.problem();
      if (problem) {
        failures.push(`seed ${seed}, step ${count}, ${name}: ${problem}`);
        break;
      }
    }
    fuzz.end();
  }
  return failures;
}

Object.assign(globalThis, { runCommands });
