// A chart by a library, in a hook: the server pushes points, the page pushes what was selected.
import { defineView, hook } from "slotwire";
import { keptSeconds, latestSample, type Sample, samplesBetween } from "./machine.js";

declare module "slotwire" {
  interface HookProps {
    /** Shows the last `span` seconds. */
    Chart: { readonly span: number };
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface State {
  readonly span: number;
  /** What was selected with the mouse; null: all that is shown. */
  readonly selected: Range | null;
  readonly shown: Range;
  readonly samples: readonly Sample[];
}

const spans = [30, 60, 120, 300];
const timeOfDay = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

function look(span: number, selected: Range | null): State {
  const { at } = latestSample();
  const shown = selected ?? { from: at - span, to: at };
  return { span, selected, shown, samples: samplesBetween(shown.from, shown.to) };
}

function clock(at: number): string {
  return timeOfDay.format(at * 1000);
}

function Stat({ label, value, unit }: { label: string; value: number; unit: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value.toFixed(1)} {unit}
      </dd>
    </div>
  );
}

/** What the chart says, for those who do not see it, and in numbers for those who do. */
function Stats({ samples }: { samples: readonly Sample[] }) {
  const cpu = samples.map((sample) => sample.cpu);
  const memory = samples.map((sample) => sample.memory);
  const average = cpu.reduce((sum, each) => sum + each, 0) / Math.max(1, cpu.length);
  return (
    <dl class="chart-stats">
      <Stat label="Processor, average" value={average} unit="%" />
      <Stat label="Processor, most" value={Math.max(0, ...cpu)} unit="%" />
      <Stat label="Memory, most" value={Math.max(0, ...memory)} unit="MB" />
    </dl>
  );
}

export const Chart = defineView({
  mount: ({ ctx }): State => {
    ctx.every(1000, "tick");
    return look(60, null);
  },
  events: {
    /** The hook asks once, and again after a lost connection. */
    history: (_state, ctx) => {
      ctx.reply(samplesBetween(0, Number.POSITIVE_INFINITY));
    },
    span: (_state, ctx) => {
      const span = spans[Number(ctx.payload.value)];
      return span === undefined ? {} : look(span, null);
    },
    select: ({ span }, ctx) => {
      const [from, to] = [Number(ctx.payload.from), Number(ctx.payload.to)];
      return look(span, from < to ? { from, to } : null);
    },
    clear: ({ span }, ctx) => {
      ctx.push("cleared");
      return look(span, null);
    },
  },
  messages: {
    tick: ({ span, selected }, ctx) => {
      ctx.push("sample", latestSample());
      return look(span, selected);
    },
  },
  head: () => (
    <>
      <title>Chart</title>
      <link rel="stylesheet" href="/vendor/uplot/uPlot.min.css" />
      <link rel="stylesheet" href="/chart.css" />
      <script src="/vendor/uplot/uPlot.iife.min.js" defer />
      <script src="/chart.js" defer />
    </>
  ),
  render: ({ span, selected, shown, samples }) => (
    <section class="demo" aria-labelledby="title">
      <h1 id="title">Chart</h1>
      <p class="lede">
        How busy this server is. It pushes one point a second, and a hook hands it to a chart
        library, which owns what is inside its box.
      </p>
      <div class="panel chart">
        <div class="chart-head">
          <p class="chart-key">
            <span class="cpu">Processor</span> <span class="memory">Memory</span>
          </p>
          <label class="chart-span">
            <span>Last {span} seconds</span>
            <input
              type="range"
              min={0}
              max={spans.length - 1}
              value={1}
              aria-valuetext={`${span} seconds`}
              live-input="span"
            />
          </label>
        </div>
        <div
          class="chart-plot"
          role="img"
          aria-label="Processor and memory over time; the numbers stand below"
          live-hook={hook("Chart", { span })}
          live-update="ignore"
        />
        <div class="chart-foot">
          <p class="note">
            {clock(shown.from)} to {clock(shown.to)}
            {selected === null ? ". Drag over the chart to select less." : ", as selected."}
          </p>
          <button type="button" class="button" live-click="clear" disabled={selected === null}>
            Show all
          </button>
        </div>
        <Stats samples={samples} />
      </div>
      <p class="note chart-note">
        The server keeps the last {keptSeconds / 60} minutes for everyone.
      </p>
    </section>
  ),
});
