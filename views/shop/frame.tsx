// What stands around every page of the shop and is live with it: the bar, the cart, and messages that are shown once.
import { type Flash, type LiveLayout, LiveView } from "slotwire";
import { Cart } from "./cart.js";

function Brand() {
  return (
    <a class="shop-brand" href="/shop" live-nav="navigate" live-prefetch>
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

function Messages({ flash }: { flash: Flash }) {
  return (
    <div class="flashes" role="status">
      {Object.entries(flash).map(([kind, text]) => (
        <p key={kind} live-flash class={["flash", kind]}>
          {text}
          <button
            type="button"
            class="flash-close"
            aria-label="Close this message"
            live-click="live:clear-flash"
            live-value-kind={kind}
          >
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <path d="M6 6l8 8M14 6l-8 8" />
            </svg>
          </button>
        </p>
      ))}
    </div>
  );
}

export const ShopFrame: LiveLayout = ({ children, url, flash, session }) => {
  const path = url.split("?")[0] ?? "";
  return (
    <>
      <header class="shop-bar">
        <div class="shop-bar-inner">
          <Brand />
          <nav class="shop-links" aria-label="Shop">
            {links.map(({ href, name }) => (
              <a
                href={href}
                aria-current={isCurrent(href, path) ? "page" : null}
                live-nav="navigate"
                live-prefetch
              >
                {name}
              </a>
            ))}
          </nav>
          <LiveView
            view={Cart}
            id="cart"
            class="cart"
            props={{ visitor: String(session.visitor) }}
            sticky
          />
        </div>
      </header>
      <main id="main" tabindex="-1">
        {children}
      </main>
      <Messages flash={flash} />
    </>
  );
};
