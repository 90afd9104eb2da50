// What `createLive` returns: Express middleware, with methods.
import type { Server, ServerResponse } from "node:http";
import type { NoProps } from "../live/context.js";
import type { Topic } from "../live/topic.js";
import type { View } from "../live/view.js";
import type { LiveStats } from "../session/stats.js";
import type { Embedded, EmbedOptions, ScriptOptions } from "./embedding.js";
import type { PageOptions } from "./options.js";
import type { Handler, LiveRequest, Next } from "./request.js";

/** A live app: Express middleware that serves the client script, with the methods below. */
export interface Live<Request extends LiveRequest = LiveRequest> {
  (request: LiveRequest, response: ServerResponse, next: Next): void;
  /**
   * The handler of a live page, for any route of any router.
   *
   * @example
   * ```ts
   * app.get("/counter", requireUser, live.page(Counter));
   * ```
   */
  page(view: View, options?: PageOptions<Request>): Handler;
  /**
   * Middleware that sets options for every live page that a request comes to after it: those of a
   * router, for example. What the page itself is given wins.
   *
   * @example
   * ```ts
   * router.use(live.pages({ within: Account, session: ({ session }) => ({ user: session.user }) }));
   * router.get("/orders", live.page(Orders));
   * ```
   */
  pages(options: PageOptions<Request>): Handler;
  /**
   * A live view for pages that the app prints itself, by EJS, Pug or hand: a function that mounts it for
   * a request, and resolves to its HTML. The page needs `live.script()`, too.
   *
   * @example
   * ```ts
   * const cart = live.embed(Cart, { size: "small" });
   * app.get("/about", async (request, response) => {
   *   response.render("about", { cart: await cart(request, response), script: live.script() });
   * });
   * ```
   */
  embed<Props extends object>(
    view: View<object, Props>,
    ...given: EmbedArguments<Props, Request>
  ): Embedded;
  /** The tag of the client's script, for the head of a page that the app prints itself. */
  script(options?: ScriptOptions): string;
  /** Takes the WebSocket upgrades of this app, and no others, from a server. Returns the server. */
  attach<HttpServer extends Server>(server: HttpServer): HttpServer;
  /** Sends a message to every session that subscribed to the topic. */
  publish<Message>(topic: Topic<Message>, message: Message): void;
  /**
   * The URL of a file in the folder of the option `assets`, with a hash of its content: `/app.css?v=HASH`.
   * Asked for by it, the file may be kept for ever, where `app.use(live)` stands before `express.static`.
   *
   * @example
   * ```ts
   * const live = createLive({ assets: { folder: "public" } });
   * app.use(live, express.static("public"));
   * live.asset("app.css");
   * ```
   */
  asset(name: string): string;
  /**
   * Ends all sessions of a key (see the option `key`), for example when a user logs out: in this
   * process before it returns, in all others and in the store when the promise settles. What fails
   * on the way goes to `onError`; the promise never rejects.
   *
   * @example
   * ```ts
   * app.post("/logout", async (request, response) => {
   *   await live.disconnect(request.session.userId);
   *   request.session.destroy(() => response.redirect("/"));
   * });
   * ```
   */
  disconnect(key: string): Promise<void>;
  /** Counts of what this process holds and does at the moment; cheap enough for a request. */
  stats(): LiveStats;
  /** The same as text for Prometheus. */
  metrics(): string;
  /**
   * The handler of a page with `metrics()`. It tells how many visitors there are: put it behind a guard.
   *
   * @example
   * ```ts
   * app.get("/metrics", requireOperator, live.metricsPage());
   * ```
   */
  metricsPage(): Handler;
  /**
   * Drains: takes no page, no socket and no event any more, lets running handlers end, stores the sessions where the
   * `store` outlives the process, and tells each page when to come back. The server itself is the app's to close.
   * It ends once: whoever calls it again waits for the same.
   *
   * @example
   * ```ts
   * process.once("SIGTERM", async () => {
   *   server.close();
   *   await live.close({ timeoutMs: 5_000 });
   *   process.exit(0);
   * });
   * ```
   */
  close(options?: CloseOptions): Promise<void>;
}

/** Props that may be left out are not asked for. */
export type EmbedArguments<Props, Request extends LiveRequest> = NoProps extends Props
  ? [props?: NoInfer<Props>, options?: EmbedOptions<Request>]
  : [props: NoInfer<Props>, options?: EmbedOptions<Request>];

export interface CloseOptions {
  /** How long handlers and then the store are waited for; 10,000 unless told. */
  readonly timeoutMs?: number;
}
