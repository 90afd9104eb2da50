// A form by its schema: errors as you type, an address that is looked up, rows that come, go and move.
import {
  defineView,
  Field,
  Form,
  type FormField,
  type FormRow,
  type Payload,
  Rows,
  type StateOf,
} from "slotwire";
import { plans, signup, strengthOf, strengths } from "./account.js";
import { Entry } from "./entry.js";

function Password({ of }: { of: FormField }) {
  const strength = strengthOf(of.value);
  return (
    <>
      <input {...of.password} class="field" autocomplete="new-password" />
      <p class="strength">
        <meter min={0} max={4} low={2} high={3} optimum={4} value={strength} aria-hidden="true" />
        <span aria-live="polite">{strength > 0 && `A ${strengths[strength]} password`}</span>
      </p>
    </>
  );
}

function Guest({ row }: { row: FormRow<{ name: string }> }) {
  const who = `guest ${row.index + 1}`;
  return (
    <li class="guest">
      <Field of={row} name="name">
        {(field) => (
          <div class={["entry", { wrong: field.isInvalid }]}>
            <input
              {...field.input}
              class="field"
              autocomplete="off"
              autofocus={row.isFresh}
              aria-label={`Name of ${who}`}
            />
            <p class="problem" {...field.error}>
              {field.errors[0]}
            </p>
          </div>
        )}
      </Field>
      <button {...row.up} class="button quiet" aria-label={`Move ${who} up`}>
        <span aria-hidden="true">↑</span>
      </button>
      <button {...row.down} class="button quiet" aria-label={`Move ${who} down`}>
        <span aria-hidden="true">↓</span>
      </button>
      <button {...row.remove} class="button quiet" aria-label={`Remove ${who}`}>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}

function Welcome({ done }: { done: NonNullable<StateOf<typeof Signup>["done"]> }) {
  return (
    <div class="panel welcome" role="status">
      <h2>Welcome{done.email !== null && `, ${done.email}`}</h2>
      <p>
        The {done.plan} plan is yours
        {done.guests.length > 0 && `, and so it is for ${done.guests.join(", ")}`}.
      </p>
      <a href="/signup" class="button" live-click="again" autofocus>
        Sign up somebody else
      </a>
    </div>
  );
}

interface Done {
  readonly email: string | null;
  readonly plan: string;
  readonly guests: readonly string[];
}

function doneIn({ plan }: Payload): Done | null {
  const known = plans.find(({ value }) => value === plan);
  return known === undefined ? null : { email: null, plan: known.value, guests: [] };
}

export const Signup = defineView({
  mount: ({ query }) => ({ signup: signup.start(), done: doneIn(query) }),
  events: {
    validate: {
      // The address is looked up while the next letters are typed: only the last answer counts.
      policy: "latest",
      run: async (state, ctx) => {
        const checked = await signup.check(state.signup, ctx.payload);
        return (now) => ({ signup: checked(now.signup) });
      },
    },
    save: async (state, ctx) => {
      const next = await signup.submit(state.signup, ctx.payload);
      if (next.value === undefined) return { signup: next };
      const { email, plan, guests } = next.value;
      // Without scripts the page that follows is another one, and knows what its URL says.
      if (!ctx.isConnected) ctx.redirect(`/signup?plan=${plan}`);
      return { signup: signup.start(), done: { email, plan, guests: guests.map((g) => g.name) } };
    },
    again: () => ({ done: null }),
  },
  head: () => (
    <>
      <title>Sign up</title>
      <link rel="stylesheet" href="/signup.css" />
    </>
  ),
  render: (state, on) => (
    <section class="demo narrow" aria-labelledby="title">
      <h1 id="title">Sign up</h1>
      <p class="lede">
        One schema says what is right. The server checks while you type, never takes a letter from
        you, and keeps quiet about fields that you have not come to yet.
      </p>
      {state.done ? <Welcome done={state.done} /> : <Entries of={state.signup} on={on} />}
    </section>
  ),
});

interface EntriesProps {
  readonly of: StateOf<typeof Signup>["signup"];
  readonly on: typeof Signup.on;
}

function Entries({ of, on }: EntriesProps) {
  const wrong = of.isSubmitted ? Object.keys(of.errors).length : 0;
  return (
    <Form of={of} class="panel signup" novalidate live-input={on.validate} live-submit={on.save}>
      <Field of={of} name="email">
        {(field) => (
          <Entry of={field} label="Email">
            <input {...field.input} class="field" type="email" autocomplete="email" />
          </Entry>
        )}
      </Field>
      <Field of={of} name="password">
        {(field) => (
          <Entry of={field} label="Password">
            <Password of={field} />
          </Entry>
        )}
      </Field>
      <Field of={of} name="plan">
        {(field) => (
          <fieldset class="plans">
            <legend>Plan</legend>
            {plans.map(({ value, name, text }) => (
              <label class="plan">
                <input {...field.radio(value)} />
                <span>
                  <b>{name}</b> <span class="note">{text}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
      </Field>
      <Rows of={of} name="guests">
        {({ rows, add, errors, error }) => (
          <fieldset class="guests">
            <legend>Guests</legend>
            <ol>
              {rows.map((row) => (
                <Guest key={row.key} row={row} />
              ))}
            </ol>
            <p class="problem" {...error}>
              {errors[0]}
            </p>
            <button {...add} class="button">
              Add a guest
            </button>
          </fieldset>
        )}
      </Rows>
      <Field of={of} name="terms">
        {(field) => (
          <div class={["entry", { wrong: field.isInvalid }]}>
            <label class="terms">
              <input {...field.checkbox()} /> I have read what nobody reads
            </label>
            <p class="problem" {...field.error}>
              {field.errors[0]}
            </p>
          </div>
        )}
      </Field>
      <div class="signup-foot">
        <p class="note" role="status">
          {wrong > 0 && `${wrong} ${wrong === 1 ? "entry needs" : "entries need"} another look.`}
        </p>
        <button type="submit" class="button primary" live-disable-with="Signing up …">
          Sign up
        </button>
      </div>
    </Form>
  );
}
