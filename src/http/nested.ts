// Mounts the views that are nested in a page, in the page's own request and side by side, and puts them into its HTML.
import type { ServerResponse } from "node:http";
import { LiveError } from "../errors.js";
import { escapeAttribute } from "../jsx/escape.js";
import type { SessionData } from "../live/context.js";
import type { View } from "../live/view.js";
import type { MountAnswer } from "../session/mount-call.js";
import { type NestedInstance, nestedIn } from "../session/nested-instance.js";
import type { Registry } from "../session/registry.js";
import type { Session } from "../session/session.js";
import type { SessionVisit } from "../session/session-parts.js";
import { printPlain } from "../tree/print-plain.js";
import type { LiveRequest } from "./request.js";

export interface NestingContext {
  readonly registry: Registry;
  /** The token that lets this visitor's page join the session. */
  signSession(sessionId: string, cookieId: string): string;
}

/** Who asks, and for what. */
export interface NestingVisit extends Pick<SessionVisit, "cookieId" | "address" | "key"> {
  /** What the app says of the visitor; of nested views no page says more. */
  session(): Promise<SessionData>;
  /** Sticky views that the page keeps, by their ids. */
  readonly keptIds: ReadonlySet<string>;
}

/** For one request. */
export class NestedMounts {
  /** A `mount` among them sends the whole page elsewhere. */
  redirect: Extract<MountAnswer, { readonly kind: "redirect" }> | null = null;
  /** Those that were mounted. */
  readonly sessions: Session[] = [];
  readonly #context: NestingContext;
  readonly #visit: NestingVisit;
  #count = 0;

  constructor(context: NestingContext, visit: NestingVisit) {
    this.#context = context;
    this.#visit = visit;
  }

  /** Returns what puts everything that is nested in a session into its HTML. Never rejects. */
  async mountAllIn(session: Session): Promise<(html: string) => string> {
    const wanted = nestedIn(session.page);
    const filled = await Promise.all(wanted.map((each) => this.#htmlOf(each)));
    return (html) =>
      wanted.reduce((text, { placeholder }, at) => {
        return text.replace(placeholder, () => filled[at] ?? "");
      }, html);
  }

  /** Mounts one, with all that is nested in it. Rejects with what its code throws. */
  async mount(view: View, visit: SessionVisit, attributes: string): Promise<string | MountAnswer> {
    const { registry, signSession } = this.#context;
    const mounted = await registry.mount(view, visit, {
      created: (session) => this.sessions.push(session),
    });
    if (mounted.kind === "redirect" || mounted.kind === "status") return mounted;
    const { session } = mounted;
    try {
      const fill = await this.mountAllIn(session);
      const token = signSession(session.id, visit.cookieId);
      return fill(session.print(` live="${token}"${attributes}`));
    } catch (error) {
      registry.discard(session);
      throw error;
    }
  }

  /** Nobody will see them. */
  discardAll(): void {
    for (const session of this.sessions) this.#context.registry.discard(session);
  }

  async #htmlOf({ view, embed, attributes, placeholder }: NestedInstance): Promise<string> {
    const { id, isSticky, nesting, props } = embed;
    const { cookieId, address, key = null, keptIds } = this.#visit;
    if (isSticky && keptIds.has(id)) return placeholder;
    try {
      this.#assertFew(view);
      const session = await this.#visit.session();
      const who = { cookieId, address, key, session };
      const visit = { params: {}, query: {}, url: "", ...who, nesting, props: copyOf(props) };
      const mounted = await this.mount(view, visit, attributes);
      if (typeof mounted === "string") return mounted;
      if (mounted.kind === "redirect") this.redirect ??= mounted;
      // What its `mount` has refused is not asked for again.
      return `<div id="${escapeAttribute(id)}"></div>`;
    } catch (error) {
      return placeholder.replace("></div>", () => `>${this.problemOf(view, error)}</div>`);
    }
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

  #assertFew({ definition }: View): void {
    const limit = this.#context.registry.services.limits.maxNestedViews;
    const view = String(definition.name);
    if (++this.#count > limit) throw new LiveError("NESTED_TOO_MANY", { view, limit });
  }
}

/** The same as a page brings back that has it mounted later. */
function copyOf(props: object): object {
  return JSON.parse(JSON.stringify(props)) as object;
}

/** Only what reached its browser waits for a socket. */
export function parkAllWhenSent(
  sessions: readonly Session[],
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
    for (const session of sessions) {
      if (isSent) registry.park(session);
      else registry.discard(session);
    }
  });
}
