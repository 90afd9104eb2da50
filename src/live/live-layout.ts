// The types of what stands around a view inside its container, and is live as the view is.
import type { Child } from "../jsx/rendered.js";
import type { SessionData } from "./context.js";
import type { Flash } from "./flash.js";

/** What a live layout is given. */
export interface LiveLayoutProps {
  /** What the view renders, or the live layout inside this one. */
  readonly children: Child;
  /** Path and query of the page, as they are now. */
  readonly url: string;
  readonly flash: Flash;
  readonly session: SessionData;
  /** As `ctx.isOutdated`: the page was loaded before a deployment that has changed files of its layout. */
  readonly isOutdated: boolean;
}

/**
 * A component around the view, inside its container. It is called again when the URL, the flash or the session data
 * are others, and not when the view's state changes.
 *
 * @example
 * ```tsx
 * import type { LiveLayout } from "slotwire";
 *
 * export const Account: LiveLayout = ({ children, url, flash }) => (
 *   <section>
 *     <nav>
 *       <a href="/account/orders" aria-current={url === "/account/orders" ? "page" : null}>
 *         Orders
 *       </a>
 *     </nav>
 *     {flash.info && <p role="status">{flash.info}</p>}
 *     {children}
 *   </section>
 * );
 * ```
 */
export type LiveLayout = (props: LiveLayoutProps) => Child;

/** Makes the document's title of the one that the view has; null: it has none, or an empty one. */
export type TitleTemplate = (title: string | null) => string;
