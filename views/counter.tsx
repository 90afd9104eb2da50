// The classic counter: three events by name, one number.
import { defineView } from "slotwire";

export const Counter = defineView({
  mount: () => ({ count: 0 }),
  events: {
    increment: ({ count }) => ({ count: count + 1 }),
    decrement: ({ count }) => ({ count: count - 1 }),
    reset: () => ({ count: 0 }),
  },
  head: ({ count }) => <title>{`Counter: ${count}`}</title>,
  render: ({ count }) => (
    <section class="demo narrow" aria-labelledby="title">
      <h1 id="title">Counter</h1>
      <p class="lede">
        The number lives on the server. A click sends its event, about twenty bytes, and gets back
        the one slot that changed.
      </p>
      <div class="panel center">
        <p class="readout">
          Current value: <output aria-live="polite">{count}</output>
        </p>
        <div class="row">
          <button type="button" class="button" live-click="decrement">
            Decrement
          </button>
          <button type="button" class="button primary" live-click="increment">
            Increment
          </button>
          <button type="button" class="button quiet" live-click="reset" disabled={count === 0}>
            Reset
          </button>
        </div>
      </div>
    </section>
  ),
});
