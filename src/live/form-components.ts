// `<Form>`, `<Field>` and `<Rows>`: the elements and scopes that views write forms with.
import { createElement } from "../jsx/jsx.js";
import type { Elements } from "../jsx/jsx-types.js";
import type { Child } from "../jsx/rendered.js";
import { type FormField, type FormList, fieldOf, rowsOf } from "./form-field.js";
import type { FieldName, ListName, RowOf } from "./form-names.js";
import type { FormScope, FormState } from "./form-state.js";

type FormProps = Elements["form"] & {
  /** The state of the form, from `form(…).start()`. */
  readonly of: FormState;
  readonly children?: Child;
};

/**
 * A `<form>` for the state of one: its id, and the mark that empties the page's controls when
 * the state begins anew. Takes every attribute of a form.
 *
 * @example
 * import { Form, form } from "slotwire";
 * import { z } from "zod";
 *
 * const search = form(z.object({ q: z.string() }));
 * export const Search = () => <Form of={search.start()} live-submit="search" class="wide" />;
 */
export function Form({ of: state, children, ...attributes }: FormProps): Child {
  const hasRows = Object.keys(state.rowKeys).length > 0;
  // Enter presses the first button of a form, which must not be the one that removes a row.
  const enter = hasRows ? createElement("button", { type: "submit", hidden: true }) : null;
  const own = { id: state.id, method: "post", "live-form": state.version };
  return createElement("form", { ...own, ...attributes }, enter, children);
}

/**
 * Gives its child one field of a form or of a row.
 *
 * @example
 * import { Field, form } from "slotwire";
 * import { z } from "zod";
 *
 * const search = form(z.object({ q: z.string() }));
 * export const Query = () => (
 *   <Field of={search.start()} name="q">
 *     {(field) => <input {...field.input} type="search" aria-label="Search" />}
 *   </Field>
 * );
 */
export function Field<Input>(props: {
  readonly of: FormScope<Input>;
  readonly name: FieldName<Input>;
  readonly children: (field: FormField) => Child;
}): Child {
  return props.children(fieldOf(props.of, props.name));
}

/**
 * Gives its child one list of a form or of a row: its rows, and the button that adds one.
 *
 * @example
 * import { Field, form, Rows } from "slotwire";
 * import { z } from "zod";
 *
 * const party = form(z.object({ guests: z.array(z.object({ name: z.string() })) }), {
 *   initial: { guests: [] },
 * });
 * export const Guests = () => (
 *   <Rows of={party.start()} name="guests">
 *     {({ rows, add }) => (
 *       <ul>
 *         {rows.map((row) => (
 *           <li key={row.key}>
 *             <Field of={row} name="name">
 *               {(field) => <input {...field.input} aria-label="Name" />}
 *             </Field>
 *             <button {...row.remove}>Remove</button>
 *           </li>
 *         ))}
 *         <li>
 *           <button {...add}>Add</button>
 *         </li>
 *       </ul>
 *     )}
 *   </Rows>
 * );
 */
export function Rows<Input, Name extends ListName<Input>>(props: {
  readonly of: FormScope<Input>;
  readonly name: Name;
  readonly children: (list: FormList<RowOf<Input, Name>>) => Child;
}): Child {
  return props.children(rowsOf<Input, Name>(props.of, props.name));
}
