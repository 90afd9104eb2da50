// The first page: what Slotwire is, a view that runs beside its own source, and the way to the demos.
import { defineView } from "slotwire";
import { type Demo, groups } from "./demos.js";
import { Picture } from "./shop/picture.js";
import { productOf } from "./shop/products.js";

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

const pots = ["heron-bottle", "milk-jug", "moon-jar", "teapot-for-two", "ember-mug"];

function Card({ demo: { href, name, text, source } }: { demo: Demo }) {
  return (
    <li class="card">
      <h3>
        <a href={href}>{name}</a>
      </h3>
      <p>{text}</p>
      <code>{source}</code>
    </li>
  );
}

function Flagship({ demo: { href, name, text, source } }: { demo: Demo }) {
  return (
    <li class="card flagship">
      <div class="flagship-text">
        <h3>
          <a href={href}>{name}</a>
        </h3>
        <p>{text}</p>
        <code>{source}</code>
      </div>
      <div class="flagship-pots">
        {pots.map((id) => {
          const product = productOf(id);
          return product && <Picture of={product} />;
        })}
      </div>
    </li>
  );
}

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
      <section class="steps" aria-labelledby="way">
        <h2 id="way">How a page stays live</h2>
        <ol>
          <li>
            <h3>A request</h3>
            <p>
              Express answers with plain HTML, behind the guards of its route. The state stays on
              the server.
            </p>
          </li>
          <li>
            <h3>A socket</h3>
            <p>
              One small script connects and takes over the page as it is. Nothing is loaded twice.
            </p>
          </li>
          <li>
            <h3>Events and patches</h3>
            <p>
              A click goes up, your handler returns new state, and only the text that changed comes
              down.
            </p>
          </li>
        </ol>
      </section>
      {groups.map((group, at) => (
        <section class="group" aria-labelledby={`group-${at}`}>
          <h2 id={`group-${at}`}>{group.name}</h2>
          <p class="note">{group.text}</p>
          {group.isWide ? (
            <ul class="cards wide">
              {group.demos.map((demo) => (
                <Flagship demo={demo} />
              ))}
            </ul>
          ) : (
            <ul class="cards">
              {group.demos.map((demo) => (
                <Card demo={demo} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  ),
});
