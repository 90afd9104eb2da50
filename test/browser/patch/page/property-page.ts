// Random pages and patches through the real client, in the browser; answers with what differed.
import { createTreeGenerator, type GeneratorOptions } from "../../../support/tree-gen/generator.js";
import { LivePage } from "./live-page.js";

export interface PropertyResult {
  patches: number;
  resyncs: number;
  readonly failures: string[];
}

export interface PropertyOptions {
  readonly seeds: readonly [from: number, to: number];
  readonly mode: GeneratorOptions["mode"];
  readonly steps: number;
}

type Step = (page: LivePage, random: ReturnType<typeof createTreeGenerator>["random"]) => void;

/** After each change everything is delivered, and the DOM is compared. */
function runInOrder(options: PropertyOptions): PropertyResult {
  return run(options, () => {}, true);
}

/**
 * Frames and answers take their time, and now and then a boundary fails for no reason: an op that
 * names a template nobody sent. The DOM is compared when everything has arrived.
 */
function runDelayed(options: PropertyOptions): PropertyResult {
  return run(
    options,
    (page, random) => {
      if (random.chance(0.4)) {
        const marked = [...page.root.querySelectorAll("[l]")];
        const id = random.chance(0.2)
          ? 1
          : Number(marked[random.below(marked.length)]?.getAttribute("l") ?? 1);
        page.dom.apply([[id, "nobody-sent-this", 0, "x"]]);
      }
      for (let i = random.below(3); i > 0; i--) page.deliver();
      if (random.chance(0.4)) page.answer();
    },
    false,
  );
}

function run(options: PropertyOptions, step: Step, comparesEachStep: boolean): PropertyResult {
  const result: PropertyResult = { patches: 0, resyncs: 0, failures: [] };
  const [from, to] = options.seeds;
  for (let seed = from; seed < to && result.failures.length < 3; seed++) {
    const { mode } = options;
    const generator = createTreeGenerator({ seed, mode, hasDuplicateKeys: seed % 2 === 1 });
    let model = generator.page();
    const page = new LivePage(generator.render(model));
    for (let count = 0; count < options.steps; count++) {
      model = generator.mutate(model);
      const patch = page.render(generator.render(model));
      if (patch) result.patches++;
      step(page, generator.random);
      if (comparesEachStep || count === options.steps - 1) {
        page.settle();
        const problem = page.errors[0] ?? page.reloads[0] ?? page.difference();
        if (problem) {
          result.failures.push(`seed ${seed}, step ${count}: ${problem}\n${JSON.stringify(patch)}`);
          break;
        }
      }
    }
    result.resyncs += page.asked.length;
    page.dom.destroy();
  }
  return result;
}

Object.assign(globalThis, { runInOrder, runDelayed });
