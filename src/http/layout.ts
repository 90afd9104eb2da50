// The document around a view: what a layout is given, and the one that is used when the app has none.
import { internTemplate } from "../jsx/intern.js";
import { type Child, Rendered } from "../jsx/rendered.js";
import type { SessionData } from "../live/context.js";
import { SlotKind } from "../wire/template.js";

/** What a layout places: `head` inside `<head>`, `children` inside `<body>`, each once. */
export interface LayoutProps {
  /** The title, what the view's `head` renders, and the client script. */
  readonly head: Child;
  /** The view. */
  readonly children: Child;
  readonly title: string;
  /** Path and query of the request. */
  readonly url: string;
  /** What the option `session` has read from the request. */
  readonly session: SessionData;
  readonly lang: string;
  /** Of the response's Content-Security-Policy, for scripts and styles of the layout. */
  readonly nonce: string | null;
  /** As `live.asset`: the URL of one of the app's files, which changes with its content. */
  readonly asset: (name: string) => string;
}

/**
 * A component that renders the whole document around a view, from `<html>` on. It runs once per GET;
 * nothing in it is live.
 *
 * @example
 * ```tsx
 * import type { Layout } from "slotwire";
 *
 * export const AppLayout: Layout = ({ head, children, lang }) => (
 *   <html lang={lang}>
 *     <head>
 *       <meta charset="utf-8" />
 *       {head}
 *       <link rel="stylesheet" href="/app.css" />
 *     </head>
 *     <body>{children}</body>
 *   </html>
 * );
 * ```
 */
export type Layout = (props: LayoutProps) => Child;

const documentTemplate = internTemplate(
  [
    "<html",
    '><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    "</head><body>",
    "</body></html>",
  ],
  ["lang", SlotKind.child, SlotKind.child],
);

/** The layout of an app that has not given one; TSX here would import the package by its own name. */
export function DefaultLayout({ head, children, lang }: LayoutProps): Child {
  return new Rendered(documentTemplate, [lang, head, children]);
}
