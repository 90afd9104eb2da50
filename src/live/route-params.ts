// The params of a route as its path says them, in types and when a view is mounted: Express' own syntax of paths.

/** What a view gets that does not say its route. */
export type AnyParams = Readonly<Record<string, string>>;

/**
 * `"/products/:id{/:tab}"` has `{ id: string; tab?: string }`, and `"/files/*path"` has `{ path: string[] }`.
 * A path that is not known when the program is compiled has any.
 */
export type ParamsOf<Path extends string> = string extends Path
  ? AnyParams
  : Flat<ParamsIn<Path, [], unknown>>;

type Flat<Params> = { readonly [Name in keyof Params]: Params[Name] };

/** `Depth` has an entry for each brace that is open: what is within braces may be missing. */
type ParamsIn<Path, Depth extends unknown[], Found> = Path extends `\\${infer Escaped}`
  ? ParamsIn<AfterFirst<Escaped>, Depth, Found>
  : Path extends `{${infer Rest}`
    ? ParamsIn<Rest, [...Depth, 0], Found>
    : Path extends `}${infer Rest}`
      ? ParamsIn<Rest, Depth extends [unknown, ...infer Outer] ? Outer : [], Found>
      : Path extends `:${infer Rest}`
        ? AfterName<NameIn<Rest>, string, Depth, Found>
        : Path extends `*${infer Rest}`
          ? AfterName<NameIn<Rest>, string[], Depth, Found>
          : Path extends `${infer _}${infer Rest}`
            ? ParamsIn<Rest, Depth, Found>
            : Found;

type AfterName<Named, Value, Depth extends unknown[], Found> = Named extends [
  infer Name extends string,
  infer Rest,
]
  ? ParamsIn<
      Rest,
      Depth,
      Found & (Depth extends [] ? { [Key in Name]: Value } : { [Key in Name]?: Value })
    >
  : Found;

type NameIn<Text> = Text extends `"${infer Name}"${infer Rest}` ? [Name, Rest] : Plain<Text, "">;

/** The longest name at the beginning, and what is after it. */
type Plain<Text, Name extends string> = Text extends `${infer First}${infer Rest}`
  ? First extends NameChar
    ? Plain<Rest, `${Name}${First}`>
    : [Name, Text]
  : [Name, ""];

type AfterFirst<Text> = Text extends `${infer _}${infer Rest}` ? Rest : "";

type Letter =
  | ("a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k" | "l" | "m")
  | ("n" | "o" | "p" | "q" | "r" | "s" | "t" | "u" | "v" | "w" | "x" | "y" | "z");
type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type NameChar = Letter | Uppercase<Letter> | Digit | "_" | "$";

interface Param {
  readonly name: string;
  readonly isList: boolean;
  readonly isOptional: boolean;
}

const token = /\\.|[{}]|([:*])(?:"([^"]*)"|([\p{ID_Continue}$_]+))/gsu;

/** The same params, found at run time. */
export function paramsIn(path: string): readonly Param[] {
  const params: Param[] = [];
  let depth = 0;
  for (const [text, sign, quoted, plain] of path.matchAll(token)) {
    if (text === "{") depth += 1;
    if (text === "}") depth -= 1;
    if (sign === undefined) continue;
    params.push({ name: quoted ?? plain ?? "", isList: sign === "*", isOptional: depth > 0 });
  }
  return params;
}

/** The first param that a route of this path would have found another way; null when all are as it says. */
export function strangeParam(path: string, found: Readonly<Record<string, unknown>>): Param | null {
  const isStrange = ({ name, isList, isOptional }: Param): boolean => {
    const value = Object.hasOwn(found, name) ? found[name] : undefined;
    if (value === undefined) return !isOptional;
    return Array.isArray(value) !== isList;
  };
  return paramsIn(path).find(isStrange) ?? null;
}
