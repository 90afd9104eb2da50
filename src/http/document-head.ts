// Finds the head of a printed document, and takes out of it what the layout and the view both say.
import { elementsOf, headKey, titleOf, withoutElements } from "../session/head.js";

/** Where a head stands in the HTML of a document, from `<head` to before its end tag. */
interface HeadPlace {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Null for a document without a head. `script`: the client's, which is inside. */
export function placeOfHead(html: string, script: string): HeadPlace | null {
  const scriptAt = html.indexOf(script);
  // What the script's own text or that of another one says of heads is none.
  const startsAt = html.search(/<head[\s>]/);
  const endsAt = html.indexOf("</head>", scriptAt);
  return startsAt >= 0 && startsAt < scriptAt && endsAt >= 0 ? { startsAt, endsAt } : null;
}

export interface HeadParts {
  /** What the view's head printed. */
  readonly own: string;
  /** The title of a view that has none, as an element. */
  readonly fallback: string;
  /** What the layout was given for its head: the two, and the scripts. */
  readonly printed: string;
}

/**
 * The document without those elements of the layout that the view has its own for. For a view without a
 * title the layout's counts, and only then the fallback.
 */
export function mergeHead(html: string, place: HeadPlace, parts: HeadParts): string {
  const { own, fallback, printed } = parts;
  const at = html.indexOf(printed, place.startsAt);
  if (at < 0 || at > place.endsAt) return html;
  const [before, after] = [
    html.slice(place.startsAt, at),
    html.slice(at + printed.length, place.endsAt),
  ];
  const hasTitle = fallback !== "" && (titleOf(before) ?? titleOf(after)) !== null;
  const keys = own === "" ? none : keysOf(own, (before + after).toLowerCase());
  // So it is with most pages.
  if (keys.size === 0 && !hasTitle) return html;
  const isOwn = (element: string) => keys.has(headKey(element));
  const kept = hasTitle ? printed.slice(fallback.length) : printed;
  const head = withoutElements(before, isOwn) + kept + withoutElements(after, isOwn);
  return html.slice(0, place.startsAt) + head + html.slice(place.endsAt);
}

const none: ReadonlySet<string> = new Set();

/** What the view says that the layout may say too; `around` in lower case. */
function keysOf(own: string, around: string): ReadonlySet<string> {
  const keys = elementsOf(own).map(headKey);
  return new Set(keys.filter((key) => mayHold(around, key)));
}

/** Whether a look at each element is worth it; `head` in lower case. */
function mayHold(head: string, key: string): boolean {
  if (key.startsWith("<")) return head.includes(key.toLowerCase());
  return head.includes(key === "title" ? "<title" : (key.split(" ")[1] ?? key));
}
