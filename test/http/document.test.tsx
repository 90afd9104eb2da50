// The document around a view: the layout of the app, and what it may not leave out.
import { expect } from "chai";
import express, { type ErrorRequestHandler } from "express";
import { createLive, type Layout } from "slotwire";
import { Counter, maskTokens } from "../support/counter.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

describe("a layout", () => {
  it("renders the app's layout around the view", async () => {
    const Shell: Layout = ({ head, children, title, url, lang }) => (
      <html lang={lang}>
        <head>{head}</head>
        <body class={["shell", { dark: true }]} data-url={url}>
          <h1>{title}</h1>
          {[1, null, "a<b"].map((each) => each)}
          <main>{children}</main>
        </body>
      </html>
    );
    const live = createLive({ layout: Shell, lang: "de" });
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const { html } = await new Visitor(site.url).get('/counter?a="b');
    expect(maskTokens(html)).to.equal(
      '<!DOCTYPE html><html lang="de"><head><title>Count &amp; 0</title>' +
        '<script src="/live/debug-HASH.js" defer></script>' +
        '<script live-layout="LAYOUT" src="/live/client-HASH.js" defer></script></head>' +
        '<body class="shell dark" data-url="/counter?a=%22b"><h1>Count &amp; 0</h1>1a&lt;b' +
        '<main><div l=1 live="TOKEN"><p>Current value: 0 ' +
        '<button live-click="increment">Increment</button></p></div></main></body></html>',
    );
  });

  it("tells the script how to word its banner, the page before the app", async () => {
    const live = createLive({ banner: { offline: 'No "net"', gone: "Over" } });
    const app = express().get("/a", live.page(Counter));
    app.get("/b", live.page(Counter, { banner: { reconnecting: "Einen Moment …" } }));
    app.get("/c", live.page(Counter, { banner: false }));
    await using site = await serve(app, live);
    const tagOf = async (path: string) => {
      const { html } = await new Visitor(site.url).get(path);
      return / live-layout="[\w-]+"([^>]*) src="\/live\/client-/.exec(html)?.[1];
    };
    expect(await tagOf("/a")).to.equal(
      ' data-banner-offline="No &quot;net&quot;" data-banner-gone="Over"',
    );
    expect(await tagOf("/b")).to.equal(' data-banner-reconnecting="Einen Moment …"');
    expect(await tagOf("/c")).to.equal(' data-banner="off"');
  });

  it("refuses a layout that leaves the view or the script out", async () => {
    const live = createLive();
    const errors: unknown[] = [];
    const app = express();
    app.get("/a", live.page(Counter, { layout: ({ head }) => <html lang="en">{head}</html> }));
    app.get("/b", live.page(Counter, { layout: ({ children }) => <div>{children}</div> }));
    app.use(((error, _request, response, _next) => {
      errors.push(error.code);
      response.sendStatus(500);
    }) as ErrorRequestHandler);
    await using site = await serve(app, live);
    await new Visitor(site.url).get("/a");
    await new Visitor(site.url).get("/b");
    expect(errors).to.deep.equal(["LAYOUT_WITHOUT_CHILDREN", "LAYOUT_WITHOUT_CHILDREN"]);
  });
});
