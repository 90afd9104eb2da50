// `live.embed`: a live view inside a page that the app prints itself, by EJS, Pug or hand.
import type { ServerResponse } from "node:http";
import { LiveError } from "../errors.js";
import type { View } from "../live/view.js";
import type { Embed } from "../session/embeds.js";
import { embedAttributes } from "../session/nested-instance.js";
import { ensureCookieId, readCookieId } from "./cookie.js";
import { isAskingForEmbed, mountWanted } from "./embed-answer.js";
import { NestedMounts, nestedVisit, parkAllWhenSent, refusedHtml } from "./nested.js";
import { assertFunctions, assertNames, type SessionOf } from "./options.js";
import { type LiveRequest, routeOf } from "./request.js";
import { isOver, keyOf, type PageContext, type Served, visitOf } from "./route.js";
import { printScriptData, scriptTag } from "./script-data.js";

export interface EmbedOptions<Request extends LiveRequest = LiveRequest> {
  /** Of the view's element; the name of the view unless told. A page has each id once. */
  readonly id?: string;
  /** What the view may know of its visitor, in place of what the app says. */
  readonly session?: SessionOf<Request>;
}

export interface ScriptOptions {
  /** Of the response's Content-Security-Policy. */
  readonly nonce?: string | null;
}

/** Mounts the view for a request, and prints it: HTML for wherever the page wants to have it. */
export type Embedded = (request: LiveRequest, response: ServerResponse) => Promise<string>;

const embedOptions: readonly (keyof EmbedOptions)[] = ["id", "session"];

interface Wish {
  readonly route: Served;
  readonly embed: Embed;
}

/** What a page of the app has embedded so far. */
class EmbeddingPage {
  readonly #ids = new Set<string>();
  readonly #mounts: NestedMounts[] = [];
  readonly #request: LiveRequest;
  readonly #response: ServerResponse;

  constructor(request: LiveRequest, response: ServerResponse) {
    this.#request = request;
    this.#response = response;
  }

  async print({ route, embed }: Wish): Promise<string> {
    if (this.#ids.has(embed.id)) throw new LiveError("NESTED_ID", { id: embed.id });
    this.#ids.add(embed.id);
    if (!isAskingForEmbed(this.#request)) return this.#mount({ route, embed });
    // The page has the others, and would throw them away.
    if (this.#wanted(route.context)?.nesting.within !== embed.id) return "";
    const visit = await this.#visitOf(route);
    const answer = await mountWanted(
      route.context,
      { request: this.#request, response: this.#response },
      { visit, meetViews: () => {} },
    );
    return answer?.html ?? "";
  }

  async #mount({ route, embed }: Wish): Promise<string> {
    const { context, view } = route;
    const response = this.#response;
    // A page that has a visitor's token in it is nobody else's.
    if (!response.hasHeader("Cache-Control")) {
      response.setHeader("Cache-Control", "private, no-cache");
    }
    const visit = await this.#visitOf(route);
    // That the visitor has gone is told once, to those who were there.
    if (isOver(response)) return "";
    const { registry, signSession } = context;
    const token = registry.services.embeds?.seal(embed, visit) ?? "";
    const attributes = embedAttributes(embed, token);
    const mounts = new NestedMounts(context, { visit });
    if (this.#mounts.length === 0) {
      parkAllWhenSent(this.#mounts, { request: this.#request, response, registry });
    }
    this.#mounts.push(mounts);
    try {
      const mounted = await mounts.mount(view, nestedVisit(visit, embed.nesting, embed.props));
      if (isOver(response)) {
        mounts.discardAll();
        return "";
      }
      const isAway = mounted.kind === "redirect" || mounts.redirect !== null;
      if (isAway) throw new LiveError("EMBED_REDIRECT", { view: embed.view });
      if (mounted.kind !== "mounted") return refusedHtml(embed.id);
      const live = signSession(mounted.session.id, visit.cookieId);
      const html = mounted.session.print(` live="${live}"${attributes}`);
      return mounts.fill(mounted.session, html);
    } catch (error) {
      return `<div${attributes}>${mounts.problemOf(view, error)}</div>`;
    }
  }

  #wanted({ options, registry }: PageContext): Embed | null {
    const cookieId = readCookieId(this.#request, !options.isProduction) ?? "";
    const owner = { cookieId, key: keyOf(this.#request, options), route: routeOf(this.#request) };
    return registry.services.embeds?.open(this.#request.headers["live-embed"], owner) ?? null;
  }

  #visitOf(route: Served): ReturnType<typeof visitOf> {
    const isPlainAllowed = !route.context.options.isProduction;
    const cookieId = ensureCookieId(this.#request, this.#response, isPlainAllowed);
    return visitOf(this.#request, cookieId, route);
  }
}

/** One per live app. */
export class Embedding {
  readonly #context: PageContext;
  readonly #pages = new WeakMap<ServerResponse, EmbeddingPage>();

  constructor(context: PageContext) {
    this.#context = context;
  }

  embed(view: View, props: object, options: EmbedOptions): Embedded {
    if (view?.definition === undefined) throw new LiveError("NESTED_VIEW", { got: view });
    const { name } = view.definition;
    if (name === null) throw new LiveError("NESTED_VIEW_WITHOUT_NAME", {});
    assertNames(options, embedOptions);
    assertFunctions(options, ["session"]);
    const { id = name, session } = options;
    const { registry } = this.#context;
    registry.serve(view);
    if (registry.services.views.find(name) === null)
      throw new LiveError("NESTED_VIEW_NAME", { name });
    const embed = {
      ...{ view: name, id, props, isSticky: false },
      nesting: { parentId: null, depth: 0, within: id },
    };
    const page = session === undefined ? {} : { session };
    const route = { view, page, context: this.#context };
    return (request, response) => this.#pageOf(request, response).print({ route, embed });
  }

  script({ nonce = null }: ScriptOptions): string {
    const { scriptUrl, debugUrl, options } = this.#context;
    const debug = debugUrl === null ? "" : scriptTag(debugUrl, nonce);
    return debug + scriptTag(scriptUrl, nonce, printScriptData(options));
  }

  #pageOf(request: LiveRequest, response: ServerResponse): EmbeddingPage {
    const page = this.#pages.get(response) ?? new EmbeddingPage(request, response);
    this.#pages.set(response, page);
    return page;
  }
}
