// Mistakes with views inside views, and with views in pages of the app's own.
import { type ErrorTable, type Explanation, show } from "./explanation.js";

export const nestedErrors = {
  EMBED_REDIRECT: ({ view }: { view: string }): Explanation => ({
    expected: "an embedded view to leave it to the handler of its page where that leads",
    got: `a redirect by mount of ${view}`,
    fix: "redirect in the handler, before it prints the page",
  }),
  NESTED_VIEW: ({ got }: { got: unknown }): Explanation => ({
    expected: "<LiveView view={…}> and live.embed with what defineView returned",
    got: show(got),
    fix: 'write: <LiveView view={Cart} id="cart" />, with: export const Cart = defineView({ … })',
  }),
  NESTED_VIEW_WITHOUT_NAME: (_: Record<never, never>): Explanation => ({
    expected: "a nested view with a name, by which its page can ask for it again",
    got: "one without",
    fix: 'name it: defineView({ name: "cart", … }); the precompiler takes the name from the export',
  }),
  NESTED_VIEW_NAME: ({ name }: { name: string }): Explanation => ({
    expected: "the views that pages of a process show to have different names",
    got: `several named ${show(name)}, one of them nested`,
    fix: "rename one",
  }),
  NESTED_VIEW_CHANGED: (details: { id: string; from: string; to: string | null }): Explanation => ({
    expected: `the nested view with the id ${show(details.id)} to stay ${details.from}`,
    got: show(details.to),
    fix: "give another view another id",
  }),
  NESTED_ID: ({ id }: { id: string }): Explanation => ({
    expected: "the views that are nested or embedded in one page to have different ids",
    got: `${show(id)} twice`,
    fix: 'give one of them another: <LiveView id="…">, or live.embed(View, props, { id: "…" })',
  }),
  NESTED_PROPS: ({ view, problem }: { view: string; problem: string }): Explanation => ({
    expected: `the props of the nested view ${view} to be a little plain data`,
    got: problem,
    fix: "give it an id, and let its mount load the rest",
  }),
  NESTED_TOO_DEEP: ({ name, limit }: { name: string; limit: number }): Explanation => ({
    expected: `views inside views up to limits.maxNestedDepth = ${limit}`,
    got: `${name} below that`,
    fix: "look for a view that shows itself, or raise the limit",
  }),
  NESTED_TOO_MANY: ({ view, limit }: { view: string; limit: number }): Explanation => ({
    expected: `at most limits.maxNestedViews = ${limit} views nested in one page`,
    got: `more, in ${view}`,
    fix: "make a component of what is shown so often, or raise the limit",
  }),
} satisfies ErrorTable;
