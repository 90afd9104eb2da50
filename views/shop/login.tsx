// The login: the socket checks name and password, and the browser's own submit brings the cookie.
import { defineView, Field, Form, form } from "slotwire";
import { z } from "zod";
import { Entry } from "../entry.js";
import { pathWithin } from "./guard.js";
import { people, personWith } from "./people.js";
import { siteUrl } from "./site.js";

const login = form(
  z.object({
    name: z.string().trim().min(1, "Who are you?"),
    password: z.string().min(1, "And your password?"),
  }),
  { id: "login", initial: { name: "", password: "" } },
);

const wrong = "This is not the password of that name.";

export const Login = defineView({
  name: "shop-login",
  mount: ({ query }) => {
    const start = login.start({ name: typeof query.as === "string" ? query.as : "" });
    // So answers the route without scripts: it knows of no view.
    const form = query.wrong === undefined ? start : login.fail(start, { password: wrong });
    return { form, to: pathWithin(query.to), isRight: false };
  },
  events: {
    check: async (state, ctx) => {
      const next = await login.submit(state.form, ctx.payload);
      if (next.value === undefined) return { form: next };
      const { name, password } = next.value;
      if (personWith(name, password) === undefined) {
        return { form: login.fail(next, { password: wrong }) };
      }
      return { form: next, isRight: true };
    },
  },
  head: () => (
    <>
      <title>Log in</title>
      <meta name="description" content="To your orders, and to the checkout." />
      <meta name="robots" content="noindex" />
      <link rel="canonical" href={siteUrl("/shop/login")} />
    </>
  ),
  render: ({ form: state, to, isRight }, on) => (
    <section class="narrow-page">
      <h1>Log in</h1>
      <p class="lede">To your orders, and to the checkout.</p>
      <Form
        of={state}
        class="panel entries"
        method="post"
        action="/shop/login"
        live-submit={on.check}
        live-trigger={isRight}
        novalidate
      >
        <input type="hidden" name="to" value={to} />
        <Field of={state} name="name">
          {(field) => (
            <Entry of={field} label="Name">
              <input {...field.input} class="field" autocomplete="username" autocapitalize="off" />
            </Entry>
          )}
        </Field>
        <Field of={state} name="password">
          {(field) => (
            <Entry of={field} label="Password">
              <input {...field.password} class="field" autocomplete="current-password" />
            </Entry>
          )}
        </Field>
        <button type="submit" class="button primary" live-disable-with="One moment …">
          Log in
        </button>
      </Form>
      <div class="hint">
        <h2>Nobody here is real</h2>
        <p>Take one of these:</p>
        <dl>
          {people.map(({ id, password }) => (
            <div>
              <dt>{id}</dt>
              <dd>
                <code>{password}</code>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  ),
});
