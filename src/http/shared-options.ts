// Options of pages that several of them share: set by middleware, for every live page that a request comes to after it.
import type { PageOptions } from "./options.js";
import type { Handler, LiveRequest } from "./request.js";

/** Those of one live app. */
export class SharedOptions {
  readonly #byRequest = new WeakMap<LiveRequest, PageOptions>();

  /** What an earlier middleware has set stays where this one says nothing. */
  middleware(options: PageOptions): Handler {
    // One object for each set of outer options, so that pages know what they have seen.
    const merged = new WeakMap<PageOptions, PageOptions>();
    return (request, _response, next) => {
      const outer = this.#byRequest.get(request);
      let all = outer === undefined ? options : merged.get(outer);
      if (outer !== undefined && all === undefined) {
        all = mergeOptions(outer, options);
        merged.set(outer, all);
      }
      if (all !== undefined) this.#byRequest.set(request, all);
      next();
    };
  }

  of(request: LiveRequest): PageOptions | undefined {
    return this.#byRequest.get(request);
  }
}

/** An option that is there and undefined is not given. */
export function mergeOptions(outer: PageOptions, inner: PageOptions): PageOptions {
  const given = Object.entries(inner).filter(([, value]) => value !== undefined);
  return { ...outer, ...Object.fromEntries(given) };
}
