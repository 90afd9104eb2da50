// How a live page behaves among other middleware: validators, caches, HEAD, compression, nonces of a policy.
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { createGzip, gunzipSync } from "node:zlib";
import { expect } from "chai";
import express, { type ErrorRequestHandler, type RequestHandler, type Response } from "express";
import { createLive, defineView, type Layout, type LiveError } from "slotwire";
import { Counter, maskTokens } from "../support/counter.js";
import { hiddenField, post } from "../support/form-visitor.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

/** Compresses as the middleware of that name does: it takes the place of `write` and `end`. */
const compress: RequestHandler = (_request, response, next) => {
  const gzip = createGzip();
  const { write, end } = response;
  gzip.on("data", (chunk) => Reflect.apply(write, response, [chunk]));
  gzip.on("end", () => Reflect.apply(end, response, []));
  response.end = ((chunk: Buffer | string) => {
    response.removeHeader("Content-Length");
    response.setHeader("Content-Encoding", "gzip");
    response.vary("Accept-Encoding");
    gzip.end(chunk);
    return response;
  }) as typeof response.end;
  next();
};

/** Without fetch, which would decode the body. */
async function rawGet(url: string): Promise<{ headers: Record<string, unknown>; body: Buffer }> {
  const [response] = await once(httpRequest(url).end(), "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { headers: response.headers, body: Buffer.concat(chunks) };
}

const Saver = defineView({
  mount: () => ({}),
  events: {
    save: (_state, ctx) => {
      ctx.status(422);
    },
  },
  render: () => <form live-submit="save" />,
});

describe("a live page among other middleware", () => {
  it("has no validator, so that each visit gets a session of its own", async () => {
    const live = createLive();
    await using site = await serve(express().get("/", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const headers = { "if-none-match": "*", "if-modified-since": new Date().toUTCString() };
    const { response } = await visitor.get("/", { headers });
    expect(response.status).to.equal(200);
    expect(response.headers.get("etag")).to.equal(null);
    expect(response.headers.get("last-modified")).to.equal(null);
    expect(live.stats().parked).to.equal(1);
  });

  it("is as private as middleware wants it, and never less than by itself", async () => {
    const live = createLive();
    const caching =
      (value: string): RequestHandler =>
      (_request, response, next) => {
        response.setHeader("Cache-Control", value);
        next();
      };
    const strict = "no-store, max-age=0";
    const app = express()
      .get("/strict", caching(strict), live.page(Counter))
      .get("/loose", caching("public, max-age=60"), live.page(Counter));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const cachingOf = async (path: string) =>
      (await visitor.get(path)).response.headers.get("cache-control");
    expect(await cachingOf("/strict")).to.equal(strict);
    expect(await cachingOf("/loose")).to.equal("private, no-cache");
  });

  it("is not stored by a cache that is shared, whatever its status", async () => {
    const live = createLive();
    await using site = await serve(express().all("/", live.page(Saver)), live);
    const visitor = new Visitor(site.url);
    const { response, html } = await visitor.get("/");
    const shown = await post(visitor, "/", { _live: hiddenField(html) });
    const all = [response, shown.response];
    expect(all.map(({ status }) => status)).to.deep.equal([200, 422]);
    for (const { headers } of all) {
      expect(headers.get("cache-control")).to.equal("private, no-cache");
      expect(headers.get("vary")).to.equal("live-nav, live-rejoin");
    }
  });

  it("passes through compression, and is parked when the compressed bytes are out", async () => {
    const live = createLive();
    await using site = await serve(express().use(compress).get("/", live.page(Counter)), live);
    const { headers, body } = await rawGet(`${site.url}/`);
    expect(headers["content-encoding"]).to.equal("gzip");
    expect(headers["content-length"]).to.equal(undefined);
    expect(maskTokens(gunzipSync(body).toString())).to.match(/^<!DOCTYPE html>.*<\/html>$/);
    expect(live.stats().parked).to.equal(1);
  });

  it("gives the nonce of the policy to its script and to the layout", async () => {
    const Shell: Layout = ({ head, children, nonce }) => (
      <html lang="en">
        <head>
          {head}
          <style nonce={nonce} />
        </head>
        <body>{children}</body>
      </html>
    );
    let count = 0;
    const live = createLive({ layout: Shell, nonce: (_request, { locals }) => locals?.nonce });
    const app = express().use((_request, response, next) => {
      response.locals.nonce = `n${++count}+/=`;
      next();
    });
    app.get("/", live.page(Counter));
    const own = (_request: unknown, response: Response) => `own-${response.locals.nonce}`;
    app.get("/own", live.page(Counter, { nonce: own }));
    app.get("/none", live.page(Counter, { nonce: () => undefined }));
    await using site = await serve(app, live);
    const noncesAt = async (path: string) => {
      const { html } = await new Visitor(site.url).get(path);
      return [...html.matchAll(/<(\w+)[^>]* nonce="([^"]*)"/g)].map(([, tag, nonce]) => [
        tag,
        nonce,
      ]);
    };
    const of = (nonce: string) => [
      ["script", nonce],
      ["script", nonce],
      ["style", nonce],
    ];
    expect(await noncesAt("/")).to.deep.equal(of("n1+/="));
    expect(await noncesAt("/")).to.deep.equal(of("n2+/="));
    expect(await noncesAt("/own")).to.deep.equal(of("own-n3+/="));
    expect(await noncesAt("/none")).to.deep.equal([]);
  });

  it("tells the author of a nonce that is a promise, which would be none", async () => {
    const nonce = (async () => Promise.reject(new Error("no nonce"))) as unknown as () => string;
    const live = createLive({ nonce });
    const seen: unknown[] = [];
    const app = express().get("/", live.page(Counter));
    app.use(((error, _request, response, _next) => {
      seen.push(error);
      response.sendStatus(500);
    }) satisfies ErrorRequestHandler);
    await using site = await serve(app, live);
    const { response } = await new Visitor(site.url).get("/");
    expect(response.status).to.equal(500);
    expect(seen.map((error) => (error as LiveError).code)).to.deep.equal(["LIVE_OPTION_INVALID"]);
    expect(live.stats().sessions).to.equal(0);
  });
});
