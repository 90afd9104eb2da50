// Random pages and changes: what the patches make of the HTML is what the server would print.
import { expect } from "chai";
import { withDevelopment } from "../../src/jsx/development.js";
import { Tree } from "../../src/tree/tree.js";
import type { Patch } from "../../src/wire/patch.js";
import { defineTemplate } from "../support/define-template.js";
import {
  Burnt,
  createTreeGenerator,
  type GeneratorOptions,
} from "../support/tree-gen/generator.js";
import { createRandom } from "../support/tree-gen/random.js";
import { Replay } from "../support/tree-replay/replay.js";

const soak = process.env.SOAK === "1" ? 10 : 1;
const salt = 7;

/** Attributes of a spread have no order, and an id says nothing about what a page is. */
function sorted(html: string): string {
  return html.replace(/(<[a-zA-Z]+)((?: [^\s=>]+(?:="[^"]*"|=\d+)?)+)/g, (_, name, attributes) => {
    const list = [...String(attributes).matchAll(/ [^\s=>]+(?:="[^"]*"|=\d+)?/g)];
    return name + list.map(String).sort().join("");
  });
}

function expectSame(replay: Replay, tree: Tree): void {
  const got = replay.print();
  const wanted = tree.print();
  if (got !== wanted) expect(sorted(got)).to.equal(sorted(wanted));
}

const withoutIds = (html: string) => sorted(html.replace(/(<[a-zA-Z]+) l=\d+/g, "$1"));

/** Runs `steps` changes of a page, and tells on failure which seed it was. */
function run(options: GeneratorOptions, steps: number, step: StepCheck): void {
  withDevelopment(options.hasDuplicateKeys !== true, () => runSteps(options, steps, step));
}

function runSteps(options: GeneratorOptions, steps: number, step: StepCheck): void {
  const generator = createTreeGenerator(options);
  let model = generator.page();
  const tree = new Tree(generator.render(model), { salt });
  const replay = new Replay(tree.print());
  for (let count = 0; count < steps; count++) {
    model = generator.mutate(model);
    try {
      step({ generator, model, tree, replay });
    } catch (error) {
      (error as Error).message += ` (seed ${options.seed}, ${options.mode}, step ${count})`;
      throw error;
    }
  }
}

interface Step {
  readonly generator: ReturnType<typeof createTreeGenerator>;
  readonly model: ReturnType<ReturnType<typeof createTreeGenerator>["page"]>;
  readonly tree: Tree;
  readonly replay: Replay;
}
type StepCheck = (step: Step) => void;

function applyPatch(replay: Replay, patch: Patch | null): void {
  if (patch !== null) replay.apply(patch);
}

for (const mode of ["precompiled", "runtime"] as const) {
  describe(`A tree of random pages, ${mode}`, function () {
    this.timeout(60_000 * soak);

    it("makes patches that take the HTML to what it prints", () => {
      for (let seed = 0; seed < 1_000 * soak; seed++) {
        run({ seed, mode, hasDuplicateKeys: seed % 2 === 1 }, 10, (step) => {
          const { generator, model, tree, replay } = step;
          applyPatch(replay, tree.reconcile(generator.render(model)));
          expectSame(replay, tree);
          const fresh = new Tree(generator.render(model), { salt });
          expect(withoutIds(tree.print())).to.equal(withoutIds(fresh.print()));
          expect(tree.reconcile(generator.render(model))).to.equal(null);
        });
      }
    });

    it("is as it was after a component threw", () => {
      let thrown = 0;
      for (let seed = 0; seed < 300 * soak; seed++) {
        run({ seed, mode, hasDuplicateKeys: true }, 10, (step) => {
          const { generator, model, tree, replay } = step;
          const before = tree.print();
          generator.lightFuse(generator.random.below(4));
          try {
            applyPatch(replay, tree.reconcile(generator.render(model)));
          } catch (error) {
            expect(error).to.be.instanceOf(Burnt);
            expect(tree.print()).to.equal(before);
            thrown++;
          }
          generator.lightFuse(Number.POSITIVE_INFINITY);
          if (generator.random.chance(0.5)) return;
          applyPatch(replay, tree.reconcile(generator.render(model)));
          expectSame(replay, tree);
        });
      }
      expect(thrown).to.be.above(100);
    });

    it("answers resyncs, hopeless ones too, with HTML that later patches fit", () => {
      let answers = 0;
      for (let seed = 0; seed < 300 * soak; seed++) {
        run({ seed, mode, hasDuplicateKeys: true }, 10, (step) => {
          const { generator, model, tree, replay } = step;
          const { random } = generator;
          if (random.chance(0.5)) {
            const patch = tree.resync(random.below(12), random.chance(0.3));
            answers += patch.ops.length;
            replay.apply(patch);
          }
          generator.lightFuse(random.chance(0.2) ? random.below(4) : Number.POSITIVE_INFINITY);
          try {
            applyPatch(replay, tree.reconcile(generator.render(model)));
          } catch (error) {
            expect(error).to.be.instanceOf(Burnt);
          }
          expectSame(replay, tree);
        });
      }
      expect(answers).to.be.above(300);
    });

    it("starts again with a client that came back to fresh HTML", () => {
      for (let seed = 0; seed < 100 * soak; seed++) {
        let replay: Replay | null = null;
        run({ seed, mode }, 10, ({ generator, model, tree }) => {
          if (replay === null || generator.random.chance(0.3)) {
            tree.forgetKnown();
            replay = new Replay(tree.print());
          }
          applyPatch(replay, tree.reconcile(generator.render(model)));
          expectSame(replay, tree);
        });
      }
    });

    it("prints the same bytes when it is made again, ids in document order", () => {
      for (let seed = 0; seed < 200 * soak; seed++) {
        const generator = createTreeGenerator({ seed, mode });
        const model = generator.page();
        const html = new Tree(generator.render(model), { salt }).print();
        expect(new Tree(generator.render(model), { salt }).print()).to.equal(html);
        const ids = [...html.matchAll(/<[a-zA-Z]+ l=(\d+)/g)].map((match) => Number(match[1]));
        expect(ids).to.deep.equal(ids.map((_, at) => at + 1));
      }
    });
  });
}

describe("The two JSX modes", () => {
  it("print the same page", () => {
    for (let seed = 0; seed < 500; seed++) {
      const [precompiled, runtime] = (["precompiled", "runtime"] as const).map((mode) => {
        const generator = createTreeGenerator({ seed, mode });
        return new Tree(generator.render(generator.page()), { salt }).print();
      });
      expect(withoutIds(runtime as string)).to.equal(withoutIds(precompiled as string));
    }
  });
});

describe("A table whose cells tick", () => {
  const row = defineTemplate(["<tr", "><td>", "</td><td>", "</td></tr>"], ["class", 0, 0]);
  type Cells = readonly [string | null, number, string | null];

  it("keeps the page right over columns of any length", () => {
    let columns = 0;
    for (let seed = 0; seed < 200 * soak; seed++) {
      const random = createRandom(seed);
      const cell = () => random.pick(["a", "b", "c d", null]);
      const cells = (): Cells => [cell(), random.below(3), cell()];
      let rows = Array.from({ length: 12 }, (_, key) => ({ key, cells: cells() }));
      const render = () => [rows.map(({ key, cells: values }) => row(values, String(key)))];
      const tree = new Tree(render(), { salt });
      const replay = new Replay(tree.print());
      for (let tick = 0; tick < 10; tick++) {
        const start = random.below(rows.length);
        const end = start + random.below(rows.length);
        const [first, second, third] = cells();
        // The same slots of neighbours, so that they come in columns, and now and then another order.
        const columnOf = random.below(3);
        rows = rows.map((each, at) => {
          if (at < start || at > end) return each;
          const [a, b, c] = each.cells;
          return {
            ...each,
            cells:
              columnOf === 0 ? [first, b, c] : columnOf === 1 ? [a, second, third] : [a, b, third],
          };
        });
        if (random.chance(0.2)) rows = [...rows.slice(1), ...rows.slice(0, 1)];
        const patch = tree.reconcile(render());
        columns += patch?.ops.filter(([id]) => id === -1).length ?? 0;
        applyPatch(replay, patch);
        expectSame(replay, tree);
      }
    }
    expect(columns).to.be.above(500);
  });
});
