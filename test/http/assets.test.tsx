// The client script over real HTTP: its name, its caching, its encodings.
import { get as httpGet } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import { serve } from "../support/server.js";

const secret = "0123456789abcdef0123456789abcdef";
const Page = defineView({ mount: () => ({}), render: () => <p>here</p> });

function productionApp(path?: string) {
  const options = path === undefined ? { secret } : { secret, path };
  const live = withDevelopment(false, () => createLive(options));
  const app = express().use(live).get("/page", live.page(Page));
  app.use((_request, response) => {
    response.status(404).send("the app's own 404");
  });
  return { app, live };
}

async function scriptPathOf(url: string): Promise<string> {
  const html = await (await fetch(`${url}/page`)).text();
  return /<script live-layout="[\w-]{8}" src="([^"]+)" defer>/.exec(html)?.[1] ?? "";
}

/** Without fetch, which would decode the body. */
function rawGet(url: string, acceptEncoding: string | null) {
  const headers = acceptEncoding === null ? {} : { "accept-encoding": acceptEncoding };
  return new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
    httpGet(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ encoding: response.headers["content-encoding"], body: Buffer.concat(chunks) }),
      );
    }).on("error", reject);
  });
}

describe("the client script", () => {
  it("is served under the hash of its bytes, to be cached for ever", async () => {
    const { app, live } = productionApp();
    await using site = await serve(app, live);
    const path = await scriptPathOf(site.url);
    expect(path).to.match(/^\/live\/client-[\w-]{8}\.js$/);
    const response = await fetch(site.url + path);
    expect(response.status).to.equal(200);
    expect(Object.fromEntries(response.headers)).to.include({
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "text/javascript; charset=utf-8",
      "x-content-type-options": "nosniff",
      vary: "Accept-Encoding",
    });
  });

  it("comes in the best encoding that the browser takes", async () => {
    const { app, live } = productionApp();
    await using site = await serve(app, live);
    const url = site.url + (await scriptPathOf(site.url));
    const plain = await rawGet(url, null);
    expect(plain.encoding).to.equal(undefined);
    const expected: [string, string | undefined][] = [
      ["gzip, deflate, br, zstd", "br"],
      ["gzip", "gzip"],
      ["br;q=0, gzip", "gzip"],
      ["BR", "br"],
      ["*", "br"],
      ["*;q=0", undefined],
      ["identity", undefined],
      ["br;q=zero", undefined],
      ["", undefined],
    ];
    for (const [accepted, encoding] of expected) {
      const answer = await rawGet(url, accepted);
      expect(answer.encoding, accepted).to.equal(encoding);
      const decode = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ""];
      expect((decode?.(answer.body) ?? answer.body).equals(plain.body), accepted).to.equal(true);
    }
    expect((await rawGet(url, "br")).body.length).to.be.below(plain.body.length / 2);
  });

  it("answers HEAD without a body and refuses other methods", async () => {
    const { app, live } = productionApp();
    await using site = await serve(app, live);
    const url = site.url + (await scriptPathOf(site.url));
    const head = await fetch(url, { method: "HEAD" });
    expect(head.status).to.equal(200);
    expect(await head.text()).to.equal("");
    const post = await fetch(url, { method: "POST" });
    expect([post.status, post.headers.get("allow")]).to.deep.equal([405, "GET, HEAD"]);
  });

  it("leaves everything else under its path and beside it to the app", async () => {
    const { app, live } = productionApp();
    await using site = await serve(app, live);
    const paths = [
      "/live",
      "/live/",
      "/live/client.js",
      "/live/../server.js",
      "/liver/x",
      "/other",
    ];
    for (const path of paths) {
      expect(await (await fetch(site.url + path)).text(), path).to.equal("the app's own 404");
    }
    const stale = await fetch(`${site.url}/live/client-AAAAAAAA.js`);
    expect([stale.status, stale.headers.get("cache-control")]).to.deep.equal([404, "no-store"]);
  });

  it("follows the path option", async () => {
    const { app, live } = productionApp("/app/~live");
    await using site = await serve(app, live);
    const path = await scriptPathOf(site.url);
    expect(path).to.match(/^\/app\/~live\/client-/);
    expect((await fetch(site.url + path)).status).to.equal(200);
  });
});
