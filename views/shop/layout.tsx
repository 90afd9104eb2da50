// The document of the shop: its head, the view, and its foot.
import type { Layout } from "slotwire";

export const ShopLayout: Layout = ({ head, children, lang, asset, nonce }) => (
  <html lang={lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {head}
      <link rel="icon" href={asset("favicon.svg")} type="image/svg+xml" />
      <link rel="stylesheet" href={asset("app.css")} />
      <link rel="stylesheet" href={asset("shop.css")} />
      <script src={asset("shop.js")} nonce={nonce} defer />
    </head>
    <body class="shop">
      <a class="skip-link" href="#main">
        Skip to the content
      </a>
      {children}
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
            <a href="/shop/kiln" live-nav="navigate">
              A page that breaks
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
