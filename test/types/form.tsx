// What must and what must not compile about forms; the compiler is the test.
import { Field, Form, type FormState, fieldOf, form, Rows, rowsOf } from "slotwire";
import * as v from "valibot";
import { z } from "zod";

const order = form(
  z.object({
    email: z.email(),
    age: z.coerce.number(),
    plan: z.enum(["free", "paid"]),
    address: z.object({ town: z.string(), zip: z.string().optional() }),
    tags: z.array(z.string()),
    guests: z.array(z.object({ name: z.string(), meals: z.array(z.object({ dish: z.string() })) })),
    since: z.date().optional(),
  }),
  { initial: { email: "", address: { town: "Ulm" }, guests: [{ name: "Ann" }], plan: "" } },
);

const state = order.start({ age: 7 });

fieldOf(state, "email").input.value.trim();
fieldOf(state, "address.town");
fieldOf(state, "address.zip");
fieldOf(state, "tags");
fieldOf(state, "since");
fieldOf(state, "age");
// @ts-expect-error: misspelt
fieldOf(state, "emial");
// @ts-expect-error: misspelt inside
fieldOf(state, "address.twon");
// @ts-expect-error: a group is no field
fieldOf(state, "address");
// @ts-expect-error: rows are no field
fieldOf(state, "guests");

const [guest] = rowsOf(state, "guests").rows;
if (guest) {
  fieldOf(guest, "name");
  // @ts-expect-error: a row has its own fields
  fieldOf(guest, "email");
  for (const meal of rowsOf(guest, "meals").rows) fieldOf(meal, "dish");
  // @ts-expect-error: a row has its own lists
  rowsOf(guest, "guests");
}
// @ts-expect-error: no list
rowsOf(state, "address");

order.addRow(state, "guests", { name: "Bo" });
// @ts-expect-error: no such list
order.addRow(state, "gusts");
// @ts-expect-error: no such entry in a row
order.addRow(state, "guests", { nme: "Bo" });

order.fail(state, { email: "is taken", "guests.*1.name": ["is not invited"], "": "try again" });
// @ts-expect-error: no such field
order.fail(state, { emial: "is taken" });

// @ts-expect-error: no such field to begin with
form(z.object({ a: z.string() }), { initial: { b: "" } });
// @ts-expect-error: not a schema
form({ a: "string" });

export async function save(): Promise<string | undefined> {
  const next: FormState<unknown, unknown> = state;
  const { value } = await order.submit(state, {});
  const age: number | undefined = value?.age;
  // @ts-expect-error: what the schema made of it is a number
  const text: string | undefined = value?.age;
  return `${age} ${text} ${next.version} ${value?.guests[0]?.name}`;
}

const valid = form(v.object({ name: v.pipe(v.string(), v.minLength(1)) }));
const named = valid.start();
// @ts-expect-error: another form's state
void order.change(named, {});

export const view = (
  <Form of={state} live-submit="save" class="wide" novalidate>
    <Field of={state} name="email">
      {(field) => <input {...field.input} type="email" />}
    </Field>
    {/* @ts-expect-error: misspelt */}
    <Field of={state} name="emial">
      {(field) => <input {...field.input} />}
    </Field>
    <Field of={named} name="name">
      {(field) => [<input {...field.password} />, <b {...field.error}>{field.errors[0]}</b>]}
    </Field>
    <Field of={state} name="plan">
      {({ control, option, radio, checkbox }) => (
        <p>
          <select {...control}>
            <option {...option("free")}>Free</option>
          </select>
          <input {...radio("paid")} />
          <input {...checkbox()} />
        </p>
      )}
    </Field>
    <Rows of={state} name="guests">
      {({ rows, add, errors, error }) => (
        <ul>
          {rows.map((row) => (
            <li key={row.key}>
              <Field of={row} name="name">
                {(field) => <input {...field.input} autofocus={row.isFresh} />}
              </Field>
              <Rows of={row} name="meals">
                {(meals) => meals.rows.map((meal) => fieldOf(meal, "dish").name)}
              </Rows>
              <button {...row.up}>Up</button>
            </li>
          ))}
          <li {...error}>{errors}</li>
          <button {...add}>Add</button>
        </ul>
      )}
    </Rows>
  </Form>
);

/** A group may hold its own kind: names are known as deep as anybody writes them. */
interface Part {
  readonly name: string;
  readonly within?: Part | undefined;
  readonly parts: readonly Part[];
}
declare const partSchema: z.ZodType<Part, Part>;
const part = form(partSchema, { initial: { name: "wheel", parts: [] } }).start();

export const Parts = () => (
  <>
    <Field of={part} name="within.within.name">
      {(field) => <input {...field.input} />}
    </Field>
    {/* @ts-expect-error: misspelt */}
    <Field of={part} name="within.nam">
      {(field) => <input {...field.input} />}
    </Field>
    <Rows of={part} name="parts">
      {({ rows }) =>
        rows.map((row) => (
          <Field key={row.key} of={row} name="name">
            {(field) => <input {...field.input} />}
          </Field>
        ))
      }
    </Rows>
  </>
);
