// Search as you type over a few thousand places: only the latest lookup counts, and the keyboard does everything.
import { type Action, defineView } from "slotwire";
import { findPlaces, type Place, places } from "./places.js";

const maxShown = 8;
const maxQuery = 40;

const optionId = (index: number) => `place-${index}`;

interface OptionProps {
  readonly place: Place;
  readonly index: number;
  readonly query: string;
  readonly isActive: boolean;
  readonly onChoose: Action;
}

function Option({ place, index, query, isActive, onChoose }: OptionProps) {
  const at = place.name.toLowerCase().indexOf(query.toLowerCase());
  const end = at + query.length;
  return (
    <li
      id={optionId(index)}
      class="place"
      role="option"
      aria-selected={isActive}
      live-click={onChoose}
    >
      <span class="place-name">
        {place.name.slice(0, at)}
        <mark>{place.name.slice(at, end)}</mark>
        {place.name.slice(end)}
      </span>
      <span class="place-county">{place.county}</span>
    </li>
  );
}

function Chosen({ place }: { place: Place }) {
  return (
    <dl class="chosen">
      <div>
        <dt>Place</dt>
        <dd>{place.name}</dd>
      </div>
      <div>
        <dt>County</dt>
        <dd>{place.county}</dd>
      </div>
      <div>
        <dt>People</dt>
        <dd>{place.people.toLocaleString("en")}</dd>
      </div>
    </dl>
  );
}

function statusOf({ query, isOpen, found, total }: SearchState): string {
  if (!isOpen || query === "") return "";
  if (total === 0) return `Nothing is called “${query}”.`;
  if (total > found.length) return `${found.length} of ${total} places`;
  return total === 1 ? "1 place" : `${total} places`;
}

interface SearchState {
  readonly query: string;
  readonly found: readonly Place[];
  readonly total: number;
  readonly active: number;
  readonly isOpen: boolean;
  readonly chosen: Place | null;
  readonly started: number;
  readonly finished: number;
}

const nothingYet: SearchState = {
  query: "",
  found: [],
  total: 0,
  active: 0,
  isOpen: false,
  chosen: null,
  started: 0,
  finished: 0,
};

function queryOf(value: unknown): string {
  return typeof value === "string" ? value.trim().slice(0, maxQuery) : "";
}

/** Without scripts the form asks for the page with what is sought in its URL; a name written out is chosen. */
async function searched(query: string): Promise<SearchState> {
  if (query === "") return nothingYet;
  const found = await findPlaces(query, { max: maxShown });
  const first = found.places[0];
  const isName = first?.name.toLowerCase() === query.toLowerCase();
  if (first && isName) return { ...nothingYet, query: first.name, chosen: first };
  return { ...nothingYet, query, found: found.places, total: found.total, isOpen: true };
}

export const Search = defineView({
  mount: ({ query }) => searched(queryOf(query.query)),
  events: {
    search: {
      // The next letter ends the lookup of the one before it.
      policy: "latest",
      limit: 30,
      run: async (_state, ctx) => {
        const query = queryOf(ctx.payload.query);
        if (query === "") return { query, found: [], total: 0, isOpen: false };
        ctx.update(({ started }) => ({ started: started + 1 }));
        const answer = await findPlaces(query, { signal: ctx.signal, max: maxShown });
        return ({ finished }) => ({
          query,
          found: answer.places,
          total: answer.total,
          active: 0,
          isOpen: true,
          finished: finished + 1,
        });
      },
    },
    move: ({ active, found, isOpen }, ctx) => {
      if (ctx.payload.key === "Escape") return { isOpen: false };
      if (!isOpen) return { isOpen: found.length > 0 };
      const step = ctx.payload.key === "ArrowUp" ? -1 : 1;
      return { active: (active + step + found.length) % Math.max(1, found.length) };
    },
    pick: ({ active, found, isOpen }) => {
      const place = found[active];
      return isOpen && place ? { chosen: place, query: place.name, isOpen: false } : {};
    },
    close: () => ({ isOpen: false }),
  },
  actions: {
    choose: ({ found }, _ctx, id: number) => {
      const place = found.find((each) => each.id === id);
      return place ? { chosen: place, query: place.name, isOpen: false } : {};
    },
  },
  head: () => (
    <>
      <title>Search</title>
      <link rel="stylesheet" href="/search.css" />
    </>
  ),
  render: (state, on) => {
    const { query, found, active, isOpen, chosen, started, finished } = state;
    const isListed = isOpen && found.length > 0;
    return (
      <section class="demo narrow" aria-labelledby="title">
        <h1 id="title">Search</h1>
        <p class="lede">
          {places.length.toLocaleString("en")} places, looked up on the server as you type. Each
          lookup takes a moment; a newer one ends it, so the answers never come out of order.
        </p>
        <div class="panel">
          <form
            class="search"
            role="search"
            action="/search"
            live-input={on.search}
            live-submit={on.pick}
            live-click-away={isOpen && on.close}
          >
            <div class="search-head">
              <label for="query">Place</label>
              <p class="note" role="status">
                {statusOf(state)}
              </p>
            </div>
            <div class="search-box">
              <input
                id="query"
                class="field"
                name="query"
                type="text"
                role="combobox"
                aria-autocomplete="list"
                aria-expanded={isListed}
                aria-controls="places"
                aria-activedescendant={isListed ? optionId(active) : null}
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                placeholder="Try “oak” or “ford”"
                maxlength={maxQuery}
                value={query}
                live-debounce="40"
                live-keydown={on.move}
                live-key="ArrowDown ArrowUp Escape"
                live-prevent="keydown"
              />
              <span class="search-spinner" aria-hidden="true" />
              <ul id="places" class="places" role="listbox" aria-label="Places" hidden={!isListed}>
                {found.map((place, index) => (
                  <Option
                    key={place.id}
                    place={place}
                    index={index}
                    query={query}
                    isActive={index === active}
                    onChoose={on.choose(place.id)}
                  />
                ))}
              </ul>
            </div>
          </form>
          {chosen && <Chosen place={chosen} />}
          <p class="note search-count">
            {started} {started === 1 ? "lookup" : "lookups"} begun, {finished} finished. Type fast,
            and the next letter ends the lookup before it.
          </p>
        </div>
        <p class="note search-keys">
          <kbd>↓</kbd> <kbd>↑</kbd> move, <kbd>Enter</kbd> takes, <kbd>Esc</kbd> closes. All of it
          is bindings: there is no script of this page's own.
        </p>
      </section>
    );
  },
});
