// Prints TSX as text, for mails and pages that are not live.
import type { Child } from "../jsx/rendered.js";
import { printPlain } from "./print-plain.js";

/**
 * The HTML of TSX without a view: for a mail, a feed, a page that is not live. Everything is escaped as
 * in a view. Bindings of actions print nothing, since there is no session to run them.
 *
 * @throws LiveError `COMPONENT_OUTSIDE_VIEW` for a stateful component
 * @example
 * ```tsx
 * import { renderToString } from "slotwire";
 * const Greeting = ({ name }: { name: string }) => <p>Hello {name}</p>;
 * export const mail = renderToString(<Greeting name="<Ann>" />); // <p>Hello &lt;Ann&gt;</p>
 * ```
 */
export function renderToString(child: Child): string {
  return printPlain(child);
}
