// The document of the shop: its head, the way around it, and its foot.
import type { Layout } from "slotwire";

function Brand() {
  return (
    <a class="shop-brand" href="/shop" live-nav="navigate">
      <svg class="shop-mark" viewBox="0 0 32 32" aria-hidden="true">
        <path
          class="shop-mark-pot"
          d="M11 5h10l-1 4c5 3 7 7 7 11 0 4-4 7-11 7S5 24 5 20c0-4 2-8 7-11z"
        />
        <path class="shop-mark-light" d="M9 18c1-4 3-6 6-7" />
      </svg>
      <span>Northlight</span>
    </a>
  );
}

const links = [
  { href: "/shop", name: "Shop" },
  { href: "/shop/workshop", name: "Workshop" },
  { href: "/shop/account", name: "Account" },
];

function isCurrent(href: string, path: string): boolean {
  return href === "/shop"
    ? path === href || path.startsWith("/shop/products/")
    : path.startsWith(href);
}

export const ShopLayout: Layout = ({ head, children, url, lang, asset }) => {
  const path = url.split("?")[0] ?? "";
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {head}
        <link rel="icon" href={asset("favicon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={asset("app.css")} />
        <link rel="stylesheet" href={asset("shop.css")} />
      </head>
      <body class="shop">
        <a class="skip-link" href="#main">
          Skip to the content
        </a>
        <header class="shop-bar">
          <div class="shop-bar-inner">
            <Brand />
            <nav class="shop-links" aria-label="Shop">
              {links.map(({ href, name }) => (
                <a
                  href={href}
                  aria-current={isCurrent(href, path) ? "page" : null}
                  live-nav="navigate"
                >
                  {name}
                </a>
              ))}
            </nav>
          </div>
        </header>
        <main id="main" tabindex="-1">
          {children}
        </main>
        <div class="notices" role="status">
          <p class="notice waiting">Waiting for the connection …</p>
          <p class="notice offline">Not connected. Trying again …</p>
        </div>
        <footer class="foot shop-foot">
          <p>
            Northlight is invented, and nothing here is for sale. It is a demo of{" "}
            <a href="/">Slotwire</a>: its source is <code>views/shop</code>.
          </p>
          <ul>
            <li>
              <a href="/shop/price-list.csv" download>
                Price list
              </a>
            </li>
            <li>
              <a href="https://expressjs.com/">Express</a>
            </li>
          </ul>
        </footer>
      </body>
    </html>
  );
};
