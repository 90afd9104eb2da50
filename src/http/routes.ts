// The routes of one handler: the same view, once for each set of options that requests bring from `live.pages`.
import { placeView } from "../live/placed-view.js";
import type { View } from "../live/view.js";
import type { PageOptions } from "./options.js";
import type { LiveRequest } from "./request.js";
import { createRoute, type PageContext, type Route } from "./route.js";
import { mergeOptions } from "./shared-options.js";

export class Routes {
  readonly #view: View;
  readonly #page: PageOptions;
  readonly #context: PageContext;
  readonly #own: Route;
  readonly #byShared = new WeakMap<PageOptions, Route>();

  constructor(view: View, page: PageOptions, context: PageContext) {
    this.#view = view;
    this.#page = page;
    this.#context = context;
    this.#own = this.#create(page);
  }

  of(request: LiveRequest): Route {
    const shared = this.#context.shared.of(request);
    if (shared === undefined) return this.#own;
    const known = this.#byShared.get(shared);
    if (known !== undefined) return known;
    const route = this.#create(mergeOptions(shared, this.#page));
    this.#byShared.set(shared, route);
    return route;
  }

  #create(page: PageOptions): Route {
    const { options, registry } = this.#context;
    const { within = options.within, title = options.title } = page;
    const layouts = typeof within === "function" ? [within] : within;
    const view = placeView(this.#view, { within: layouts, title });
    registry.serve(view);
    return createRoute(view, page, this.#context);
  }
}
