// What a crawler sees of a page: everything that a view's head says stands in the first HTML.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, jsonLd, type Layout, raw } from "slotwire";
import { printPlain } from "../../src/tree/print-plain.js";
import { layoutOf, navigation } from "../support/navigating.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const Recipe = defineView({
  name: "recipe",
  mount: ({ params }) => ({
    id: String(params.id),
    title: `Bread </title><script>alert(1)</script> "${params.id}"`,
  }),
  head: ({ id, title }) => (
    <>
      <title>{title}</title>
      <meta name="description" content={`All about ${title}`} />
      <meta property="og:title" content={title} />
      <link rel="canonical" href={`https://example.com/recipes/${id}`} />
      {jsonLd({ "@type": "Recipe", name: title })}
    </>
  ),
  render: ({ id }) => <h1>Recipe {id}</h1>,
});

const escaped = "Bread &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; ";

describe("the head of a view", () => {
  it("is in the first HTML as a whole, escaped where it stands", async () => {
    const live = createLive();
    await using site = await serve(express().get("/recipes/:id", live.page(Recipe)), live);
    const { html } = await new Visitor(site.url).get("/recipes/7");
    const head = /initial-scale=1">(.*?)<script src=/.exec(html)?.[1];
    expect(head).to.equal(
      `<title>${escaped}"7"</title>` +
        `<meta name="description" content="All about ${escaped}&quot;7&quot;">` +
        `<meta property="og:title" content="${escaped}&quot;7&quot;">` +
        '<link rel="canonical" href="https://example.com/recipes/7">' +
        '<script type="application/ld+json">{"@type":"Recipe","name":"Bread \\u003c/title>' +
        '\\u003cscript>alert(1)\\u003c/script> \\"7\\""}</script>',
    );
    expect(html).to.contain("<h1>Recipe 7</h1>");
  });

  it("is read back as the data that was given", () => {
    const data = { text: "</script><!--<script>", list: [1, null, "ä"] };
    const printed = /^<script type="application\/ld\+json">(.*)<\/script>$/.exec(
      printPlain(jsonLd(data)),
    );
    const json = printed?.[1] ?? "";
    expect(json).to.not.contain("<");
    expect(JSON.parse(json)).to.deep.equal(data);
  });

  it("has a title without one: the name of the view, else the path", async () => {
    const live = createLive();
    const app = express();
    app.get(
      "/a",
      live.page(defineView({ name: "A & B", mount: () => ({}), render: () => <p>a</p> })),
    );
    app.get("/b-c", live.page(defineView({ mount: () => ({}), render: () => <p>b</p> })));
    await using site = await serve(app, live);
    const titleAt = async (path: string) =>
      /<title>(.*?)<\/title>/.exec((await new Visitor(site.url).get(path)).html)?.[1];
    expect(await titleAt("/a")).to.equal("A &amp; B");
    expect(await titleAt("/b-c?x=1")).to.equal("/b-c");
  });

  it("takes the place of what the layout says of the same", async () => {
    const Site: Layout = ({ head, children }) => (
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>Site</title>
          <meta name="description" content="of the site" />
          <meta property="og:site_name" content="Site" />
          {head}
          <link rel="canonical" href="https://example.com/" />
          <link rel="stylesheet" href="/app.css" />
          {/* No element of the head. */}
          <script>{raw('const a = "<title>no</title>";')}</script>
        </head>
        <body>
          <svg>
            <title>A picture</title>
          </svg>
          {children}
        </body>
      </html>
    );
    const live = createLive({ layout: Site });
    const app = express().get("/recipes/:id", live.page(Recipe));
    const Untitled = defineView({ name: "Untitled", mount: () => ({}), render: () => <p>a</p> });
    app.get("/untitled", live.page(Untitled));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const headAt = async (path: string) => {
      const { html } = await visitor.get(path);
      const head = /<head>(.*)<\/head>/.exec(html)?.[1] ?? "";
      return head.replace(/<script[^>]* src=.*?<\/script>/g, "").replaceAll(escaped, "BREAD ");
    };
    const script = '<script>const a = "<title>no</title>";</script>';
    expect(await headAt("/recipes/7")).to.equal(
      '<meta charset="utf-8"><meta property="og:site_name" content="Site">' +
        '<title>BREAD "7"</title><meta name="description" content="All about BREAD &quot;7&quot;">' +
        '<meta property="og:title" content="BREAD &quot;7&quot;">' +
        '<link rel="canonical" href="https://example.com/recipes/7">' +
        '<script type="application/ld+json">{"@type":"Recipe","name":"Bread \\u003c/title>' +
        '\\u003cscript>alert(1)\\u003c/script> \\"7\\""}</script>' +
        `<link rel="stylesheet" href="/app.css">${script}`,
    );
    expect(await headAt("/untitled")).to.equal(
      '<meta charset="utf-8"><title>Site</title><meta name="description" content="of the site">' +
        '<meta property="og:site_name" content="Site">' +
        '<link rel="canonical" href="https://example.com/">' +
        `<link rel="stylesheet" href="/app.css">${script}`,
    );
    const layout = await layoutOf(visitor, "/untitled");
    const { html } = await visitor.get("/untitled", navigation(layout));
    expect(html).to.contain("<title>Site</title>");
  });
});
