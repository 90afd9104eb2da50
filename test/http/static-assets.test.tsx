// URLs of an app's own files: they change with the content, and what is asked for by them is kept for ever.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import express from "express";
import { createLive, LiveError } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import { Counter } from "../support/counter.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const secret = "0123456789abcdef0123456789abcdef";
const forever = "public, max-age=31536000, immutable";

describe("live.asset", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slotwire-assets-"));
    mkdirSync(join(folder, "img"));
    writeFileSync(join(folder, "app.css"), "body { color: red }");
    writeFileSync(join(folder, "img", "a b.svg"), "<svg/>");
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("adds a hash of the content to the path that the folder is served on", () => {
    const live = createLive({ assets: { folder } });
    expect(live.asset("app.css")).to.equal("/app.css?v=kl6HQb5p");
    expect(live.asset("img/a b.svg")).to.equal("/img/a%20b.svg?v=1NxWZpFD");
    expect(createLive({ assets: { folder, path: "/static/" } }).asset("app.css")).to.equal(
      "/static/app.css?v=kl6HQb5p",
    );
  });

  it("changes with the content while one develops, and stays in production", () => {
    const live = createLive({ assets: { folder } });
    const production = withDevelopment(false, () => createLive({ secret, assets: { folder } }));
    const before = [live.asset("app.css"), production.asset("app.css")];
    writeFileSync(join(folder, "app.css"), "body { color: blue }");
    utimesSync(join(folder, "app.css"), 2_000_000_000, 2_000_000_000);
    expect(before[0]).to.equal(before[1]);
    expect(live.asset("app.css")).to.not.equal(before[0]);
    expect(production.asset("app.css")).to.equal(before[1]);
  });

  it("names the mistake of a file that is not there, but in production", () => {
    const live = createLive({ assets: { folder } });
    const production = withDevelopment(false, () => createLive({ secret, assets: { folder } }));
    const bad = [
      "ap.css",
      "/app.css",
      "../app.css",
      "img/../app.css",
      "img",
      "",
      ".",
      "a\\b",
      "app.css?x",
      "a\0",
    ];
    for (const name of [...bad, undefined]) {
      expect(() => live.asset(name as string), String(name)).to.throw(LiveError, "ASSET_NOT_FOUND");
    }
    expect(production.asset("ap.css")).to.equal("/ap.css");
    expect(() => createLive().asset("app.css")).to.throw(LiveError, "LIVE_OPTION_INVALID");
    expect(() => createLive({ assets: {} as never })).to.throw(LiveError, "LIVE_OPTION_INVALID");
  });

  it("lets express.static answer a URL with the present hash for ever, and no other", async () => {
    const live = createLive({
      assets: { folder },
      layout: ({ head, children, asset }) => (
        <html lang="en">
          <head>
            {head}
            <link rel="stylesheet" href={asset("app.css")} />
          </head>
          <body>{children}</body>
        </html>
      ),
    });
    const app = express().use(live).use(express.static(folder)).get("/", live.page(Counter));
    await using site = await serve(app, live);
    const { html } = await new Visitor(site.url).get("/");
    const url = /href="([^"]+)"/.exec(html)?.[1] ?? "";
    expect(url).to.equal("/app.css?v=kl6HQb5p");
    const cachingOf = async (path: string) => {
      const response = await fetch(site.url + path);
      return [response.status, response.headers.get("cache-control"), await response.text()];
    };
    const css = "body { color: red }";
    expect(await cachingOf(url)).to.deep.equal([200, forever, css]);
    expect(await cachingOf("/app.css?v=kl6HQb5X")).to.deep.equal([200, "public, max-age=0", css]);
    expect(await cachingOf("/app.css")).to.deep.equal([200, "public, max-age=0", css]);
    expect((await cachingOf("/img/../app.css?v=kl6HQb5p"))[1]).to.equal(forever);
    expect((await cachingOf("/nothing.css?v=kl6HQb5p"))[0]).to.equal(404);
  });

  it("says so of no content that a deployment has put there, and of nothing that it took away", async () => {
    const live = withDevelopment(false, () => createLive({ secret, assets: { folder } }));
    const app = express().use(live).use(express.static(folder));
    await using site = await serve(app, live);
    const url = site.url + live.asset("app.css");
    const caching = async () => (await fetch(url)).headers.get("cache-control");
    expect(await caching()).to.equal(forever);
    utimesSync(join(folder, "app.css"), 2_000_000_000, 2_000_000_000);
    expect(await caching()).to.equal("public, max-age=0");
    rmSync(join(folder, "app.css"));
    expect(await caching()).to.equal(null);
  });
});
