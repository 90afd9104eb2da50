// The document around a view: what a layout is given, and the one that is used when the app has none.
import { createElement } from "../jsx/jsx.js";
import type { Child } from "../jsx/rendered.js";

/** What a layout places: `head` inside `<head>`, `children` inside `<body>`, each once. */
export interface LayoutProps {
  /** The title, what the view's `head` renders, and the client script. */
  readonly head: Child;
  /** The view. */
  readonly children: Child;
  readonly title: string;
  /** Path and query of the request. */
  readonly url: string;
  readonly lang: string;
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

/**
 * The layout of an app that has not given one. Written as calls: TSX here would import the package
 * by its own name.
 */
export function DefaultLayout({ head, children, lang }: LayoutProps): Child {
  const viewport = { name: "viewport", content: "width=device-width, initial-scale=1" };
  return createElement(
    "html",
    { lang },
    createElement(
      "head",
      null,
      createElement("meta", { charset: "utf-8" }),
      createElement("meta", viewport),
      head,
    ),
    createElement("body", null, children),
  );
}
