// The frame of every demo page: brand, the way to the other demos, the view, and whether it is connected.
import type { Layout } from "slotwire";

export const demos = [
  {
    href: "/counter",
    name: "Counter",
    text: "The classic. Each click travels to the server and comes back as one changed number.",
  },
  {
    href: "/clock",
    name: "Clock",
    text: "The server pushes its time every second; the hands are SVG attributes, patched one by one.",
  },
  {
    href: "/todos",
    name: "Todos",
    text: "A keyed list with a form: add, edit in place, filter. The state never leaves the server.",
  },
  {
    href: "/prices",
    name: "Prices",
    text: "A thousand rows, ticking. A changed cell costs a few bytes and touches nothing beside it.",
  },
  {
    href: "/shared",
    name: "Shared",
    text: "One number for everyone who is here. Open a second tab and watch both.",
  },
  {
    href: "/kanban",
    name: "Kanban",
    text: "Cards with a state of their own on a board for everyone: drag one, or edit it while others move it.",
  },
  {
    href: "/chart",
    name: "Chart",
    text: "A library draws, a hook hands it the points that the server pushes, and the page answers back.",
  },
  {
    href: "/search",
    name: "Search",
    text: "A combobox over thousands of places: the next letter ends the lookup of the one before it.",
  },
  {
    href: "/signup",
    name: "Sign up",
    text: "A form by its schema: errors as you type, an address that is looked up, rows that move.",
  },
  {
    href: "/dialogs",
    name: "Dialogs",
    text: "A dialog, a menu, tabs and an accordion that ask nobody: chains of commands in attributes.",
  },
  {
    href: "/like",
    name: "Like",
    text: "A heart that fills at once, over a server that takes its time and sometimes says no.",
  },
] as const;

function Brand() {
  return (
    <a class="brand" href="/">
      <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
        <rect class="brand-plate" width="32" height="32" rx="9" />
        <path class="brand-wire" d="M6 11h7c5 0 1 10 6 10h7" />
        <circle class="brand-end" cx="6.5" cy="11" r="2.5" />
        <circle class="brand-end" cx="25.5" cy="21" r="2.5" />
      </svg>
      Slotwire
    </a>
  );
}

export const AppLayout: Layout = ({ head, children, url, lang }) => (
  <html lang={lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {head}
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/app.css" />
    </head>
    <body>
      <a class="skip-link" href="#main">
        Skip to the demo
      </a>
      <header class="bar">
        <Brand />
        <nav aria-label="Demos">
          <ul>
            {demos.map(({ href, name }) => (
              <li>
                <a href={href} aria-current={url.split("?")[0] === href ? "page" : null}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" tabindex="-1">
        {children}
      </main>
      <div class="notices" role="status">
        <p class="notice waiting">Waiting for the connection …</p>
        <p class="notice offline">Not connected. Trying again …</p>
      </div>
      <footer class="foot">
        <noscript>Scripts are off, so this page stays as the server first rendered it.</noscript>
        <p>Every page here is plain HTML first, and then stays live over one WebSocket.</p>
      </footer>
    </body>
  </html>
);
