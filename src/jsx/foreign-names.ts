// Attributes as React spells them: a browser reads other names, and would take these for unknown ones without a word.

const plain: readonly (readonly [string, string])[] = [
  ["className", "write class={…}"],
  ["htmlFor", "write for={…}"],
  ["defaultValue", "write value={…}, in a textarea its text, in a select selected of an option"],
  ["defaultChecked", "write checked={…}"],
  ["dangerouslySetInnerHTML", "write {raw(html)} between the tags, and vouch for it"],
  ["httpEquiv", "write http-equiv={…}"],
  ["acceptCharset", "write accept-charset={…}"],
  ["xlinkHref", "write href={…}"],
];

/** Of svg; the other names that have capitals there, such as `viewBox`, are its own. */
const dashed =
  "alignmentBaseline baselineShift clipPath clipRule colorInterpolationFilters dominantBaseline fillOpacity fillRule " +
  "floodColor floodOpacity fontFamily fontSize fontStyle fontWeight letterSpacing lightingColor markerEnd markerMid " +
  "markerStart pointerEvents shapeRendering stopColor stopOpacity strokeDasharray strokeDashoffset strokeLinecap " +
  "strokeLinejoin strokeMiterlimit strokeOpacity strokeWidth textAnchor textDecoration textRendering vectorEffect " +
  "wordSpacing";

const fixes = new Map<string, string>(plain);
for (const name of dashed.split(" ")) {
  const html = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  fixes.set(name, `write ${html}={…}`);
}

/** What to write instead; null for a name that is not among them. */
export function foreignNameFix(name: string): string | null {
  return fixes.get(name) ?? null;
}
