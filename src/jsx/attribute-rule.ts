// Which rule an attribute's value follows, by the attribute's name.
import { isBinding } from "../wire/bindings.js";
import { isAttributeName } from "./elements.js";
import { foreignNameFix } from "./foreign-names.js";

export const Rule = {
  plain: 0,
  /** `aria-*` and kin: false is a value, printed as "false". */
  flag: 1,
  binding: 2,
  classList: 3,
  style: 4,
  url: 5,
  mediaUrl: 6,
  urlList: 7,
  animation: 8,
  meta: 9,
  srcdoc: 10,
  /** `key`, `children`: never an attribute. */
  skipped: 11,
  /** From here on: never printed, and an error in development. */
  handler: 12,
  badName: 13,
  unknownBinding: 14,
  foreignName: 15,
} as const;
export type Rule = (typeof Rule)[keyof typeof Rule];

const known: Readonly<Partial<Record<keyof typeof Rule, string>>> = {
  flag: "draggable spellcheck contenteditable",
  classList: "class",
  style: "style",
  url:
    "href xlink:href action formaction data cite background manifest longdesc codebase classid profile " +
    "archive icon lowsrc dynsrc usemap",
  mediaUrl: "src poster",
  urlList: "srcset imagesrcset ping",
  animation: "to from by values attributename",
  meta: "content",
  srcdoc: "srcdoc",
  skipped: "key children",
};

const maxRules = 4096;
const rules = new Map<string, Rule>();
for (const [rule, names] of Object.entries(known)) {
  for (const name of names.split(" ")) rules.set(name, Rule[rule as keyof typeof Rule]);
}

/** Names come from templates, which are bounded, and from spreads, which are not: so is this cache. */
export function ruleOf(name: string): Rule {
  const cached = rules.get(name);
  if (cached !== undefined) return cached;
  const rule = classify(name);
  if (rules.size < maxRules) rules.set(name, rule);
  return rule;
}

// HTML attribute names are the same in any case, so ONCLICK is a handler too.
function classify(name: string): Rule {
  if (!isAttributeName(name)) return Rule.badName;
  if (foreignNameFix(name) !== null) return Rule.foreignName;
  const lower = name.toLowerCase();
  if (lower.startsWith("on")) return Rule.handler;
  if (lower.startsWith("live-")) {
    return name === lower && isBinding(name) ? Rule.binding : Rule.unknownBinding;
  }
  // `l` and `live` are the marks of boundaries and containers.
  if (lower === "l" || lower === "live") return Rule.badName;
  if (lower.startsWith("aria-") || lower.startsWith("data-")) return Rule.flag;
  const found = rules.get(lower);
  return found === undefined || found === Rule.skipped ? Rule.plain : found;
}
