// The frame of every demo page: brand, the way to the other demos, and the view.
import type { Layout } from "slotwire";
import { demos } from "./demos.js";
import { siteUrl } from "./site.js";

const claim = "Live pages, straight from Express: views in TSX that stay live over one WebSocket.";

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

export const AppLayout: Layout = ({ head, children, url, lang, asset }) => {
  const path = url.split("?")[0] ?? "/";
  const shown = demos.find(({ href }) => href === path);
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content={shown?.text ?? claim} />
        <link rel="canonical" href={siteUrl(path)} />
        {head}
        <link rel="icon" href={asset("favicon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={asset("app.css")} />
      </head>
      <body>
        <a class="skip-link" href="#main">
          Skip to the demo
        </a>
        <header class="bar">
          <Brand />
          {/* Beside the brand where there is room for it; elsewhere the browser opens it as a popover. */}
          <button type="button" class="button quiet bar-button" popovertarget="demo-list">
            Demos
          </button>
          <nav id="demo-list" class="bar-list" aria-label="Demos" popover="auto">
            <ul>
              {demos.map(({ href, name }) => (
                <li>
                  <a href={href} aria-current={path === href ? "page" : null}>
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
        <footer class="foot">
          <p class="scripts-off">
            Scripts are off: forms are sent, and the rest stays as the server first rendered it.
          </p>
          <p>
            Every page here is plain HTML first, and then stays live over one WebSocket.
            {shown && (
              <>
                {" "}
                The source of this one is <code>{shown.source}</code>.
              </>
            )}
          </p>
        </footer>
      </body>
    </html>
  );
};
