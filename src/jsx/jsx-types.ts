// The JSX namespace: which tags, attributes and children tsc accepts, and what a TSX expression is.
import type { MathTag, MissingAttributes, MissingByTag, SwitchName } from "./attribute-types.js";
import type { Bindings } from "./binding-types.js";
import type { KitaElements } from "./kita.js";
import type { Child, Component, ComponentCall, Raw, Rendered } from "./rendered.js";

/** What a TSX expression returns; `JSX.Element` inside the namespace, whose name hides this one. */
export type Element = Rendered | ComponentCall;
type TsxElement = Element;

/** `"row"`, `["row", isOpen && "open"]`, `{ row: true, open: isOpen }`, and these nested. */
export type ClassList =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly ClassList[]
  | { readonly [name: string]: unknown };

/** `{ color: "red", backgroundColor: "blue", "--gap": "4px" }`; numbers get no unit. */
export interface StyleObject {
  readonly [property: string]: string | number | false | null | undefined;
}

type Key = string | number | bigint | null | undefined;

/** Taken from the tables: what we declare ourselves, what only another renderer does, and handlers that run as code. */
type Replaced =
  | "children"
  | "class"
  | "className"
  | "style"
  | "safe"
  | "attrs"
  | "key"
  | "of"
  | `on${string}`;

/** Drops an index signature, which would accept any name. */
type Declared<Attributes, Missing> = {
  [Name in keyof Attributes as string extends Name
    ? never
    : Name extends Replaced
      ? never
      : Name extends Missing
        ? never
        : Name]: Widened<Name, Attributes[Name]> | null | undefined;
};

/** Also where `exactOptionalPropertyTypes` is on, an attribute that is undefined is one that is not there. */
type OrUndefined<Attributes> = { [Name in keyof Attributes]: Attributes[Name] | undefined };

/** Free text takes numbers; attributes that hold a URL also take `raw()`, the door for schemes that are refused otherwise. */
type UrlName =
  | "href"
  | "src"
  | "action"
  | "formaction"
  | "data"
  | "cite"
  | "poster"
  | "srcset"
  | "srcdoc";
type Widened<Name, Value> =
  | (Name extends UrlName ? Value | Raw | URL : Value)
  | (Name extends SwitchName ? boolean : never)
  | (string extends Value ? number | bigint : never);

interface Common {
  readonly class?: ClassList;
  readonly style?: string | StyleObject | null | undefined;
  readonly children?: Child;
  readonly key?: Key;
}

/** Tags whose tables say "anything" (svg, embed), and those without a table, take any attribute with a plain value. */
type Open = Readonly<Record<string, unknown>>;
type Attributes<Kita, Missing> = Common &
  OrUndefined<Bindings> &
  OrUndefined<Missing> &
  Declared<Kita, keyof Missing> &
  (string extends keyof Kita ? Open : unknown);

type MissingOf<Tag> = MissingAttributes &
  (Tag extends keyof MissingByTag ? MissingByTag[Tag] : unknown);

export type Elements = {
  [Tag in Exclude<keyof KitaElements, "tag">]: Attributes<KitaElements[Tag], MissingOf<Tag>>;
} & { [Tag in MathTag | `${string}-${string}`]: Common & OrUndefined<Bindings> & Open };

export declare namespace JSX {
  type Element = TsxElement;
  /** A tag of the tables, or a function that returns a child at once: an async component is an error. */
  type ElementType = keyof Elements | Component;
  interface ElementChildrenAttribute {
    children: unknown;
  }
  interface IntrinsicAttributes {
    readonly key?: Key;
  }
  interface IntrinsicElements extends Elements {}
}
