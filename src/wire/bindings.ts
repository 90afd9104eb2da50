// The names of all `live-*` attributes, and which one a mistyped name was probably meant to be.

const names: ReadonlySet<string> = new Set([
  "live-blur",
  "live-change",
  "live-click",
  "live-click-away",
  "live-connected",
  "live-debounce",
  "live-disable-with",
  "live-disconnected",
  "live-flash",
  "live-focus",
  "live-form",
  "live-hook",
  "live-input",
  "live-key",
  "live-keydown",
  "live-keyup",
  "live-mounted",
  "live-nav",
  "live-no-unused",
  "live-offline",
  "live-once",
  "live-patch-focused",
  "live-portal",
  "live-prefetch",
  "live-prevent",
  "live-progress",
  "live-recover",
  "live-remove",
  "live-replace",
  "live-reset",
  "live-scroll",
  "live-self",
  "live-stop",
  "live-submit",
  "live-throttle",
  "live-transition",
  "live-trap",
  "live-trigger",
  "live-update",
  "live-viewport-bottom",
  "live-viewport-overrun-target",
  "live-viewport-top",
]);

/** Families whose last part the author chooses: `live-value-id`, `live-on-dblclick`, `live-window-resize`. */
const families = ["live-value-", "live-window-", "live-on-"] as const;

/** Whether `name` is a binding the client knows; only asked for names that begin with `live-`. */
export function isBinding(name: string): boolean {
  return names.has(name) || families.some((family) => name.startsWith(family) && name !== family);
}

/** The events of the browser with a binding of their own; `live-scroll` and `live-reset` are something else. */
const named = new Set(["blur", "change", "click", "focus", "input", "keydown", "keyup", "submit"]);

/** The binding for an event of the browser: `live-click`, `live-on-dblclick`. */
export function bindingFor(event: string): string {
  const name = event.toLowerCase();
  return named.has(name) ? `live-${name}` : `live-on-${name}`;
}

/** The binding whose spelling is nearest to `written`; all of them are in lower case. */
export function nearestBinding(written: string): string {
  const name = written.toLowerCase();
  let nearest = "live-click";
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of [...names, ...families]) {
    const isFamily = candidate.endsWith("-");
    const compared = isFamily ? name.slice(0, candidate.length) : name;
    const distance = editDistance(compared, candidate);
    // A family is compared by its beginning alone, so more than one slip says nothing.
    if (distance < least && !(isFamily && distance > 1)) {
      least = distance;
      nearest = isFamily ? `${candidate}*` : candidate;
    }
  }
  return nearest;
}

/**
 * The number of letters to insert, remove, replace or swap with their neighbour.
 * A swap counts once, since it is the commonest slip: clik → click 1, cilck → click 1.
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (isSame ? 0 : 1),
      );
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && isSwap) {
        cost = Math.min(cost, (beforeLast[column - 2] as number) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] as number;
}
