// What a page cannot answer by itself goes to the app's error handlers, whatever it is that was thrown.
import type { ServerResponse } from "node:http";
import { types } from "node:util";
import { LiveError, show } from "../errors.js";
import type { Next } from "./request.js";

/** Never throws: nobody is there to catch it, and that would end the process. */
export function handOver(thrown: unknown, response: ServerResponse, next: Next): void {
  try {
    next(errorOf(thrown));
  } catch {
    // An error that throws when Express looks at it.
    if (!response.headersSent) response.writeHead(500, { "Content-Length": 0 });
    response.end();
  }
}

/** To Express nothing, `"route"` and `"router"` are no errors: it would go on as if nothing had been thrown. */
function errorOf(thrown: unknown): object {
  if (thrown instanceof LiveError && thrown.code === "MOUNT_TIMEOUT") {
    return Object.assign(thrown, { status: 503, statusCode: 503, expose: false });
  }
  const isObject = typeof thrown === "object" && thrown !== null;
  if (isObject && !types.isProxy(thrown)) return thrown;
  return new Error(`expected an error, got: ${isObject ? "a proxy" : show(thrown)}`, {
    cause: thrown,
  });
}
