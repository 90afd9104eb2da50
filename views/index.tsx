// The first page: what Slotwire is, a view that runs beside its own source, and the way to the demos.
import { defineView } from "slotwire";
import { demos } from "./layout.js";

const source = `defineView({
  mount: () => ({ count: 0 }),
  events: {
    add: ({ count }) => ({ count: count + 1 }),
  },
  render: ({ count }) => (
    <button live-click="add">
      Clicked {count}×
    </button>
  ),
});`;

export const Index = defineView({
  mount: () => ({ count: 0 }),
  events: {
    add: ({ count }) => ({ count: count + 1 }),
  },
  head: () => <title>Slotwire: live pages from Express</title>,
  render: ({ count }) => (
    <div class="home">
      <section class="hero" aria-labelledby="claim">
        <div>
          <h1 id="claim">Live pages, straight from Express.</h1>
          <p class="lede">
            Write a view in TSX and mount it on a route. The page arrives as HTML, then stays live:
            events go up, small patches come down, and the state never leaves your server.
          </p>
          <p class="lede-more">
            No client code to write, no API in between, and one mount a visit.
          </p>
        </div>
        <figure class="sample">
          <pre tabindex="0" role="region" aria-label="Source of the button below">
            <code>{source}</code>
          </pre>
          <figcaption>
            <span>This is that view, running:</span>
            <button type="button" class="button primary" live-click="add">
              Clicked {count}×
            </button>
          </figcaption>
        </figure>
      </section>
      <section aria-labelledby="demos">
        <h2 id="demos">Demos</h2>
        <ul class="cards">
          {demos.map(({ href, name, text }) => (
            <li class="card">
              <h3>
                <a href={href}>{name}</a>
              </h3>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  ),
});
