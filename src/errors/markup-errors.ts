// Mistakes in TSX: tags, attributes, children, keys.
import { type ErrorTable, type Explanation, show } from "./explanation.js";

export const markupErrors = {
  DUPLICATE_KEY: ({ key, item }: { key: string; item: string }): Explanation => ({
    expected: "the keys of a list to differ",
    got: `two ${item} with the key ${show(key)}`,
    fix: "use something unique of the item, such as its id",
  }),
  RENDER_TOO_DEEP: ({ limit }: { limit: number }): Explanation => ({
    expected: `a page nested at most ${limit} components, elements in slots and arrays deep`,
    got: "more; often a component that renders itself without an end",
    fix: "give the recursion a condition to stop, or render the levels flat",
  }),
  ATTRIBUTE_NAME: ({ name }: { name: string }): Explanation => ({
    expected: "attribute names of letters, digits and _ : . -",
    got: show(name),
    fix: "correct the name; of data, spread only objects whose keys you know",
  }),
  ATTRIBUTE_OF_REACT: ({ name, fix }: { name: string; fix: string }): Explanation => ({
    expected: "attributes by the names that they have in HTML",
    got: name,
    fix,
  }),
  STYLE_UNIT: ({ property, got }: { property: string; got: number }): Explanation => ({
    expected: `a length with its unit as the style ${property}`,
    got: String(got),
    fix: `write the unit: "${got}px"`,
  }),
  HANDLER_ATTRIBUTE: ({ name, binding }: { name: string; binding: string }): Explanation => ({
    expected: "no attribute that begins with on, since its value would run as code",
    got: name,
    fix: `handle the event on the server, ${binding}={on.…}, or in a hook`,
  }),
  UNKNOWN_BINDING: ({ name, nearest }: { name: string; nearest: string }): Explanation => ({
    expected: `a binding, such as ${nearest}`,
    got: name,
    fix: "correct the spelling; attributes of your own begin with data-",
  }),
  ATTRIBUTE_VALUE: (details: { name: string; value: string; isHandler: boolean }): Explanation => ({
    expected: `a string, number, bigint, boolean or null as the value of ${details.name}`,
    got: details.value,
    fix: details.isHandler
      ? `write ${details.name}={on.name} for an event, ${details.name}={on.name(argument)} for an action`
      : "make a string of it: lists and objects are for class and style, on.… for live-*",
  }),
  TAG_NAME: ({ tag }: { tag: string }): Explanation => ({
    expected: "a tag name of letters, digits and : . _ -",
    got: tag,
    fix: "choose the tag from a fixed list, never from data",
  }),
  UNKNOWN_COMPONENT: ({ got }: { got: string }): Explanation => ({
    expected: "a tag name or a component before the first attribute",
    got,
    fix: "check the import: is it exported under this name, and not part of an import cycle?",
  }),
  RAW_TEXT: ({ tag, got }: { tag: string; got: string }): Explanation => ({
    expected: `raw() as the content of <${tag}>, where nothing can be escaped`,
    got,
    fix: `vouch for it: <${tag}>{raw(text)}</${tag}>, or hand data over in a data-* attribute`,
  }),
  TEXT_ONLY: ({ tag, got }: { tag: string; got: string }): Explanation => ({
    expected: `text as the content of <${tag}>`,
    got,
    fix:
      tag === "noscript" ? "write its elements as raw(html)" : "write text and {expressions} only",
  }),
  ASYNC_CHILD: (_: Record<never, never>): Explanation => ({
    expected: "children that are there when render runs",
    got: "a promise",
    fix: "load the data in mount or in a handler, and put it into the state; components are not async",
  }),
  INVALID_CHILD: ({ got }: { got: unknown }): Explanation => ({
    expected: "text, a number, TSX, an array of these, null or raw() between tags",
    got: show(got),
    fix:
      foreignFix(got) ??
      "print a field of it, or turn an iterable into an array: [...items].map(…)",
  }),
  TEMPLATE_COLLISION: ({ first, second }: { first: string; second: string }): Explanation => ({
    expected: "a hash of its own for each template",
    got: `the same one for ${show(first)} and ${show(second)}`,
    fix: "change a word in one of the two, for example by an attribute data-n",
  }),
  TOO_MANY_TEMPLATES: ({ max }: { max: number }): Explanation => ({
    expected: `at most ${max} templates in a process`,
    got: "one more",
    fix: "find the tag or attribute names that are made from data, and choose them from a fixed list",
  }),
} satisfies ErrorTable;

/** TSX that was compiled for React, or by another copy of the package, looks right in the source. */
function foreignFix(child: unknown): string | null {
  if (typeof child !== "object" || child === null) return null;
  if ("$$typeof" in child) {
    return 'this is TSX of React: set "jsx": "react-jsx" and "jsxImportSource": "slotwire" in tsconfig.json';
  }
  const made: unknown = child.constructor?.name;
  const isOurs = made === "Rendered" || made === "ComponentCall" || made === "Raw";
  return isOurs ? "two copies of slotwire are loaded: npm ls slotwire shows where they are" : null;
}
