// Which elements, texts and attributes may stand where, so that random pages are valid HTML.

/** What may stand between the tags of an element. */
export type Context =
  | "flow"
  | "phrase"
  | "list"
  | "table"
  | "rows"
  | "cells"
  | "select"
  | "plain"
  | "svg"
  | "svgText"
  | "math";

/** `none` is a void or empty element, `content` one whose only child is text. */
export type Inside = Context | "none" | "content";

export interface ContextRules {
  readonly hasText: boolean;
  readonly hasRaw: boolean;
  /** Empty where there are no elements. */
  readonly elements: readonly (readonly [tag: string, inside: Inside])[];
}

const phrases: readonly (readonly [string, Inside])[] = [
  ["b", "phrase"],
  ["i", "phrase"],
  ["span", "phrase"],
  ["em", "phrase"],
  ["br", "none"],
  ["input", "none"],
];

export const contexts: Readonly<Record<Context, ContextRules>> = {
  flow: {
    hasText: true,
    hasRaw: true,
    elements: [
      ["div", "flow"],
      ["section", "flow"],
      ["p", "phrase"],
      ["ul", "list"],
      ["table", "table"],
      ["select", "select"],
      ["svg", "svg"],
      ["math", "math"],
      ["textarea", "content"],
      ["pre", "phrase"],
      ["button", "phrase"],
      ["hr", "none"],
      ...phrases,
    ],
  },
  phrase: { hasText: true, hasRaw: true, elements: phrases },
  list: { hasText: false, hasRaw: false, elements: [["li", "flow"]] },
  table: { hasText: false, hasRaw: false, elements: [["tbody", "rows"]] },
  rows: { hasText: false, hasRaw: false, elements: [["tr", "cells"]] },
  cells: {
    hasText: false,
    hasRaw: false,
    elements: [
      ["td", "flow"],
      ["th", "phrase"],
    ],
  },
  select: { hasText: false, hasRaw: false, elements: [["option", "plain"]] },
  plain: { hasText: true, hasRaw: false, elements: [] },
  svg: {
    hasText: false,
    hasRaw: false,
    elements: [
      ["g", "svg"],
      ["text", "svgText"],
      ["circle", "none"],
      ["foreignObject", "flow"],
    ],
  },
  svgText: { hasText: true, hasRaw: false, elements: [["tspan", "svgText"]] },
  math: {
    hasText: false,
    hasRaw: false,
    elements: [
      ["mrow", "math"],
      ["mi", "plain"],
      ["mn", "plain"],
    ],
  },
};

export const texts = [
  "",
  "a",
  " ",
  "x y",
  "\n",
  "\nx",
  "<b>x</b>",
  '&amp; "q"',
  "é😀",
  "\r\n",
  "a\0b",
  "12",
  "   z ",
  "long ".repeat(8),
  7,
  0,
  -1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  12n,
  null,
  true,
  false,
  undefined,
] as const;

/** What prints nothing stands anywhere, also where no text may. */
export const nothings = [null, true, false, undefined] as const;

export const staticTexts = ["t", " ", "Hi ", "<", "b: ", "é", "a & b"] as const;

export const rawHtml = ["", "x", "<b>r</b>y", "a<i>b</i>", "&lt;", "<u>u</u>"] as const;

export const contents = ["", "abc", "\nx", "<b>", "a\r\nb", 5, null] as const;

const strings = ["a", "b c", "", '"<&>', "x\ny", null, undefined, 3, Number.NaN] as const;

/** The attributes that may stand on any element, with values for their slots. */
export const attributes: Readonly<Record<string, readonly unknown[]>> = {
  class: ["a", "b c", "", null, ["x", null, "y"], ["x", { z: true, w: false }]],
  title: strings,
  hidden: [true, false, null],
  "aria-label": ["n", true, false, null],
  "data-x": strings,
  style: ["color:red", { color: "red" }, { color: "blue", margin: 0 }, null],
  tabindex: [0, 1, -1, null],
};

/** What a spread may hold; few names, since each set of them is a template in runtime mode. */
export const spreadAttributes: Readonly<Record<string, readonly unknown[]>> = {
  class: attributes.class as readonly unknown[],
  title: strings,
  hidden: [true, false, null],
  lang: ["en", "de", null],
  "data-y": [1, true, "q", undefined],
};
