// The names of a form's fields as types, made from what its schema takes.

/** What one control holds, as a schema sees it. */
type Single = string | number | bigint | boolean | Date;

/** Groups in each other of which a name is known; one that holds itself would have names without an end. */
type MostGroups = 4;

/**
 * The names of the fields: `"email"`, `"address.town"`. A list of texts (checkboxes, a select with several choices)
 * is one field; the fields of a list of objects are found row by row.
 */
export type FieldName<Input> = FieldIn<Input, []>;

type FieldIn<Input, Around extends readonly unknown[]> = unknown extends Input
  ? string
  : Input extends Single
    ? ""
    : { [Name in keyof Input & string]-?: NameOf<Name, Input[Name], Around> }[keyof Input & string];

type NameOf<Name extends string, Value, Around extends readonly unknown[]> = unknown extends Value
  ? Name
  : NonNullable<Value> extends Single
    ? Name
    : NonNullable<Value> extends readonly (infer Item)[]
      ? NonNullable<Item> extends Single
        ? Name
        : never
      : NonNullable<Value> extends object
        ? `${Name}.${Around["length"] extends MostGroups ? string : FieldIn<NonNullable<Value>, [...Around, 0]>}`
        : Name;

/** The names of the lists: `"guests"`, `"order.lines"`. */
export type ListName<Input> = ListIn<Input, []>;

type ListIn<Input, Around extends readonly unknown[]> = unknown extends Input
  ? string
  : Input extends Single
    ? never
    : {
        [Name in keyof Input & string]-?: ListNameOf<Name, Input[Name], Around>;
      }[keyof Input & string];

type ListNameOf<
  Name extends string,
  Value,
  Around extends readonly unknown[],
> = unknown extends Value
  ? Name
  : NonNullable<Value> extends Single
    ? never
    : NonNullable<Value> extends readonly unknown[]
      ? Name
      : NonNullable<Value> extends object
        ? `${Name}.${Around["length"] extends MostGroups ? string : ListIn<NonNullable<Value>, [...Around, 0]>}`
        : never;

/** What a row of the list with this name holds. */
export type RowOf<Input, Name extends string> = unknown extends Input
  ? unknown
  : Name extends keyof Input
    ? NonNullable<Input[Name]> extends readonly (infer Item)[]
      ? NonNullable<Item>
      : unknown
    : Name extends `${infer First}.${infer Rest}`
      ? First extends keyof Input
        ? RowOf<NonNullable<Input[First]>, Rest>
        : unknown
      : unknown;

/** What a form may begin with: any part of what its schema takes, and texts instead of other values. */
export type InitialValues<Input> = unknown extends Input
  ? unknown
  : Input extends Single | null | undefined
    ? Input | string | null | undefined
    : Input extends readonly (infer Item)[]
      ? readonly InitialValues<Item>[]
      : { readonly [Name in keyof Input]?: InitialValues<Input[Name]> };

/** A field of a row by its whole name: `"guests.*2.name"`. */
export type RowFieldName<Input> = `${ListName<Input>}.*${string}`;
