// Finds the path params of other URLs of the same route as Express would, for pages whose path may change without a request.
import type { EventEmitter } from "node:events";
import type { PathMatcher } from "../session/visit-url.js";
import { type LiveRequest, pathnameOf, urlOf } from "./request.js";

interface Match {
  readonly params?: Params;
  readonly path?: string;
}

/** An entry of an Express router. Up to Express 5.2 it keeps what `match` found, later it answers with it. */
interface Layer extends Match {
  readonly name?: string;
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

interface AppLike {
  readonly router?: unknown;
  /** Of Express 4, whose `router` throws. */
  readonly _router?: unknown;
  /** The app that this one is mounted in. */
  readonly parent?: AppLike;
}

interface RoutedRequest extends LiveRequest {
  readonly route?: RouteLike;
  readonly app?: AppLike;
}

type Params = Readonly<Record<string, string>>;
type Stack = readonly Layer[];

/** What a GET of a path runs through until it is at the route. */
interface Way {
  readonly layers: Layer[];
  readonly params: Params;
  /** What routers on the way have taken of the path. */
  readonly prefix: string;
}

interface Place {
  readonly stack: Stack;
  /** Those of the apps that are mounted in this one, each in the one before. */
  readonly inner: readonly Stack[];
  readonly path: string;
  readonly prefix: string;
}

interface Goal {
  readonly route: RouteLike;
  readonly layers: Layer[];
}

/** The name of the function that Express puts in the place of an app within an app, which cannot be seen from there. */
const mountedName = "mounted_app";

/**
 * Null where the way of the request cannot be told, as behind an app that is mounted beside this one. A path
 * counts only where the same middleware, and the same routes in their order, stand before the page: a
 * guard of its own is asked by a navigation.
 */
export function pathMatcher(request: LiveRequest): PathMatcher | null {
  const { app, route, baseUrl = "", socket } = request as RoutedRequest;
  const apps = appsOf(app);
  const stacks = stacksOf(apps);
  if (route === undefined || stacks === null || isBehindOther(apps[0], socket)) return null;
  const wayOf = (path: string) => findWay(stacks, path, route);
  const now = wayOf(pathnameOf(urlOf(request)));
  // An app that a router was given knows nothing of it.
  if (now === null || now.prefix !== baseUrl) return null;
  return (path) => {
    const way = wayOf(path);
    return way !== null && isSame(way.layers, now.layers) ? way.params : null;
  };
}

/** Those that the request has come through, the outermost first, as far as they know of each other. */
function appsOf(app: AppLike | undefined): readonly AppLike[] {
  const apps: AppLike[] = [];
  for (let each = app; each !== undefined; each = each.parent) apps.unshift(each);
  return apps;
}

/** Null where one has no router. */
function stacksOf(apps: readonly AppLike[]): readonly Stack[] | null {
  const stacks: Stack[] = [];
  for (const app of apps) {
    const { stack } = Object(app._router ?? app.router) as Partial<RouterLike>;
    if (!Array.isArray(stack)) return null;
    stacks.push(stack);
  }
  return stacks.length === 0 ? null : stacks;
}

/** The server has given the request to another app, of which this one knows nothing. */
function isBehindOther(outermost: AppLike | undefined, socket: unknown): boolean {
  const { server } = (socket ?? {}) as { readonly server?: EventEmitter };
  const listeners: readonly unknown[] = server?.listeners("request") ?? [];
  const isApp = (each: unknown): boolean => "set" in Object(each) && "handle" in Object(each);
  return listeners.some(isApp) && !listeners.includes(outermost);
}

/** A path that cannot be decoded has none, nor one that leads into an app that hides what stands in it. */
function findWay([stack = [], ...inner]: readonly Stack[], path: string, route: RouteLike) {
  const layers: Layer[] = [];
  try {
    return walk({ stack, inner, path, prefix: "" }, { route, layers });
  } catch {
    return null;
  }
}

/** Throws where a matching app hides what stands in it. */
function walk({ stack, inner, path, prefix }: Place, goal: Goal): Way | null {
  for (const layer of stack) {
    const match = layer.match(path);
    if (!match) continue;
    const { params: found, path: taken = "" } = match === true ? layer : match;
    const params = { ...found };
    const { route, handle } = layer;
    if (route !== undefined) {
      if (!route.methods?.get && !route.methods?._all) continue;
      goal.layers.push(layer);
      if (route === goal.route) return { layers: goal.layers, params, prefix };
      continue;
    }
    goal.layers.push(layer);
    const rest = path.slice(taken.length);
    if (!/^(\/|$)/.test(rest)) continue;
    const deeper = { path: rest === "" ? "/" : rest, prefix: prefix + taken.replace(/\/$/, "") };
    if (layer.name === mountedName) {
      const [app, ...others] = inner;
      const isAlone = stack.every(
        (each) => each.name !== mountedName || each === layer || !each.match(path),
      );
      if (app === undefined || !isAlone) throw new Error("hidden");
      return walk({ ...deeper, stack: app, inner: others }, goal);
    }
    if (handle?.stack === undefined) continue;
    const way = walk({ ...deeper, stack: handle.stack, inner }, goal);
    if (way !== null) {
      return handle.mergeParams ? { ...way, params: { ...params, ...way.params } } : way;
    }
  }
  return null;
}

function isSame(one: readonly Layer[], other: readonly Layer[]): boolean {
  return one.length === other.length && one.every((layer, at) => layer === other[at]);
}
