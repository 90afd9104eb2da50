// A page of nothing but text, live like the others.
import { defineView } from "slotwire";
import { Picture } from "./picture.js";
import { productOf } from "./products.js";
import { siteUrl } from "./site.js";

const shown = ["moon-jar", "teapot-for-two", "ink-bottle"];

export const Workshop = defineView({
  name: "shop-workshop",
  mount: () => ({}),
  head: () => (
    <>
      <title>The workshop</title>
      <meta name="description" content="One wheel, one kiln, one window to the north." />
      <link rel="canonical" href={siteUrl("/shop/workshop")} />
    </>
  ),
  render: () => (
    <article class="prose">
      <h1>The workshop</h1>
      <p class="lede">One wheel, one kiln, one window to the north.</p>
      <div class="prose-row">
        {shown.map((id) => {
          const product = productOf(id);
          return product && <Picture of={product} />;
        })}
      </div>
      <p>
        Light from the north does not move. It comes in the same at ten as at four, and shows a pot
        as it is: that is why the wheel stands where it stands, and why the shop is called what it
        is called.
      </p>
      <h2>How a pot is made</h2>
      <p>
        The clay comes from the valley, with the iron still in it. It is thrown on Monday, turned on
        Wednesday, fired for the first time when it is dry, glazed, and fired again for nineteen
        hours. Of ten pots, eight stand on the shelf in the end.
      </p>
      <h2>How this shop is made</h2>
      <p>
        Of Express routes with a live view each. Every page is plain HTML first; a link brings the
        next view and keeps the cart; what is left of a pot changes while you look at it. Open the
        same pot in a second window, and put it into the cart there.
      </p>
    </article>
  ),
});
