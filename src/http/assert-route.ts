// Tells the author of a view whose route has other params than the view says.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { strangeParam } from "../live/route-params.js";
import type { View } from "../live/view.js";
import { type LiveRequest, routeOf } from "./request.js";

/** In development only: the types have promised what is checked here. */
export function assertRoute({ definition }: View, request: LiveRequest): void {
  const { route, name } = definition;
  if (route === null || !isDevelopment()) return;
  const param = strangeParam(route, { ...request.params });
  if (param === null) return;
  const view = name ?? "the view";
  throw new LiveError("ROUTE_PARAMS", { view, route, param: param.name, got: routeOf(request) });
}
