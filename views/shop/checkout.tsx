// The checkout: one schema, checked while it is filled in, and by the same handler where no script runs.
import { defineView, Field, Form, form, type StateOf } from "slotwire";
import { z } from "zod";
import { Entry } from "../entry.js";
import { cartChanges, cartOf, totalOf } from "./carts.js";
import { Lines } from "./lines.js";
import { deliveries, orderChanges, ordersOf, placeOrder, priceOf } from "./orders.js";
import { nameOf } from "./people.js";
import { priceText } from "./products.js";
import { siteUrl } from "./site.js";

const text = (missing: string) => z.string().trim().min(1, missing).max(80, "That is too long.");

const address = z.object({
  name: text("Whose name goes on the box?"),
  street: text("Which street, which number?"),
  postcode: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 -]{2,9}$/, "This is no postcode yet."),
  town: text("And the town?"),
  delivery: z.enum(
    deliveries.map(({ id }) => id),
    "Choose one of the two.",
  ),
});

const checkout = form(address, {
  id: "checkout",
  initial: { name: "", street: "", postcode: "", town: "", delivery: "post" },
});

export const Checkout = defineView({
  name: "shop-checkout",
  mount: ({ session: { user, visitor }, ctx }) => {
    ctx.subscribe(cartChanges.of(String(visitor)));
    return {
      user,
      form: checkout.start({ name: nameOf(user), delivery: "post" }),
      lines: cartOf(visitor),
    };
  },
  events: {
    check: async (state, ctx) => ({ form: await checkout.change(state.form, ctx.payload) }),
    place: async (state, ctx) => {
      const next = await checkout.submit(state.form, ctx.payload);
      if (next.value === undefined) return { form: next };
      const { user, visitor } = ctx.session;
      const { delivery } = next.value;
      const order = placeOrder({ user, visitor, delivery, eventId: ctx.eventId });
      if (order === null)
        return { form: checkout.fail(next, { "": "There is nothing in your cart." }) };
      ctx.publish(cartChanges.of(String(visitor)), []);
      ctx.publish(orderChanges.of(String(user)), ordersOf(user));
      ctx.flash("info", "Order placed");
      ctx.navigate("/shop/account");
    },
  },
  messages: {
    cart: { topic: cartChanges, run: (_state, _ctx, lines) => ({ lines }) },
  },
  resume: (_state, ctx) => ({ lines: cartOf(ctx.session.visitor) }),
  head: () => (
    <>
      <title>Checkout</title>
      <meta name="description" content="Where to, and how?" />
      <meta name="robots" content="noindex" />
      <link rel="canonical" href={siteUrl("/shop/account/checkout")} />
    </>
  ),
  render: ({ form: state, lines }, on) => (
    <section class="checkout">
      <div>
        <h1>Checkout</h1>
        <p class="lede">Where to, and how?</p>
        <Address of={state} on={on} />
      </div>
      <aside class="panel summary" aria-labelledby="summary">
        <h2 id="summary">In your cart</h2>
        {lines.length === 0 && (
          <p class="note">
            Nothing yet.{" "}
            <a href="/shop" live-nav="navigate">
              To the shelf
            </a>
          </p>
        )}
        <Lines of={lines} />
        <p class="sum">
          <span>Delivery</span> <span>{priceText(priceOf(state.values.delivery))}</span>
        </p>
        <p class="sum">
          <span>In all</span> <b>{priceText(totalOf(lines) + priceOf(state.values.delivery))}</b>
        </p>
      </aside>
    </section>
  ),
});

interface AddressProps {
  readonly of: StateOf<typeof Checkout>["form"];
  readonly on: typeof Checkout.on;
}

function Address({ of, on }: AddressProps) {
  return (
    <Form of={of} class="panel entries" live-change={on.check} live-submit={on.place} novalidate>
      <Field of={of} name="name">
        {(field) => (
          <Entry of={field} label="Name">
            <input {...field.input} class="field" autocomplete="name" />
          </Entry>
        )}
      </Field>
      <Field of={of} name="street">
        {(field) => (
          <Entry of={field} label="Street and number">
            <input {...field.input} class="field" autocomplete="street-address" />
          </Entry>
        )}
      </Field>
      <div class="entry-row">
        <Field of={of} name="postcode">
          {(field) => (
            <Entry of={field} label="Postcode">
              <input {...field.input} class="field" autocomplete="postal-code" />
            </Entry>
          )}
        </Field>
        <Field of={of} name="town">
          {(field) => (
            <Entry of={field} label="Town">
              <input {...field.input} class="field" autocomplete="address-level2" />
            </Entry>
          )}
        </Field>
      </div>
      <Field of={of} name="delivery">
        {(field) => (
          <fieldset class="ways">
            <legend>Delivery</legend>
            {deliveries.map(({ id, name, text, price }) => (
              <label class="way">
                <input {...field.radio(id)} />
                <span>
                  <b>{name}</b> <span class="note">{text}</span>
                </span>
                <span class="way-price">{price === 0 ? "Free" : priceText(price)}</span>
              </label>
            ))}
          </fieldset>
        )}
      </Field>
      <p class="problem" role="alert">
        {of.isSubmitted && of.errors[""]?.[0]}
      </p>
      <button type="submit" class="button primary" live-disable-with="Placing the order …">
        Place the order
      </button>
    </Form>
  );
}
