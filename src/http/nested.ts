// Mounts the views that are nested in a page, in the page's own request and side by side, and puts them into its HTML.
import type { ServerResponse } from "node:http";
import { LiveError } from "../errors.js";
import { escapeAttribute } from "../jsx/escape.js";
import type { View } from "../live/view.js";
import type { Nesting } from "../session/embeds.js";
import type { MountAnswer } from "../session/mount-call.js";
import { type NestedInstance, nestedIn } from "../session/nested-instance.js";
import type { MountResult, Registry } from "../session/registry.js";
import type { Returning } from "../session/restore.js";
import type { Session } from "../session/session.js";
import type { SessionVisit } from "../session/session-parts.js";
import type { ShownDocument } from "../session/shown-document.js";
import { printPlain } from "../tree/print-plain.js";
import type { FormTokens } from "./form-tokens.js";
import { navigationOf } from "./navigating.js";
import { withFormFields } from "./printed-forms.js";
import type { LiveRequest } from "./request.js";

export interface NestingContext {
  readonly registry: Registry;
  readonly formTokens: FormTokens;
  /** The token that lets this visitor's page join the session. */
  signSession(sessionId: string, cookieId: string): string;
}

export interface MountingPage {
  readonly visit: SessionVisit;
  /** In which the views stand, as far as the page says before it is printed. */
  readonly document?: ShownDocument | null;
  /** Ids of sticky views that the page keeps. */
  readonly keptIds?: readonly string[];
}

/** For one request. */
export class NestedMounts {
  /** A `mount` among them sends the whole page elsewhere. */
  redirect: Extract<MountAnswer, { readonly kind: "redirect" }> | null = null;
  /** Those that were mounted. */
  readonly sessions: Session[] = [];
  readonly #context: NestingContext;
  /** Of the page around them. */
  readonly #visit: SessionVisit;
  readonly #document: ShownDocument | null;
  readonly #keptIds: ReadonlySet<string>;
  /** What stands in each place: a session, or HTML in its stead. */
  readonly #shown = new Map<NestedInstance, Session | string>();
  readonly #ids = new Set<string>();
  #count = 0;

  constructor(context: NestingContext, { visit, document = null, keptIds = [] }: MountingPage) {
    this.#context = context;
    this.#visit = visit;
    this.#document = document;
    this.#keptIds = new Set(keptIds);
  }

  /** Mounts whatever is nested in a session and was not mounted before. Never rejects. */
  async mountAllIn(session: Session): Promise<void> {
    const wanted = nestedIn(session.page).filter((each) => !this.#shown.has(each));
    await Promise.all(wanted.map((each) => this.#mountIn(each)));
  }

  /** The session with this path of ids, from the page's on. */
  find(session: Session, [id, ...rest]: readonly string[]): Session | null {
    if (id === undefined) return session;
    const found = nestedIn(session.page).find(({ embed }) => embed.id === id);
    const shown = found && this.#shown.get(found);
    return typeof shown === "object" ? this.find(shown, rest) : null;
  }

  /** Puts everything that is nested in a session into its HTML. */
  fill(session: Session, html: string): string {
    return this.#fill(session, html, null);
  }

  /** The same, with what forms need where there are no scripts. */
  fillWithForms(session: Session, html: string): string {
    return this.#fill(session, html, []);
  }

  /** Mounts one. Rejects with what its code throws. */
  async mount(
    view: View,
    visit: SessionVisit,
    returning: Returning | null = null,
  ): Promise<MountResult> {
    const { registry } = this.#context;
    this.#assertFew(view);
    const created = (session: Session): void => {
      session.document = this.#document;
      this.sessions.push(session);
    };
    const mounted = await registry.mount(view, visit, { created, returning });
    // A page that comes back has the views that are nested in it.
    if (mounted.kind === "mounted" && returning === null) await this.mountAllIn(mounted.session);
    return mounted;
  }

  /** The page around them is printed. */
  standIn(document: ShownDocument | null): void {
    for (const session of this.sessions) session.document = document;
  }

  /** Nobody will see them. */
  discardAll(): void {
    for (const session of this.sessions) this.#context.registry.discard(session);
  }

  /** What a view has to show that could not be mounted; the error is reported. */
  problemOf({ definition }: View, error: unknown): string {
    const { problems } = this.#context.registry.services;
    const failing = { id: "", definition, outbox: { s: 0, link: null } };
    const reference = problems.report(error, "mount", failing);
    try {
      return printPlain(definition.error?.(error, { reference }));
    } catch (second) {
      problems.report(second, "error", failing);
      return "";
    }
  }

  async #mountIn(nested: NestedInstance): Promise<void> {
    const { view, embed, attributes, placeholder } = nested;
    const { id, isSticky, nesting, props } = embed;
    if (isSticky && this.#keptIds.has(id)) return;
    try {
      if (this.#ids.has(id)) throw new LiveError("NESTED_ID", { id });
      this.#ids.add(id);
      const mounted = await this.mount(view, nestedVisit(this.#visit, nesting, props));
      if (mounted.kind === "redirect") this.redirect ??= mounted;
      this.#shown.set(nested, mounted.kind === "mounted" ? mounted.session : refusedHtml(id));
    } catch (error) {
      const problem = this.problemOf(view, error);
      this.#shown.set(nested, problem === "" ? placeholder : `<div${attributes}>${problem}</div>`);
    }
  }

  /** `path`: of ids, for forms; null where they have a script. */
  #fill(session: Session, html: string, path: readonly string[] | null): string {
    return nestedIn(session.page).reduce((text, nested) => {
      return text.replace(nested.placeholder, () => this.#print(nested, path));
    }, html);
  }

  #print(nested: NestedInstance, path: readonly string[] | null): string {
    const shown = this.#shown.get(nested) ?? nested.placeholder;
    if (typeof shown === "string") return shown;
    const { signSession, formTokens } = this.#context;
    const { cookieId } = this.#visit;
    const html = shown.print(` live="${signSession(shown.id, cookieId)}"${nested.attributes}`);
    if (path === null) return this.#fill(shown, html, null);
    const inner = [...path, nested.embed.id];
    const forms = () => formTokens.of(shown, cookieId);
    return this.#fill(shown, withFormFields(html, forms, inner), inner);
  }

  #assertFew({ definition }: View): void {
    const limit = this.#context.registry.services.limits.maxNestedViews;
    const view = String(definition.name);
    if (++this.#count > limit) throw new LiveError("NESTED_TOO_MANY", { view, limit });
  }
}

/** The URL is the page's; of the visitor it knows as much. Its props are the same as a page brings back that has it mounted later. */
export function nestedVisit(visit: SessionVisit, nesting: Nesting, props: object): SessionVisit {
  const copy = JSON.parse(JSON.stringify(props)) as object;
  const place = { params: {}, query: {}, url: "", from: null, flash: null, matchPath: null };
  return { ...visit, ...place, nesting, props: copy };
}

/** What its `mount` has refused is not asked for again. */
export function refusedHtml(id: string): string {
  return `<div id="${escapeAttribute(id)}"></div>`;
}

/** Only what reached its browser waits for a socket; to `all` more may come until then. */
export function parkAllWhenSent(
  all: readonly NestedMounts[],
  {
    request,
    response,
    registry,
  }: {
    readonly request: LiveRequest;
    readonly response: ServerResponse;
    readonly registry: Registry;
  },
): void {
  response.once("close", () => {
    const isSent = response.writableFinished && request.method !== "HEAD";
    const isPrefetch = navigationOf(request) === "prefetch";
    for (const session of all.flatMap(({ sessions }) => sessions)) {
      if (isSent) registry.park(session, { isPrefetch });
      else registry.discard(session);
    }
  });
}
