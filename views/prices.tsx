// A thousand prices that tick: only the cells of the rows that changed travel.
import { type Action, defineView } from "slotwire";
import { openingQuotes, type Quote, tickQuotes } from "./market.js";

type Column = "symbol" | "price" | "change";
interface Order {
  readonly column: Column;
  readonly isDescending: boolean;
}

const columns: readonly { column: Column; label: string }[] = [
  { column: "symbol", label: "Symbol" },
  { column: "price", label: "Price" },
  { column: "change", label: "Change" },
];

const maxSearch = 8;

function searchOf(value: unknown): string {
  return typeof value === "string" ? value.trim().slice(0, maxSearch) : "";
}

function changeOf({ price, opening }: Quote): number {
  return (price / opening - 1) * 100;
}

function percent(change: number): string {
  const digits = Math.abs(change).toFixed(2);
  // What rounds to nothing is neither more nor less.
  const sign = Number(digits) === 0 ? "" : change < 0 ? "−" : "+";
  return `${sign}${digits} %`;
}

const comparers: Record<Column, (a: Quote, b: Quote) => number> = {
  symbol: (a, b) => (a.symbol < b.symbol ? -1 : 1),
  price: (a, b) => a.price - b.price,
  change: (a, b) => changeOf(a) - changeOf(b),
};

function arrange(quotes: readonly Quote[], search: string, order: Order): readonly Quote[] {
  const needle = search.toUpperCase();
  const found = needle === "" ? quotes : quotes.filter(({ symbol }) => symbol.includes(needle));
  // The quotes come sorted by symbol: the usual case copies and compares nothing.
  if (order.column === "symbol" && !order.isDescending) return found;
  const compare = comparers[order.column];
  return found.toSorted(order.isDescending ? (a, b) => compare(b, a) : compare);
}

const directions = {
  up: { sign: "▲", label: "up" },
  down: { sign: "▼", label: "down" },
  flat: { sign: "", label: "" },
};

function Row({ quote }: { quote: Quote }) {
  const { symbol, price, direction } = quote;
  return (
    <tr>
      <th scope="row">{symbol}</th>
      <td class={["number", direction]}>
        <span class="sign" aria-hidden="true">
          {directions[direction].sign}
        </span>
        {price.toFixed(2)}
        <span class="visually-hidden">{directions[direction].label}</span>
      </td>
      <td class="number">{percent(changeOf(quote))}</td>
    </tr>
  );
}

interface HeadingProps {
  readonly label: string;
  readonly sort: "ascending" | "descending" | null;
  readonly onSort: Action;
}

function Heading({ label, sort, onSort }: HeadingProps) {
  return (
    <th scope="col" aria-sort={sort}>
      <button type="button" class="sort" live-click={onSort}>
        {label}
        <span aria-hidden="true">{sort === null ? "" : sort === "ascending" ? "↑" : "↓"}</span>
      </button>
    </th>
  );
}

export const Prices = defineView({
  mount: ({ query, ctx }) => {
    ctx.every(250, "tick");
    return {
      quotes: openingQuotes(1000),
      isPaused: false,
      search: searchOf(query.search),
      order: { column: "symbol", isDescending: false } as Order,
    };
  },
  events: {
    pause: ({ isPaused }) => ({ isPaused: !isPaused }),
    search: (_state, ctx) => ({ search: searchOf(ctx.payload.search) }),
  },
  actions: {
    sort: ({ order }, _ctx, column: Column) => ({
      order: { column, isDescending: order.column === column && !order.isDescending },
    }),
  },
  messages: {
    tick: ({ quotes, isPaused }) => (isPaused ? {} : { quotes: tickQuotes(quotes, 12) }),
  },
  head: () => <title>Prices</title>,
  render: ({ quotes, isPaused, search, order }, on) => {
    const shown = arrange(quotes, search, order);
    return (
      <section class="demo" aria-labelledby="title">
        <h1 id="title">Prices</h1>
        <p class="lede">
          Four times a second a dozen of the thousand rows change. Each changed cell is one slot:
          the rest of the table is neither compared in the browser nor touched.
        </p>
        <div class="panel">
          <div class="tools">
            <form role="search" action="/prices" live-submit="search">
              <input
                class="field"
                type="search"
                name="search"
                aria-label="Filter by symbol"
                placeholder="Filter by symbol"
                autocomplete="off"
                maxlength={maxSearch}
                value={search}
                live-input="search"
                live-debounce="120"
              />
            </form>
            <p class="note" aria-live="polite">
              {shown.length} of {quotes.length}
            </p>
            <button type="button" class="button" live-click="pause">
              {isPaused ? "Resume" : "Pause"}
            </button>
          </div>
          <div class="scroller" role="region" aria-label="Table of prices" tabindex="0">
            <table>
              <thead>
                <tr>
                  {columns.map(({ column, label }) => (
                    <Heading
                      label={label}
                      sort={
                        order.column !== column
                          ? null
                          : order.isDescending
                            ? "descending"
                            : "ascending"
                      }
                      onSort={on.sort(column)}
                    />
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.map((quote) => (
                  <Row key={quote.id} quote={quote} />
                ))}
              </tbody>
            </table>
            {shown.length === 0 && (
              <p class="empty">No symbol contains “{search.toUpperCase()}”.</p>
            )}
          </div>
        </div>
      </section>
    );
  },
});
