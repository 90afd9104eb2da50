// Class lists as authors write them, arrays and objects, to the one string that is printed.

/**
 * `["row", isOpen && "open", { done: true }]` → `"row open done"`; null when nothing is left.
 * The result is a string at once, so that changing the array afterwards can not hide a change.
 */
export function classListToString(list: object): string | null {
  const classes: string[] = [];
  collect(list, classes, 0);
  return classes.length === 0 ? null : classes.join(" ");
}

function collect(part: unknown, classes: string[], depth: number): void {
  if (typeof part === "string") {
    if (part !== "") classes.push(part);
  } else if (typeof part === "number" || typeof part === "bigint") {
    classes.push(String(part));
  } else if (Array.isArray(part)) {
    // A list that holds itself would never end.
    if (depth < 8) for (const item of part) collect(item, classes, depth + 1);
  } else if (typeof part === "object" && part !== null) {
    for (const [name, isOn] of Object.entries(part)) if (isOn) classes.push(name);
  }
}
