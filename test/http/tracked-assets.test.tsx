// The files that a document names: a page that was loaded before a deployment has changed them is loaded again, and knows it meanwhile.
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "chai";
import express from "express";
import { createLive, defineView, type Layout, type LiveLayout, LiveView } from "slotwire";
import { DeskPage, secret } from "../support/desk.js";
import { navigation } from "../support/navigating.js";
import { type Served, serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const css = "/app.css?v=kl6HQb5p";
const icon = "/img/a%20b.svg?v=1NxWZpFD";

describe("the files that a layout names", () => {
  let folder: string;
  let mounts: number;

  beforeEach(() => {
    mounts = 0;
    folder = mkdtempSync(join(tmpdir(), "slotwire-tracked-"));
    mkdirSync(join(folder, "img"));
    writeFileSync(join(folder, "app.css"), "body { color: red }");
    writeFileSync(join(folder, "img", "a b.svg"), "<svg/>");
    writeFileSync(join(folder, "photo.jpg"), "photo");
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** One process of the app. */
  function start(): Promise<Served> {
    const Shell: Layout = ({ head, children, asset }) => [
      <html lang="en">
        <head>
          {head}
          <link rel="stylesheet" href={asset("app.css")} />
          <link rel="icon" href={live.asset("img/a b.svg")} />
        </head>
        <body>{children}</body>
      </html>,
    ];
    const Notice: LiveLayout = ({ children, isOutdated }) => [
      isOutdated && <p>There is a new version.</p>,
      children,
    ];
    const live = createLive({ secret, layout: Shell, within: Notice, assets: { folder } });
    const View = defineView({
      name: "View",
      mount: () => {
        mounts += 1;
        return { n: 0 };
      },
      events: { add: ({ n }) => ({ n: n + 1 }) },
      render: ({ n }, _on, { ctx }) => (
        <p>
          {n} {ctx.isOutdated ? "old" : "new"} <img src={live.asset("photo.jpg")} alt="" />
        </p>
      ),
    });
    const Around = defineView({
      mount: () => ({}),
      render: () => <LiveView view={View} id="inner" />,
    });
    const app = express()
      .use(live)
      .get("/desk", live.page(View))
      .get("/b", live.page(View))
      .get("/around", live.page(Around));
    return serve(app, live);
  }

  const nameIn = (html: string) => / live-layout="([^"]*)"/.exec(html)?.[1] ?? "";

  async function viewOf(site: Served, name: string): Promise<string | null> {
    const { response } = await new Visitor(site.url).get("/b", navigation(name));
    return response.headers.get("live-view");
  }

  it("stand beside the layout in the name of the document, and those of the view do not", async () => {
    await using site = await start();
    const visitor = new Visitor(site.url);
    const name = nameIn((await visitor.get("/desk")).html);
    expect(name).to.match(/^[\w-]{8} /);
    expect(name.slice(9)).to.equal(`${css} ${icon}`);
    const { response, html } = await visitor.get("/b", navigation(name));
    expect(response.headers.get("live-layout")).to.equal(name);
    expect(nameIn(html)).to.equal(name);
  });

  it("make the next page one that is loaded when they have changed, and it is not mounted for nothing", async () => {
    await using before = await start();
    const name = nameIn((await new Visitor(before.url).get("/desk")).html);
    mounts = 0;
    await using same = await start();
    // It has not printed the layout yet.
    expect(await viewOf(same, name)).to.equal("fresh");
    expect(mounts).to.equal(1);
    writeFileSync(join(folder, "app.css"), "body { color: blue }");
    await using after = await start();
    expect(await viewOf(after, name)).to.equal("load");
    const next = nameIn((await new Visitor(after.url).get("/desk")).html);
    expect(await viewOf(after, next)).to.equal("fresh");
    expect(mounts).to.equal(3);
  });

  it("are asked for by pages in all sorts of ways, none of which reads another file", async () => {
    await using site = await start();
    const name = nameIn((await new Visitor(site.url).get("/desk")).html);
    const [id = ""] = name.split(" ");
    writeFileSync(join(folder, "film.mp4"), "");
    truncateSync(join(folder, "film.mp4"), 9 * 1024 * 1024);
    const named = [
      "/nothing.css?v=kl6HQb5p",
      "/app.css",
      "/app.css?v=",
      "app.css?v=kl6HQb5p",
      "/%61pp.css?v=kl6HQb5p",
      "/img/../app.css?v=kl6HQb5p",
      "/../../etc/passwd?v=kl6HQb5p",
      `/%0A/../../${basename(folder)}/app.css?v=kl6HQb5p`,
      "/img//a%20b.svg?v=1NxWZpFD",
      "/%2e%2e/app.css?v=kl6HQb5p",
      "/%zz?v=kl6HQb5p",
      "/img?v=kl6HQb5p",
      "/film.mp4?v=kl6HQb5p",
      "?v=kl6HQb5p",
      "",
    ];
    for (const url of named)
      expect(await viewOf(site, `${id} ${url} ${css}`), url).to.equal("load");
    expect(await viewOf(site, id)).to.equal("fresh");
    expect(await viewOf(site, `${id}${` ${css}`.repeat(200)}`)).to.equal("fresh");
  });

  it("tell a page that comes back after a deployment in which they have changed", async () => {
    const frames = await comesBack("body { color: blue }");
    expect(frames).to.contain("There is a new version.");
    expect(frames).to.contain("0 old ");
  });

  it("say nothing where a deployment has left them as they were", async () => {
    const frames = await comesBack("body { color: red }");
    expect(frames).to.not.contain("There is a new version.");
    expect(frames).to.contain("0 new ");
  });

  it("tell a page whose session is lost, too", async () => {
    let name = "";
    {
      await using before = await start();
      name = nameIn((await new Visitor(before.url).get("/desk")).html);
    }
    const lost = { "live-rejoin": "lost tab 1 0 0", "live-layout": name };
    await using same = await start();
    const fine = await new Visitor(same.url).get("/desk", { headers: lost });
    expect(fine.response.headers.get("live-view")).to.equal("fresh");
    expect(fine.html).to.contain("0 new ");
    writeFileSync(join(folder, "app.css"), "body { color: blue }");
    await using after = await start();
    const { html } = await new Visitor(after.url).get("/desk", { headers: lost });
    expect(html).to.contain("There is a new version.");
    expect(html).to.contain("0 old ");
  });

  it("are those of a nested view too, when it comes back or is asked for later", async () => {
    const first = await start();
    const visitor = new Visitor(first.url);
    const { html } = await visitor.get("/around");
    const [, embed = ""] = / live-embed="([^"]+)"/.exec(html) ?? [];
    const [, token = ""] = / live="([^"]+)" id="inner"/.exec(html) ?? [];
    const socket = await visitor.connect();
    socket.send([0, 1, token, "tab", 1]);
    await socket.next();
    const closing = first[Symbol.asyncDispose]();
    const sealed = JSON.parse(await socket.next())[5] as string;
    await closing;
    writeFileSync(join(folder, "app.css"), "body { color: blue }");
    await using second = await start();
    const back = new Visitor(second.url);
    back.cookie = visitor.cookie;
    const asking = { "live-embed": embed };
    const named = { ...asking, "live-layout": nameIn(html) };
    expect((await back.get("/around", { headers: named })).html).to.contain("0 old ");
    const rejoin = { ...asking, "live-rejoin": `${token} tab 1 0 0 sealed` };
    const { response } = await back.get("/around", { headers: rejoin });
    const again = await back.connect();
    again.send([0, 1, response.headers.get("live-token"), "tab", 1, 1, 0, 0, sealed]);
    await again.next();
    again.send([1, 1, 1, 0, "add"]);
    expect(`${await again.next()} ${await again.next()}`).to.contain("0 old ");
    const whole = (await back.get("/around")).html;
    const own = { ...asking, "live-layout": nameIn(whole) };
    expect((await back.get("/around", { headers: own })).html).to.contain("0 new ");
  });

  /** What a page is told that was open over a deployment. */
  async function comesBack(content: string): Promise<string> {
    const first = await start();
    const page = new DeskPage(first.url);
    const socket = await page.open();
    await socket.next();
    expect(page.html).to.contain("0 new ");
    const closing = first[Symbol.asyncDispose]();
    const sealed = JSON.parse(await socket.next())[5] as string;
    await closing;
    writeFileSync(join(folder, "app.css"), content);
    await using second = await start();
    const back = new DeskPage(second.url, page);
    const { response } = await back.visitor.get("/desk", {
      headers: { "live-rejoin": `${page.token} tab 1 0 0 sealed` },
    });
    const again = await back.visitor.connect();
    again.send([0, 1, response.headers.get("live-token"), "tab", 1, 1, 0, 0, sealed]);
    await again.next();
    again.send([1, 1, 1, 0, "add"]);
    const frames = `${await again.next()} ${await again.next()}`;
    expect(mounts).to.equal(1);
    return frames;
  }
});
