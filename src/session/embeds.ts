// What a page is given to have a nested view mounted, now or later: sealed, since props are nobody else's business.
import { LiveError } from "../errors.js";
import { findNonPlain } from "../live/plain-data.js";
import { Sealing } from "../stores/sealing.js";
import { TokenPurpose } from "./token.js";

/** Which view is to be mounted, and with what. */
export interface Embed {
  /** The name that its process serves it by. */
  readonly view: string;
  /** Of its element. */
  readonly id: string;
  readonly props: object;
  readonly isSticky: boolean;
  readonly nesting: Nesting;
}

/** Where a session stands among those of its page. */
export interface Nesting {
  /** The session that it ends with; null for one that outlives it, or stands in a page of the app's own. */
  readonly parentId: string | null;
  /** How many views are around it. */
  readonly depth: number;
  /** The id of the view that a page of the app's own has embedded, it or one around it; else null. */
  readonly within: string | null;
}

/** Whose page it is; for anybody else the token is worthless. */
export interface EmbedOwner {
  readonly cookieId: string;
  readonly key?: string | null;
  /** The guards before it have let the page pass: they are asked again. */
  readonly route?: string;
}

export interface EmbedsOptions {
  readonly secrets: readonly string[];
  /** Characters of one token. */
  readonly maxChars: number;
  readonly maxAgeMs: number;
}

const purpose = `slotwire ${TokenPurpose.embed} 1`;

type Fields = [
  view: string,
  id: string,
  isSticky: 0 | 1,
  parentId: string | null,
  depth: number,
  within: string | null,
];

/** One per live app. */
export class Embeds {
  readonly #sealing: Sealing;
  readonly #options: EmbedsOptions;

  constructor(options: EmbedsOptions) {
    this.#options = options;
    this.#sealing = new Sealing({ secrets: options.secrets, purpose });
  }

  /** Throws when the props are no plain data, or too many. */
  seal({ view, id, props, isSticky, nesting }: Embed, owner: EmbedOwner): string {
    const path = findNonPlain(props);
    if (path !== null)
      throw new LiveError("NESTED_PROPS", { view, problem: `no plain data at ${path}` });
    const { parentId, depth, within } = nesting;
    const fields: Fields = [view, id, isSticky ? 1 : 0, parentId, depth, within];
    const token = this.#sealing.seal(JSON.stringify([...fields, props]), boundTo(owner));
    const { maxChars } = this.#options;
    if (token.length <= maxChars) return token;
    const problem = `${token.length} characters of at most limits.maxEmbedChars = ${maxChars}`;
    throw new LiveError("NESTED_PROPS", { view, problem });
  }

  /** Null for what was not made here for this visitor, or is too old. Never throws. */
  open(token: unknown, owner: EmbedOwner): Embed | null {
    const { maxChars, maxAgeMs } = this.#options;
    if (typeof token !== "string" || token.length > maxChars) return null;
    const opened = this.#sealing.open(token, boundTo(owner));
    if (!opened.isOpened || Date.now() - opened.sealedAtMs > maxAgeMs) return null;
    // What opens was written above, by this version of it: the purpose says so.
    const [view, id, sticky, parentId, depth, within, props] = JSON.parse(opened.text) as [
      ...Fields,
      object,
    ];
    return { view, id, props, isSticky: sticky === 1, nesting: { parentId, depth, within } };
  }
}

/** Of another user in the same browser it is another's, too. */
function boundTo({ cookieId, key = null, route = "" }: EmbedOwner): readonly unknown[] {
  return [cookieId, key, route];
}
