// Random pages of stateful components: what the patches make of the HTML is what the rules say, and nobody is left behind.
import { expect } from "chai";
import { type Child, defineComponent, type LiveLayout } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import type { Component } from "../../src/jsx/rendered.js";
import { placeView } from "../../src/live/placed-view.js";
import type { ComponentInstance } from "../../src/session/component-instance.js";
import { Page, type PageHost } from "../../src/session/page.js";
import type { KeptVisit } from "../../src/session/visit-url.js";
import { Cell, freed, Guarded, View } from "../support/component-gen/page.js";
import {
  type CellState,
  fallback,
  guarded,
  ids,
  looks,
  mutateSpec,
  printSpec,
  randomSpec,
  type Spec,
} from "../support/component-gen/spec.js";
import { createRandom, type Random } from "../support/tree-gen/random.js";
import { Replay } from "../support/tree-replay/replay.js";

const soak = process.env.SOAK === "1" ? 10 : 1;

/** Holds what stands in it, and has a state of its own. */
const Frame = defineComponent({
  name: "frame",
  state: () => ({}),
  render: (_state, _on, { props }: { props: { id: string; children?: Child } }) => (
    <section>{props.children}</section>
  ),
});

const layouts: readonly LiveLayout[] = [
  ({ children, url }) => <main title={url}>{children}</main>,
  ({ children, url }) => [url === "odd" && "odd ", <Frame id="frame">{children}</Frame>],
];

const framed = placeView(View, { within: layouts, title: null });

const hostOf = (page: () => Page, visit: KeptVisit | null): PageHost => ({
  definition: (visit === null ? View : framed).definition,
  identity: { id: "session", data: {}, cookieId: "cookie", key: null, route: "", nesting: null },
  isConnected: true,
  page: { componentChanged: (instance) => page().componentChanged(instance) },
  services: {} as PageHost["services"],
  flashes: null,
  visit,
  visitAt: () => null,
  post: () => {},
  perform: () => {},
  componentFreed: () => {},
  callUpdates: () => {},
  callTimedOut: () => {},
  handlerFailed: () => "",
});

/** One page with its model: what a session would keep of it. */
class Run {
  readonly #random: Random;
  /** Of a page in live layouts. */
  readonly #visit: { -readonly [Part in keyof KeptVisit]: KeptVisit[Part] } | null;
  readonly #states = new Map<string, CellState>();
  #spec: Spec;
  #broken: ReadonlySet<string> = new Set();
  readonly #page: Page;
  readonly #replay: Replay;

  constructor(random: Random, isFramed: boolean) {
    this.#random = random;
    this.#visit = isFramed ? { params: {}, url: "even", session: {} } : null;
    this.#spec = this.#calm();
    this.#page = new Page(
      hostOf(() => this.#page, this.#visit),
      { spec: this.#spec },
      { salt: 7 },
    );
    this.#page.shown();
    this.#expectRules(this.#states);
    this.#replay = new Replay(this.#page.print(""));
  }

  /** One turn: events of cells, or another page, or both; it may fail. */
  step(): "rendered" | "failed" {
    freed.length = 0;
    const before = this.#page.print("");
    const states = new Map(this.#states);
    const spec = this.#random.chance(0.5) ? this.#spec : this.#otherSpec();
    for (const [id, { count, look }] of states) {
      if (!this.#random.chance(0.3)) continue;
      const next = { count: count + 1, look: this.#lookFor(id, look) };
      states.set(id, next);
      this.#cell(id)?.changeState(next);
    }
    const url = this.#visit?.url ?? "";
    const isElsewhere = this.#visit !== null && this.#random.chance(0.2);
    if (this.#visit !== null && isElsewhere) this.#visit.url = url === "odd" ? "even" : "odd";
    try {
      const { patch } = this.#page.update({ spec }, spec !== this.#spec || isElsewhere);
      if (patch !== null) this.#replay.apply(patch);
    } catch (error) {
      if (!["lit", "look"].includes((error as Error).message)) throw error;
      this.#page.renderFailed();
      if (this.#visit !== null) this.#visit.url = url;
      expect(() => printSpec(spec, { states }, new Set())).to.throw();
      expect(this.#page.print("")).to.equal(before);
      expect(freed).to.deep.equal([]);
      for (const [id, state] of this.#states) expect(this.#cell(id)?.state).to.equal(state);
      return "failed";
    }
    this.#spec = spec;
    this.#expectRules(states);
    expect(this.#replay.print()).to.equal(this.#page.print(""));
    return "rendered";
  }

  #expectRules(states: ReadonlyMap<string, CellState>): void {
    const shown = new Set<string>();
    const got = this.#page.print("").replace(/ l=\d+/g, "");
    // What broke is tried again when it is rendered again, which the rules leave open.
    const broken = new Set([...this.#broken].filter((id) => got.includes(fallback(id))));
    const html = printSpec(this.#spec, { states, broken }, shown);
    expect(got).to.equal(`<div>${this.#framed(html)}</div>`);
    this.#broken = new Set(ids.filter((id) => got.includes(fallback(id))));
    const gone = [...this.#states.keys()].filter((id) => !shown.has(id));
    expect(freed.filter((id) => this.#states.has(id)).sort()).to.deep.equal(gone.sort());
    this.#states.clear();
    for (const id of ids) {
      const cell = this.#cell(id);
      expect(cell !== null, id).to.equal(shown.has(id));
      if (cell !== null) this.#states.set(id, cell.state as CellState);
    }
  }

  #framed(html: string): string {
    if (this.#visit === null) return html;
    const { url } = this.#visit;
    return `<main title="${url}">${url === "odd" ? "odd " : ""}<section>${html}</section></main>`;
  }

  #cell(id: string): ComponentInstance | null {
    const component = (id.startsWith(guarded) ? Guarded : Cell) as unknown as Component;
    return this.#page.findComponent(component, id);
  }

  /** Whether a cell that is inside a guarded one throws would be the affair of two. */
  #lookFor(id: string, look: CellState["look"]): CellState["look"] {
    if (this.#random.chance(0.5)) return look;
    return this.#random.pick(id.startsWith(guarded) ? looks : looks.slice(0, 5));
  }

  #otherSpec(): Spec {
    return this.#random.chance(0.3)
      ? randomSpec(this.#random)
      : mutateSpec(this.#spec, this.#random);
  }

  #calm(): Spec {
    for (;;) {
      const spec = randomSpec(this.#random);
      try {
        printSpec(spec, { states: new Map() }, new Set());
        return spec;
      } catch {
        // Another one.
      }
    }
  }
}

for (const isDevelopment of [true, false]) {
  describe(`pages of stateful components, ${isDevelopment ? "development" : "production"}`, function () {
    this.timeout(60_000 * soak);

    it("show what the rules say, and their patches take the HTML there", () => {
      const outcomes = { rendered: 0, failed: 0 };
      withDevelopment(isDevelopment, () => {
        for (let seed = 0; seed < 1_200 * soak; seed++) {
          const run = new Run(createRandom(seed), seed % 3 === 0);
          for (let step = 0; step < 12; step++) {
            try {
              outcomes[run.step()]++;
            } catch (error) {
              (error as Error).message += ` (seed ${seed}, step ${step})`;
              throw error;
            }
          }
        }
      });
      expect(outcomes.rendered).to.be.above(10_000);
      expect(outcomes.failed).to.be.above(250);
    });
  });
}
