// The script that a page loads when it has to replace what it shows: fetches the page again, and morphs HTML into a live DOM.
import { morph } from "./patch/morph.js";
import { fetchView } from "./rejoin.js";

export { fetchView, morph };

export interface Replacing {
  readonly fetchView: typeof fetchView;
  readonly morph: typeof morph;
}
