// Pages whose DOM somebody else changes between patches: translators, extensions, other scripts.
import { createTreeGenerator } from "../../../support/tree-gen/generator.js";
import type { Random } from "../../../support/tree-gen/random.js";
import { LivePage } from "./live-page.js";

export interface StrangerResult {
  patches: number;
  resyncs: number;
  readonly failures: string[];
}

type Stranger = (root: Element, random: Random) => void;

function textsOf(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts.filter((text) => text.length && text.parentElement?.localName !== "textarea");
}

function elementsOf(root: Element, random: Random, count: number): Element[] {
  // Nothing that stands in these is shown.
  const all = [...root.querySelectorAll(":not(textarea, input)")];
  return all.length ? Array.from({ length: count }, () => random.pick(all)) : [];
}

const strangers: Readonly<Record<string, Stranger>> = {
  /** As Chromium's translator does it: `text` → `<font><font>text</font></font>`. */
  translate(root, random) {
    for (const text of textsOf(root)) {
      const parent = text.parentElement as Element;
      const isHtml = parent.namespaceURI === root.namespaceURI && parent.localName !== "option";
      if (!isHtml || random.chance(0.5)) continue;
      const outer = document.createElement("font");
      const inner = outer.appendChild(document.createElement("font"));
      inner.textContent = text.data;
      text.replaceWith(outer);
    }
  },
  /** The same, with the original node kept inside. */
  wrap(root, random) {
    for (const text of textsOf(root)) {
      if (text.parentElement?.namespaceURI !== root.namespaceURI || random.chance(0.5)) continue;
      const mark = document.createElement("mark");
      text.replaceWith(mark);
      mark.append(text);
    }
  },
  normalize(root) {
    root.normalize();
  },
  insert(root, random) {
    for (const el of elementsOf(root, random, 3)) {
      const before = el.childNodes[random.below(el.childNodes.length + 1)] ?? null;
      el.insertBefore(document.createElement("x-stranger"), before);
    }
  },
  attributes(root, random) {
    for (const el of elementsOf(root, random, 5)) el.setAttribute("data-stranger", "1");
  },
  split(root, random) {
    for (const text of textsOf(root))
      if (random.chance(0.5)) text.splitText(random.below(text.length));
  },
  remove(root, random) {
    for (const el of elementsOf(root, random, 2)) el.remove();
  },
  empty(root, random) {
    for (const el of elementsOf(root, random, 1)) el.replaceChildren();
  },
};

function runStranger(name: string, seeds: readonly [from: number, to: number]): StrangerResult {
  const result: StrangerResult = { patches: 0, resyncs: 0, failures: [] };
  const removes = name === "remove" || name === "empty";
  for (let seed = seeds[0]; seed < seeds[1] && result.failures.length < 2; seed++) {
    const generator = createTreeGenerator({ seed, mode: seed % 2 ? "runtime" : "precompiled" });
    let model = generator.page();
    const page = new LivePage(generator.render(model));
    const step = (): void => {
      model = generator.mutate(model);
      if (page.render(generator.render(model))) result.patches++;
      page.settle();
    };
    const check = (when: string, problem: string | null | undefined): void => {
      if (problem) result.failures.push(`seed ${seed}, ${when}: ${problem}`);
    };
    if (generator.random.chance(0.5)) step();
    for (let round = 0; round < 2; round++) {
      strangers[name]?.(page.root, generator.random);
      step();
      step();
      check("step", page.errors[0] ?? page.reloads[0]);
      // What was removed and never touched again is not seen yet.
      if (!removes) check("text", page.textDifference());
    }
    result.resyncs += page.asked.length;
    // Whatever is left of the stranger goes when the whole view is printed anew.
    page.dom.apply([[1, "nobody-sent-this", 0, "x"]]);
    page.settle();
    check("view anew", page.difference());
    step();
    check("step after", page.difference());
    page.dom.destroy();
  }
  return result;
}

Object.assign(globalThis, { runStranger, strangerNames: Object.keys(strangers) });
