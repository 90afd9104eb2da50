// Finds the path params of other URLs of the same route as Express would, for pages whose path may change without a request.
import type { PathMatcher } from "../session/visit-url.js";
import { type LiveRequest, pathnameOf, urlOf } from "./request.js";

interface Match {
  readonly params?: Params;
  readonly path?: string;
}

/** An entry of an Express router. Up to Express 5.2 it keeps what `match` found, later it answers with it. */
interface Layer extends Match {
  match(path: string): boolean | Match;
  readonly route?: RouteLike;
  readonly handle?: Partial<RouterLike>;
}

interface RouterLike {
  readonly stack: readonly Layer[];
  readonly mergeParams: boolean;
}

interface RouteLike {
  readonly path?: unknown;
  readonly methods?: Readonly<Record<string, boolean>>;
}

interface RoutedRequest extends LiveRequest {
  readonly route?: RouteLike;
  readonly app?: { readonly router?: unknown; readonly parent?: unknown };
}

type Params = Readonly<Record<string, string>>;

/** What a GET of a path runs through until it is at the route. */
interface Way {
  readonly layers: Layer[];
  readonly params: Params;
}

/**
 * Null where the way of the request cannot be told, as in an app that is mounted in another one. A path
 * counts only where the same middleware, and the same routes in their order, stand before the page: a
 * guard of its own is asked by a navigation.
 */
export function pathMatcher(request: LiveRequest): PathMatcher | null {
  const { app, route } = request as RoutedRequest;
  const router = app?.router as Partial<RouterLike> | undefined;
  const stack = router?.stack;
  if (route === undefined || !Array.isArray(stack) || app?.parent !== undefined) return null;
  const wayOf = (path: string) => findWay(stack, path, route);
  const now = wayOf(pathnameOf(urlOf(request)));
  if (now === null) return null;
  return (path) => {
    const way = wayOf(path);
    return way !== null && isSame(way.layers, now.layers) ? way.params : null;
  };
}

/** A path that cannot be decoded has none. */
function findWay(stack: readonly Layer[], path: string, route: RouteLike): Way | null {
  const layers: Layer[] = [];
  try {
    const params = walk(stack, path, { route, layers });
    return params === null ? null : { layers, params };
  } catch {
    return null;
  }
}

function walk(
  stack: readonly Layer[],
  path: string,
  goal: { readonly route: RouteLike; readonly layers: Layer[] },
): Params | null {
  for (const layer of stack) {
    const match = layer.match(path);
    if (!match) continue;
    const { params: found, path: taken = "" } = match === true ? layer : match;
    const params = { ...found };
    const { route, handle } = layer;
    if (route !== undefined) {
      if (!route.methods?.get && !route.methods?._all) continue;
      goal.layers.push(layer);
      if (route === goal.route) return params;
      continue;
    }
    goal.layers.push(layer);
    const rest = path.slice(taken.length);
    if (handle?.stack === undefined || !/^(\/|$)/.test(rest)) continue;
    const inner = walk(handle.stack, rest === "" ? "/" : rest, goal);
    if (inner !== null) return handle.mergeParams ? { ...params, ...inner } : inner;
  }
  return null;
}

function isSame(one: readonly Layer[], other: readonly Layer[]): boolean {
  return one.length === other.length && one.every((layer, at) => layer === other[at]);
}
