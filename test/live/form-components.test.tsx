// What <Form>, <Field> and <Rows> print: names, ids, and what tells a screen reader that something is wrong.
import { expect } from "chai";
import { Field, Form, type FormState, form, Rows } from "slotwire";
import { z } from "zod";
import { printHtml } from "../support/print.js";

const order = form(
  z.object({
    email: z.email("is no address"),
    plan: z.string(),
    tags: z.array(z.string()),
    note: z.string(),
    lines: z.array(z.object({ dish: z.string() })),
  }),
  {
    id: "order",
    initial: { email: "a", plan: "solo", tags: ["x"], note: "<b>", lines: [{ dish: "pie" }] },
  },
);

const state = { ...order.start(), version: "v1" };
/** Without the marks of boundaries. */
const print = (child: unknown) => printHtml(child).replace(/ l=\d+/g, "");

describe("the components of forms", () => {
  it("print a form with its version, and a button before those of the rows", () => {
    expect(
      print(
        <Form of={state} class="wide" live-submit="save">
          <p>inside</p>
        </Form>,
      ),
    ).to.equal(
      '<form id="order" method="post" live-form="v1" class="wide" live-submit="save">' +
        '<button type="submit" hidden></button><p>inside</p></form>',
    );
    const plain = form(z.object({ q: z.string() }), { id: "q" });
    expect(print(<Form of={{ ...plain.start(), version: "v2" }} method="get" />)).to.equal(
      '<form id="q" method="get" live-form="v2"></form>',
    );
  });

  it("print a field with its value, and with its errors once it was submitted", async () => {
    const Email = (props: { of: FormState<{ email: string }> }) => (
      <Field of={props.of} name="email">
        {(field) => (
          <label {...field.label}>
            <input {...field.input} type="email" />
            <b {...field.error}>{field.errors[0]}</b>
          </label>
        )}
      </Field>
    );
    expect(print(<Email of={state} />)).to.equal(
      '<label for="order-email"><input id="order-email" name="email" value="a" type="email">' +
        '<b id="order-email-error"></b></label>',
    );
    const refused = await order.submit(state, { email: "a" });
    expect(print(<Email of={refused} />)).to.equal(
      '<label for="order-email"><input id="order-email" name="email" aria-invalid="true" ' +
        'aria-describedby="order-email-error" value="a" type="email">' +
        '<b id="order-email-error">is no address</b></label>',
    );
  });

  it("print boxes, radio buttons, options, texts and passwords", () => {
    const fields = (
      <>
        <Field of={state} name="tags">
          {(field) => [<input {...field.checkbox("x")} />, <input {...field.checkbox("y")} />]}
        </Field>
        <Field of={state} name="plan">
          {(field) => [
            <input {...field.radio("solo")} />,
            <select {...field.control}>
              <option {...field.option("solo")}>Solo</option>
            </select>,
            <input {...field.password} />,
          ]}
        </Field>
        <Field of={state} name="note">
          {(field) => <textarea {...field.control}>{field.value}</textarea>}
        </Field>
      </>
    );
    expect(print(fields)).to.equal(
      '<input id="order-tags-x" name="tags[]" value="x" checked type="checkbox">' +
        '<input id="order-tags-y" name="tags[]" value="y" type="checkbox">' +
        '<input id="order-plan-solo" name="plan" value="solo" checked type="radio">' +
        '<select id="order-plan" name="plan"><option value="solo" selected>Solo</option></select>' +
        '<input id="order-plan" name="plan" type="password">' +
        '<textarea id="order-note" name="note">\n&lt;b&gt;</textarea>',
    );
  });

  it("print rows with buttons that work without a script", () => {
    const rows = (
      <Rows of={state} name="lines">
        {(list) => (
          <ul>
            {list.rows.map((row) => (
              <li key={row.key}>
                <Field of={row} name="dish">
                  {(field) => <input {...field.input} />}
                </Field>
                <button {...row.remove}>×</button>
              </li>
            ))}
            <button {...list.add}>Add</button>
          </ul>
        )}
      </Rows>
    );
    expect(print(rows)).to.equal(
      '<ul><li><input id="order-lines.*1.dish" name="lines.*1.dish" value="pie">' +
        '<button type="submit" name="_remove" value="lines.*1" formnovalidate>×</button></li>' +
        '<button type="submit" name="_add" value="lines" formnovalidate>Add</button></ul>',
    );
  });
});
