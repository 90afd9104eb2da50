// A view as one page shows it: inside of live layouts, with a title that the site has a say in.
import { createHash } from "node:crypto";
import type { LiveLayout, TitleTemplate } from "./live-layout.js";
import type { View } from "./view.js";

export interface Placing {
  /** Outermost first. */
  readonly within: readonly LiveLayout[];
  readonly title: TitleTemplate | null;
}

/** The view itself where nothing is around it. */
export function placeView(view: View, { within, title }: Placing): View {
  if (within.length === 0 && title === null) return view;
  const definition = { ...view.definition, within, title, place: placeOf({ within, title }) };
  return { ...view, definition };
}

/** The same in all processes of a build. */
function placeOf({ within, title }: Placing): string {
  const texts = within.map((layout) => `${layout.name}\n${layout}`);
  const text = JSON.stringify([texts, title === null ? null : String(title)]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 8);
}
