// How the shelf is searched, filtered, sorted and paged: links and a form whose URLs say what is shown.
import type { EventRef } from "slotwire";
import { maxWords, sorts, urlOf, type Wish } from "./catalogue.js";
import { glazeNames, glazes } from "./glazes.js";
import { categories } from "./products.js";

export function Tools({ wish, onSearch }: { wish: Wish; onSearch: EventRef }) {
  const { words, category, glaze, sort } = wish;
  return (
    <div class="shelf-tools">
      <form
        class="shelf-form"
        role="search"
        action="/shop"
        live-input={onSearch}
        live-submit={onSearch}
      >
        {category && <input type="hidden" name="category" value={category} />}
        {glaze && <input type="hidden" name="glaze" value={glaze} />}
        <input
          class="field"
          type="search"
          name="q"
          value={words}
          aria-label="Search the shelf"
          placeholder="Search: tea, blue"
          autocomplete="off"
          maxlength={maxWords}
          live-debounce="120"
        />
        <select class="field" name="sort" aria-label="Order">
          {sorts.map(({ id, name }) => (
            <option value={id} selected={id === sort}>
              {name}
            </option>
          ))}
        </select>
        <button type="submit" class="button shelf-submit">
          Show
        </button>
      </form>
      <nav class="chips" aria-label="Categories">
        <Chip label="All" wish={{ ...wish, category: null, page: 1 }} isOn={category === null} />
        {categories.map(({ id, name }) => (
          <Chip label={name} wish={{ ...wish, category: id, page: 1 }} isOn={category === id} />
        ))}
      </nav>
      <nav class="swatches" aria-label="Glazes">
        {glazeNames.map((name) => (
          <Swatch name={name} wish={wish} />
        ))}
      </nav>
    </div>
  );
}

function Chip({ label, wish, isOn }: { label: string; wish: Wish; isOn: boolean }) {
  return (
    <a class="chip" href={urlOf(wish)} aria-current={isOn ? "true" : null} live-nav="patch">
      {label}
    </a>
  );
}

function Swatch({ name, wish }: { name: keyof typeof glazes; wish: Wish }) {
  const isOn = wish.glaze === name;
  const url = urlOf({ ...wish, glaze: isOn ? null : name, page: 1 });
  return (
    <a class="swatch" href={url} aria-current={isOn ? "true" : null} live-nav="patch">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="9" fill={glazes[name].colour} />
      </svg>
      <span>{glazes[name].name}</span>
    </a>
  );
}

/** Another page is read from its top; a filter leaves the window as it is. */
const pageUrl = (wish: Wish, page: number) => `${urlOf({ ...wish, page })}#shelf`;

export function Pages({ wish, pages }: { wish: Wish; pages: number }) {
  const page = Math.min(wish.page, pages);
  return (
    <nav class="pages" aria-label="Pages">
      {page > 1 ? (
        <a href={pageUrl(wish, page - 1)} rel="prev" live-nav="patch">
          Back
        </a>
      ) : (
        <span />
      )}
      <ol>
        {Array.from({ length: pages }, (_, i) => (
          <li>
            <a
              href={pageUrl(wish, i + 1)}
              aria-label={`Page ${i + 1}`}
              aria-current={i + 1 === page ? "page" : null}
              live-nav="patch"
            >
              {i + 1}
            </a>
          </li>
        ))}
      </ol>
      {page < pages ? (
        <a href={pageUrl(wish, page + 1)} rel="next" live-nav="patch">
          Next
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
