// Random pages and patches while the content of random elements stands elsewhere in the document.
import type { PatchExtension } from "../../../../client/interaction-host.js";
import {
  comeHome,
  type Linked,
  parentOf,
  portalHost,
  portalSource,
} from "../../../../client/portal-links.js";
import { createTreeGenerator, type GeneratorOptions } from "../../../support/tree-gen/generator.js";
import { LivePage } from "./live-page.js";

export interface PortalsOptions {
  readonly seeds: readonly [from: number, to: number];
  readonly mode: GeneratorOptions["mode"];
  readonly steps: number;
  /** Boundaries fail for no reason, and are printed and morphed anew. */
  readonly fails: boolean;
}

export interface PortalsResult {
  ported: number;
  resyncs: number;
  readonly failures: string[];
}

type Random = ReturnType<typeof createTreeGenerator>["random"];

const portable = ":is(div,section,article,main,ul,ol,li,p,span,b,i,em,strong)";

/** Whether an element belongs to the page in the end; what was ported out of it does too. */
function belongs(el: Element | null, root: Element): boolean {
  return !!el?.isConnected && (el === root || belongs(parentOf(el), root));
}

class Porter {
  readonly #page: LivePage;
  readonly #random: Random;
  readonly #aside = document.createElement("aside");
  readonly #sources = new Set<Linked>();
  ported = 0;

  constructor(page: LivePage, random: Random) {
    this.#page = page;
    this.#random = random;
    document.body.append(this.#aside);
    page.dom.extension = {
      willReprint: () => this.bringHome(),
      willMorph() {},
      willChange() {},
      wrote() {},
      keepsRemoved: () => false,
    } satisfies PatchExtension;
  }

  portSome(): void {
    const all = [this.#page.root, this.#aside].flatMap((each) => [
      ...each.querySelectorAll<Linked>(portable),
    ]);
    for (const source of all) {
      const isFree = !source[portalHost] && !source.hasAttribute("live-ported");
      if (isFree && this.#random.chance(0.15)) this.#port(source);
    }
  }

  /** Everything in its own place, to be compared. */
  bringHome(): void {
    // The innermost first: those that were ported last may stand in the content of earlier ones.
    for (const source of [...this.#sources].reverse()) comeHome(source);
    this.#sources.clear();
  }

  /** As the patches go: with a source, its content. */
  sweep(): void {
    for (const source of this.#sources) {
      if (source[portalHost] && belongs(source, this.#page.root)) continue;
      source[portalHost]?.remove();
      source[portalHost] = undefined;
      this.#sources.delete(source);
    }
  }

  #port(source: Linked): void {
    const host: Linked = document.createElement("div");
    host.setAttribute("live-ported", "");
    host.append(...source.childNodes);
    host[portalSource] = source;
    source[portalHost] = host;
    this.#aside.append(host);
    this.#sources.add(source);
    this.ported++;
  }
}

function runPortals({ seeds, mode, steps, fails }: PortalsOptions): PortalsResult {
  const result: PortalsResult = { ported: 0, resyncs: 0, failures: [] };
  const [from, to] = seeds;
  for (let seed = from; seed < to && result.failures.length < 3; seed++) {
    const generator = createTreeGenerator({ seed, mode, hasDuplicateKeys: seed % 2 === 1 });
    const { random } = generator;
    let model = generator.page();
    const page = new LivePage(generator.render(model));
    const porter = new Porter(page, random);
    for (let count = 0; count < steps; count++) {
      porter.portSome();
      model = generator.mutate(model);
      page.render(generator.render(model));
      if (fails && random.chance(0.5)) {
        const marked = [...document.querySelectorAll("[l]")];
        const id = marked[random.below(marked.length)]?.getAttribute("l") ?? "1";
        page.dom.apply([[Number(id), "nobody-sent-this", 0, "x"]]);
      }
      page.settle();
      porter.sweep();
      if (count % 3 < 2) continue;
      porter.bringHome();
      const problem = page.errors[0] ?? page.reloads[0] ?? page.difference();
      if (problem) {
        result.failures.push(`seed ${seed}, step ${count}: ${problem}`);
        break;
      }
    }
    result.ported += porter.ported;
    result.resyncs += page.asked.length;
    page.dom.destroy();
  }
  return result;
}

Object.assign(globalThis, { runPortals });
