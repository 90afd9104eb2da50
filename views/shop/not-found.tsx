// What is shown where there is no page, and where there should be one: by the error handler of the shop.
import { defineView } from "slotwire";
import { Picture } from "./picture.js";
import { productOf } from "./products.js";

function Problem({ name, children }: { name: string; children: string }) {
  const cup = productOf("cinder-tumbler");
  return (
    <section class="problem-page">
      {cup && <Picture of={cup} />}
      <h1>{name}</h1>
      <p class="lede">{children}</p>
      <p>
        <a class="button primary" href="/shop" live-nav="navigate">
          Back to the shelf
        </a>
      </p>
    </section>
  );
}

export const NotFound = defineView({
  name: "shop-not-found",
  mount: () => ({}),
  head: () => <title>Not on the shelf</title>,
  render: () => (
    <Problem name="Not on the shelf">
      There is no such page. The pot may have gone to somebody else, or it was never made.
    </Problem>
  ),
});

export const Broken = defineView({
  name: "shop-broken",
  mount: () => ({}),
  head: () => <title>Something broke</title>,
  render: () => (
    <Problem name="Something broke">
      It was not you. Try again in a moment; your cart is as you left it.
    </Problem>
  ),
});
