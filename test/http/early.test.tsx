// Pages that begin before their view is mounted: what is sent first, what comes then, and what happens when there is no page.
import { expect } from "chai";
import compression from "compression";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { createLive, defineView, type Layout, type LiveOptions, type PageOptions } from "slotwire";
import { maskTokens } from "../support/counter.js";
import { layoutOf, navigation } from "../support/navigating.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const Site: Layout = ({ head, children, title }) => (
  <html lang="en" data-title={title}>
    <head class="a>b">
      <meta charset="utf-8" />
      <title>Site</title>
      <meta name="description" content="of the site" />
      {head}
      <link rel="canonical" href="/" />
      <link rel="stylesheet" href="/app.css" />
    </head>
    <body>
      <h1>{title}</h1>
      {children}
    </body>
  </html>
);

/** A view whose `mount` waits until it is told. */
function slowView() {
  let go = (_answer: string): void => {};
  const said = new Promise<string>((resolve) => {
    go = resolve;
  });
  const urls: string[] = [];
  const View = defineView({
    name: "slow",
    mount: async ({ url, query, ctx }) => {
      urls.push(`${url} ${JSON.stringify(query)}`);
      const answer = await said;
      if (answer === "redirect") ctx.redirect("/there");
      if (answer === "missing") ctx.status(404);
      if (answer === "broken") throw new Error("broken");
      return { answer };
    },
    head: ({ answer }) => (
      <>
        <title>{answer}</title>
        <meta name="description" content="of the page" />
      </>
    ),
    render: ({ answer }) => <p>{answer}</p>,
  });
  return { View, urls, go };
}

function site(options: PageOptions = { early: true }, ...middleware: RequestHandler[]) {
  const slow = slowView();
  const live = createLive({ layout: Site, onError: () => {} });
  const app = express();
  for (const each of middleware) app.use(each);
  app.get("/slow", live.page(slow.View, options));
  app.use(((error, _request, response, _next) => {
    response.status(error.status ?? 500).send(`sorry: ${error.message}`);
  }) as ErrorRequestHandler);
  return { ...slow, live, app };
}

/** What comes before the view is mounted, and what comes then. */
async function partsOf(url: string, go: () => void): Promise<readonly [string, string]> {
  const { body } = await fetch(url);
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const first = decoder.decode((await reader.read()).value, { stream: true });
  go();
  let rest = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    rest += decoder.decode(read.value, { stream: true });
  }
  return [maskTokens(first), maskTokens(rest)];
}

const begun =
  '<!DOCTYPE html><html lang="en" data-title="slow"><head class="a&gt;b"><meta charset="utf-8">' +
  '<script src="/live/debug-HASH.js" defer></script>' +
  '<script live-layout="LAYOUT" src="/live/client-HASH.js" defer></script>' +
  '<link rel="stylesheet" href="/app.css">';

const ended =
  "<title>Hello</title>" +
  '<meta name="description" content="of the page"><link rel="canonical" href="/"></head>' +
  '<body><h1>Hello</h1><div l=1 live="TOKEN"><p>Hello</p></div></body></html>';

const again = (url: string) =>
  `<meta http-equiv="refresh" content="0;url=${url}"><title>…</title></head>` +
  `<body><a href="${url}">…</a></body></html>`;

describe("a page that begins early", () => {
  it("sends what needs no view while mount waits, and each thing once", async () => {
    const { live, app, go, urls } = site();
    await using served = await serve(app, live);
    const parts = await partsOf(`${served.url}/slow`, () => go("Hello"));
    expect(parts).to.deep.equal([begun, ended]);
    expect(urls).to.have.length(1);
    expect(live.stats().parked).to.equal(1);
  });

  it("gets through compression at once", async () => {
    const { live, app, go } = site({ early: true }, compression({ threshold: 0 }));
    await using served = await serve(app, live);
    const parts = await partsOf(`${served.url}/slow`, () => go("Hello"));
    expect(parts).to.deep.equal([begun, ended]);
  });

  for (const [answer, status, location] of [
    ["redirect", 302, "/there"],
    ["missing", 404, null],
    ["broken", 500, null],
  ] as const) {
    it(`asks the browser to ask again when there is none, ${answer}, and is answered as any page`, async () => {
      const { live, app, go, urls } = site();
      await using served = await serve(app, live);
      const [, rest] = await partsOf(`${served.url}/slow?a=1&b="`, () => go(answer));
      expect(rest).to.equal(again("/slow?a=1&amp;b=%22&amp;live-whole"));
      const { response, html } = await new Visitor(served.url).get("/slow?a=1&b=%22&live-whole");
      expect(response.status).to.equal(status);
      expect(response.headers.get("location")).to.equal(location);
      if (location === null) expect(html).to.match(/^sorry: /);
      // The word is not the page's.
      const asked = '/slow?a=1&b=%22 {"a":"1","b":"\\""}';
      expect(urls).to.deep.equal([asked, asked]);
      expect(live.stats().sessions).to.equal(0);
    });
  }

  it("is whole for a navigation, a HEAD, a page that comes back, and where nobody wants it early", async () => {
    const early = site();
    const plain = site({});
    early.go("Hello");
    plain.go("Hello");
    await using one = await serve(early.app, early.live);
    await using other = await serve(plain.app, plain.live);
    const visitor = new Visitor(one.url);
    const layout = await layoutOf(visitor, "/slow");
    const lengthOf = async (asking: Visitor, init: RequestInit = {}) =>
      (await asking.get("/slow", init)).response.headers.has("content-length");
    expect(await lengthOf(visitor)).to.equal(false);
    expect(await lengthOf(visitor, navigation(layout))).to.equal(true);
    expect(await lengthOf(visitor, { method: "HEAD" })).to.equal(true);
    expect(await lengthOf(visitor, { headers: { "live-rejoin": "x tab 1 0 0" } })).to.equal(true);
    expect(await lengthOf(new Visitor(other.url))).to.equal(true);
  });

  it("is whole where the layout has no head", async () => {
    const Bare: Layout = ({ head, children }) => [head, children];
    const { live, app, go } = site({ early: true, layout: Bare });
    go("Hello");
    await using served = await serve(app, live);
    const { response, html } = await new Visitor(served.url).get("/slow");
    expect(response.headers.has("content-length")).to.equal(true);
    expect(html).to.contain("<p>Hello</p>");
  });

  it("tells onError of a mount that failed once, since nobody else hears of it", async () => {
    const errors: string[] = [];
    const onError: LiveOptions["onError"] = (error, { view, where }) =>
      errors.push(`${where} of ${view}: ${error instanceof Error ? error.message : error}`);
    const live = createLive({ layout: Site, onError });
    let mounts = 0;
    const Shaky = defineView({
      name: "shaky",
      mount: () => {
        mounts += 1;
        if (mounts === 1) throw new Error("just now");
        return {};
      },
      render: () => <p>there</p>,
    });
    const app = express().get("/shaky", live.page(Shaky, { early: true }));
    await using served = await serve(app, live);
    const visitor = new Visitor(served.url);
    await visitor.get("/shaky");
    expect((await visitor.get("/shaky?live-whole")).html).to.contain("<p>there</p>");
    expect(errors).to.deep.equal(["mount of shaky: just now"]);
  });
});
