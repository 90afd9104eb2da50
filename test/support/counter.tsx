// The smallest view that is worth a test, and a printed page without what is random in it.
import { defineView } from "slotwire";

export const Counter = defineView({
  mount: () => ({ count: 0 }),
  events: { increment: ({ count }) => ({ count: count + 1 }) },
  head: ({ count }) => <title>{`Count & ${count}`}</title>,
  render: ({ count }) => (
    <p>
      Current value: {count} <button live-click="increment">Increment</button>
    </p>
  ),
});

export function maskTokens(html: string): string {
  return html
    .replace(/ live="1\.[\w.-]+"/g, ' live="TOKEN"')
    .replace(/ live-layout="[\w-]{8}"/g, ' live-layout="LAYOUT"')
    .replace(/(client|debug)-[\w-]{8}\.js/g, "$1-HASH.js");
}
