// A browser without scripts: reads the forms of a page and posts them as a browser would.
import type { ErrorRequestHandler } from "express";
import type { FetchedPage, Visitor } from "./visitor.js";

export interface PostOptions {
  readonly headers?: Record<string, string>;
  /** The body as it is, instead of urlencoded fields. */
  readonly body?: BodyInit;
  /** For a body that is a stream. */
  readonly duplex?: "half";
}

/** The value of the hidden field of the nth form. */
export function hiddenField(html: string, nth = 0): string {
  const all = [...html.matchAll(/<input type="hidden" name="_live" value="([^"]*)"/g)];
  return all[nth]?.[1] ?? "";
}

/** Posts fields, among them the hidden one, to a path. */
export function post(
  visitor: Visitor,
  path: string,
  fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  { headers = {}, body, duplex }: PostOptions = {},
): Promise<FetchedPage> {
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  return visitor.get(path, {
    method: "POST",
    body: body ?? text,
    headers,
    ...(duplex && { duplex }),
  });
}

/** What is inside of the view's container, with the secrets masked. */
export function viewOf(html: string): string {
  const inner = /<div l=1 live="[^"]*">([\s\S]*)<\/div><\/body>/.exec(html)?.[1] ?? html;
  return inner.replace(/ value="1\.[\w.-]+ /g, ' value="TOKEN ').replace(/@[\w-]{7}/g, "@ACTION");
}

/** The status of an error as its whole answer, as an app might do it. */
export const statusOnly: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(error.status ?? 500).send(error.message);
};
