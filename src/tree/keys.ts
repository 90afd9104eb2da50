// The keys of a list: whether it has them, and that no two are the same.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { type Child, ComponentCall, Rendered } from "../jsx/rendered.js";

/** Whether children are to be matched by key: each has one, and none is seen not to be one element. */
export function looksKeyed(children: readonly Child[]): boolean {
  for (const child of children) {
    if (child instanceof Rendered) {
      if (child.key === null || child.template.tag === null) return false;
    } else if (!(child instanceof ComponentCall) || child.key === null) return false;
  }
  return children.length > 0;
}

/**
 * The keys of a list, no two the same. A duplicate is a mistake, thrown in development; in production
 * it is reported and the duplicates count among themselves: a, a → a, "a\0" + 2.
 */
export function uniqueKeys(
  children: readonly Child[],
  duplicateFound: (error: LiveError) => void,
): string[] {
  const seen = new Set<string>();
  return (children as readonly (Rendered | ComponentCall)[]).map((child) => {
    let key = child.key as string;
    if (seen.has(key)) {
      const error = new LiveError("DUPLICATE_KEY", { key, item: nameOf(child) });
      if (isDevelopment()) throw error;
      duplicateFound(error);
      key = renamed(key, seen);
    }
    seen.add(key);
    return key;
  });
}

function renamed(key: string, seen: ReadonlySet<string>): string {
  let count = 2;
  while (seen.has(`${key}\0${count}`)) count++;
  return `${key}\0${count}`;
}

function nameOf(child: Rendered | ComponentCall): string {
  const name = child instanceof Rendered ? child.template.tag : child.component.name;
  return name ? `<${name}>` : "items";
}
