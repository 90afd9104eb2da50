// Random views in live layouts that are skipped, called again, and take other shapes: the patches make what a fresh page would print.
import { expect } from "chai";
import type { LiveLayout } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import type { Child } from "../../src/jsx/rendered.js";
import type { ViewDefinition } from "../../src/live/view-definition.js";
import { Rendering } from "../../src/session/rendering.js";
import { Tree } from "../../src/tree/tree.js";
import { Burnt, createTreeGenerator } from "../support/tree-gen/generator.js";
import { Replay } from "../support/tree-replay/replay.js";

const soak = process.env.SOAK === "1" ? 10 : 1;
const salt = 7;

const looks: readonly ((children: Child) => Child)[] = [
  (children) => <main>{children}</main>,
  (children) => <main>{children}</main>,
  (children) => children,
  (children) => ["text ", children],
  (children) => [<p key="a">a</p>, <div key="b">{children}</div>],
  (children) => [<div key="b">{children}</div>, <p key="a">a</p>],
  (children) => [<p key="a">{children}</p>, <div key="b">{children}</div>],
  () => "nothing",
];

/** Its look is the URL, which says what every layout is called again for. */
const Shell: LiveLayout = ({ children, url }) => looks[Number(url)]?.(children) ?? null;
const Frame: LiveLayout = ({ children, url }) => (
  <section>
    {Number(url) > 3 && "far "}
    {children}
  </section>
);

const plain = (html: string) => html.replace(/ l=\d+/g, "");

describe("random views in live layouts", () => {
  it("are what a fresh page prints, and what the patches make of the last one", () => {
    let thrown = 0;
    for (let seed = 0; seed < 120 * soak; seed++) {
      withDevelopment(false, () => {
        thrown += run(seed);
      });
    }
    expect(thrown).to.be.above(15);
  });
});

/** How often a component threw. */
function run(seed: number): number {
  const generator = createTreeGenerator({ seed, mode: "runtime", hasDuplicateKeys: true });
  const { random } = generator;
  let model = generator.page();
  const within = seed % 2 === 0 ? [Shell] : [Frame, Shell, Frame];
  const visit = { url: "0" };
  const render = () => generator.render(model);
  const host = { identity: { data: {}, nesting: null }, isConnected: true, flashes: null, visit };
  const parts = { definition: { render, within } as unknown as ViewDefinition, ...host };
  const kept = new Rendering(parts);
  const tree = new Tree(kept.view({}), { salt, inner: kept.inner });
  const replay = new Replay(tree.print());
  let thrown = 0;
  for (let step = 0; step < 12; step++) {
    if (random.chance(0.3)) visit.url = String(random.below(looks.length));
    if (random.chance(0.8)) model = generator.mutate(model);
    if (random.chance(0.2)) generator.lightFuse(random.below(3));
    const before = tree.print();
    try {
      const patch = tree.reconcile(kept.view({}));
      if (patch !== null) replay.apply(patch);
    } catch (error) {
      expect(error).to.be.instanceOf(Burnt);
      expect(tree.print()).to.equal(before);
      thrown += 1;
    }
    generator.lightFuse(Number.POSITIVE_INFINITY);
    const again = tree.reconcile(kept.view({}));
    if (again !== null) replay.apply(again);
    const fresh = new Rendering(parts);
    const where = `seed ${seed}, step ${step}`;
    const wanted = new Tree(fresh.view({}), { salt, inner: fresh.inner }).print();
    expect(plain(tree.print()), where).to.equal(plain(wanted));
    expect(plain(replay.print()), where).to.equal(plain(wanted));
  }
  return thrown;
}
