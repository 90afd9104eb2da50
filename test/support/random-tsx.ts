// Random TSX source: elements, attributes, spreads, fragments, components, whitespace, entities, keys.
import fc from "fast-check";

/** What the generated source may refer to. */
export const randomScope = `
const s = 'a<"&\\n', n = 7, t = true, f = false, u = undefined;
const attrs = { title: "T", class: ["p", { q: t }], "data-k": 1, children: "kid", key: "gone", hidden: false };
const more = { id: "i", style: { color: "red", zIndex: 2 }, href: "javascript:alert(1)", title: null };
const Box = (p) => <section id={p.id}>{p.children}</section>;
const Row = ({ children, label }) => <><dt>{label}</dt><dd>{children}</dd></>;
const body = (child) => [child, n];
const Plain = () => [s, null, <hr/>];
const Fn = (p) => typeof p.children === "function" ? p.children(n) : p.children;
`;

const expression = fc.constantFrom(
  "s",
  "n",
  "t",
  "f",
  "u",
  "null",
  '"lit&lt;"',
  "`t${n}`",
  "0",
  "(s, n)",
  "n > 3 && s",
  "f || n",
  "0n",
  "-n",
);

const text = fc
  .array(
    fc.constantFrom(
      "a",
      " ",
      "  ",
      "\n",
      "\n   ",
      "\t",
      "\u00a0",
      "&lt;",
      "&amp;",
      "&nbsp;",
      "&#65;",
      "&bogus;",
      "& ",
      "b c",
      "\r\n",
      "é",
      "'",
      '"',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""));

const attribute = fc.oneof(
  fc.constantFrom(
    'id="a"',
    "title='q\"'",
    'title="&amp;&copy;"',
    "hidden",
    'class="x"',
    'lang="\\n"',
    "aria-hidden={false}",
    'data-a="1"',
    "class={['a', t && 'b', { c: f }]}",
    "style={{ color: 'red', order: n }}",
    'href="/x?a&amp;b"',
    'href="java&#10;script:x"',
    'live-click="go"',
    "live-value-id={n}",
    "tabindex={-1}",
    "{...attrs}",
    "{...more}",
    "{...{}}",
    "{...{ lang: s }}",
    "dir={`l`}",
    'x:y="z"',
  ),
  fc
    .tuple(
      fc.constantFrom("id", "title", "class", "data-b", "aria-label", "hidden", "lang", "href"),
      expression,
    )
    .filter(([name, value]) => name !== "class" || value !== "(s, n)")
    .map(([name, value]) => `${name}={${value}}`),
);

/** Names differ (a name twice is an error of TypeScript), a spread may stand anywhere. */
const attributeList = fc
  .uniqueArray(attribute, {
    maxLength: 4,
    selector: (source) =>
      source.startsWith("{") ? source : (/^[\w:-]+/.exec(source)?.[0] ?? source),
  })
  .map((list) => list.map((source) => ` ${source}`).join(""));

const key = fc.option(fc.constantFrom(' key="k"', " key={n}", " key={s}"), { nil: "", freq: 4 });
const tag = fc.constantFrom("p", "div", "b", "svg", "my-el", "table", "pre", "select");
const voidTag = fc.constantFrom("br", "input", "img");
const textTag = fc.constantFrom("textarea", "title");

const { node } = fc.letrec((tie) => {
  const child = tie("child") as fc.Arbitrary<string>;
  const inner = tie("node") as fc.Arbitrary<string>;
  return {
    child: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      text,
      expression.map((source) => `{${source}}`),
      fc.constant("{/* note */}"),
      inner,
      inner.map((source) => `{t && ${source}}`),
      inner.map((source) => `{f ? null : (${source})}`),
      fc
        .tuple(key, attributeList, child)
        .map(([, list, body]) => `{[1, 2].map((i) => <li key={i}${list}>${body}</li>)}`),
      inner.map((source) => `{[s, ${source}]}`),
    ),
    node: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc.tuple(voidTag, attributeList).map(([name, list]) => `<${name}${list}/>`),
      tie("element"),
      fc.array(child, { maxLength: 3 }).map((children) => `<>${children.join("")}</>`),
      fc
        .tuple(
          textTag,
          attributeList,
          fc.array(
            fc.oneof(
              text,
              expression.map((source) => `{${source}}`),
            ),
            { maxLength: 3 },
          ),
        )
        .map(([name, list, children]) => `<${name}${list}>${children.join("")}</${name}>`),
      fc
        .tuple(
          fc.constantFrom("Box", "Row", "Plain", "Fn"),
          key,
          attributeList,
          fc.array(child, { maxLength: 3 }),
        )
        .map(([name, k, list, children]) => `<${name}${list}${k}>${children.join("")}</${name}>`),
      fc
        .tuple(inner, inner, attributeList, fc.boolean())
        .map(([label, body, list, isDirect]) =>
          isDirect && label.startsWith("<")
            ? `<Row /* note */ label=${label}${list} key={(<b/>, n)}>{body(${body})}</Row>`
            : `<Row label={${label}}${list} {...(t ? { extra: <i>{n}</i> } : {})}>{(() => { const local = ${body}; return <u>{local}</u>; })()}</Row>`,
        ),
      fc
        .tuple(inner, attributeList)
        .map(([body, list]) => `<div {...{ children: ${body} }} // note\n${list}/>`),
      expression.map((source) => `<Fn>{(i) => <i>{${source}}{i}</i>}</Fn>`),
    ),
    element: fc
      .tuple(tag, key, attributeList, fc.array(child, { maxLength: 4 }), fc.boolean())
      .map(([name, k, list, children, isKeyFirst]) => {
        const start = isKeyFirst ? `<${name}${k}${list}` : `<${name}${list}${k}`;
        return children.length === 0 ? `${start}/>` : `${start}>${children.join("")}</${name}>`;
      }),
  };
});

export const randomTsx = node as fc.Arbitrary<string>;
