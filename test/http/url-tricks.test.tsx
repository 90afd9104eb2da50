// Wherever a page may be sent, no URL leads it out of its site or runs script: each trick in each place.
import { expect } from "chai";
import express, { type ErrorRequestHandler } from "express";
import { type Ctx, createLive, defineView, isLocalUrl, js, renderToString } from "slotwire";
import { fromOf } from "../../src/http/navigating.js";
import { withDevelopment } from "../../src/jsx/development.js";
import { serve } from "../support/server.js";
import { useSessions } from "../support/sessions.js";
import { type UrlTrick, urlTricks } from "../support/url-tricks.js";
import { Visitor } from "../support/visitor.js";

const page = "http://site.test/shop/list?page=1";

function nameOf({ given, why }: UrlTrick): string {
  return `${JSON.stringify(given.slice(0, 40))}: ${why}`;
}

/** As it says from its first character on, with nothing in it that browsers drop. */
function isWeb(url: string): boolean {
  return /^https?:\/\/[^\s\\\u0000-\u001f]+$/i.test(url) && URL.canParse(url);
}

const onError: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(500).send(error.code);
};

function goesTo(url: string): UrlTrick["goes"] {
  if (!URL.canParse(url, page)) return "nowhere";
  return new URL(url, page).origin === new URL(page).origin ? "here" : "elsewhere";
}

describe("tricks with URLs", () => {
  const sessions = useSessions({ eventsPerSecond: 10_000, eventsBurst: 10_000 });

  it("are at least sixty, and go where the list says", () => {
    expect(urlTricks).to.have.length.above(60);
    expect(new Set(urlTricks.map(({ given }) => given))).to.have.property("size", urlTricks.length);
    for (const trick of urlTricks) expect(goesTo(trick.given), nameOf(trick)).to.equal(trick.goes);
  });

  it("do not get through the question that an app asks of a return URL", () => {
    for (const trick of urlTricks) {
      expect(isLocalUrl(trick.given), nameOf(trick)).to.equal(trick.isLocal);
      if (trick.isLocal) expect(trick.goes, nameOf(trick)).to.equal("here");
    }
  });

  it("do not get into the Location of a redirect from mount", async () => {
    const live = createLive({ onError: () => {} });
    const View = defineView({
      mount: ({ query, ctx }) => ctx.redirect(urlTricks[Number(query.n)]?.given ?? ""),
      render: () => null,
    });
    await using site = await serve(express().get("/", live.page(View)).use(onError), live);
    const visitor = new Visitor(site.url);
    for (const [n, trick] of urlTricks.entries()) {
      const { response, html } = await visitor.get(`/?n=${n}`);
      const location = response.headers.get("location");
      if (!trick.isLocal) {
        expect([location, html], nameOf(trick)).to.deep.equal([null, "URL_NOT_ALLOWED"]);
        continue;
      }
      expect(response.status, nameOf(trick)).to.equal(302);
      // As the browser reads the header, and as it would have read the URL.
      expect(location, nameOf(trick)).to.match(/^\/[\x21-\x7e]*$/);
      expect(new URL(location ?? "", site.url).href).to.equal(new URL(trick.given, site.url).href);
    }
  });

  it("lead to the web at most, where a redirect may lead to other sites", async () => {
    const live = createLive({ onError: () => {} });
    const View = defineView({
      mount: ({ query, ctx }) =>
        ctx.redirect(urlTricks[Number(query.n)]?.given ?? "", { external: true }),
      render: () => null,
    });
    await using site = await serve(express().get("/", live.page(View)).use(onError), live);
    const visitor = new Visitor(site.url);
    const followed: string[] = [];
    for (const [n, trick] of urlTricks.entries()) {
      const location = (await visitor.get(`/?n=${n}`)).response.headers.get("location");
      expect(location === null, nameOf(trick)).to.equal(!trick.isLocal && !isWeb(trick.given));
      if (location === null) continue;
      const { protocol, hostname } = new URL(location, site.url);
      expect(protocol, nameOf(trick)).to.match(/^https?:$/);
      if (!trick.isLocal) followed.push(hostname);
    }
    expect([...new Set(followed)]).to.deep.equal(["evil.test"]);
  });

  for (const method of ["patch", "navigate", "redirect"] as const) {
    it(`do not get through ctx.${method}`, async () => {
      const View = defineView({
        mount: () => ({}),
        params: () => {},
        events: {
          go: (_state, ctx: Ctx<object>) => {
            ctx[method](urlTricks[Number(ctx.payload.n)]?.given ?? "");
          },
        },
        render: () => null,
      });
      const { socket } = await sessions().live(View);
      for (const [n, trick] of urlTricks.entries()) {
        socket.send(`[1,1,${n + 1},0,"go",0,{"n":"${n}"}]`);
        const frames = await socket.settled();
        const sent = frames.map((frame) => JSON.parse(frame)).filter(([tag]) => tag === 2);
        // A patch stays on the page, which is `/` here.
        const isAllowed = method === "patch" ? trick.given === "/" : trick.isLocal;
        const expected = isAllowed ? [trick.given] : [];
        expect(
          sent.map((frame) => frame[5]),
          nameOf(trick),
        ).to.deep.equal(expected);
      }
    });
  }

  it("do not get into commands", () => {
    for (const command of ["navigate", "patch"] as const) {
      for (const trick of urlTricks) {
        const chain = () => JSON.stringify(js[command](trick.given));
        if (trick.isLocal) expect(chain(), nameOf(trick)).to.contain(JSON.stringify(trick.given));
        else expect(chain, nameOf(trick)).to.throw().with.property("code", "COMMAND_URL");
        const quiet = withDevelopment(false, chain);
        if (!trick.isLocal) expect(quiet, nameOf(trick)).to.equal("[]");
      }
    }
  });

  it("are not printed as the href of a link when they run script", () => {
    for (const trick of urlTricks) {
      const html = renderToString(<a href={trick.given}>x</a>);
      expect(html.startsWith('<a href="'), nameOf(trick)).to.equal(trick.isPrinted);
    }
  });

  it("are no page that a visitor comes from", () => {
    for (const trick of urlTricks) {
      const isTold = trick.isLocal && /^[\x21-\x7e]+$/.test(trick.given);
      const from = fromOf({ headers: { "live-from": trick.given } } as never);
      expect(from, nameOf(trick)).to.equal(isTold ? trick.given : null);
    }
  });

  it("are no live change of the URL", async () => {
    let changes = 0;
    const View = defineView({
      mount: () => ({}),
      params: () => {
        changes += 1;
      },
      render: () => null,
    });
    const { socket } = await sessions().live(View, { url: "/shop" });
    const tricks = urlTricks.filter(({ given }) => given !== "");
    // What stays on the page may come as a reference to it.
    const references = ["?page=2", "#end", "?", "#"];
    for (const [n, trick] of tricks.entries()) {
      socket.send(JSON.stringify([2, 1, n + 1, 0, trick.given]));
      const [frame] = await socket.settled();
      const isOfPage = references.includes(trick.given);
      const expected = isOfPage ? `[1,1,${n + 1},${n + 1}]` : `[3,1,${n + 1},${n + 1},"invalid"]`;
      expect(frame, nameOf(trick)).to.equal(expected);
    }
    expect(changes).to.equal(1 + references.length);
  });
});
