// Options that pages share: set by `live.pages` for a router, by `createLive` for an app, and by a page for itself.
import { expect } from "chai";
import express, { type ErrorRequestHandler, Router } from "express";
import { createLive, defineView, type Layout, type LiveLayout, type TitleTemplate } from "slotwire";
import { maskTokens } from "../support/counter.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const View = defineView({
  name: "a view",
  mount: ({ session }) => ({ user: String(session.user ?? "nobody") }),
  head: ({ user }) => user === "Ann" && <title>{user}</title>,
  render: ({ user }) => <p>{user}</p>,
});

const Bare: Layout = ({ head, children, lang, session }) => [
  lang,
  " ",
  String(session.user ?? "-"),
  head,
  children,
];

const inside =
  (name: string): LiveLayout =>
  ({ children, url, session }) => (
    <div class={name} title={`${url} ${session.user ?? "-"}`}>
      {children}
    </div>
  );

/** What the pages say, without the scripts. */
async function bodiesOf(visitor: Visitor, paths: readonly string[]): Promise<readonly string[]> {
  const bodies = [];
  for (const path of paths) {
    const { html } = await visitor.get(path);
    bodies.push(maskTokens(html).replace(/^<!DOCTYPE html>|<script.*?<\/script>/g, ""));
  }
  return bodies;
}

describe("live.pages", () => {
  it("sets what pages after it in the router are shown with", async () => {
    const live = createLive({ layout: Bare });
    const router = Router();
    router.get("/before", live.page(View));
    router.use(live.pages({ within: inside("a"), lang: "de", session: () => ({ user: "Ann" }) }));
    router.get("/after", live.page(View));
    const app = express().use("/shop", router).get("/beside", live.page(View));
    await using site = await serve(app, live);
    expect(
      await bodiesOf(new Visitor(site.url), ["/shop/before", "/shop/after", "/beside"]),
    ).to.deep.equal([
      'en -<title>a view</title><div l=1 live="TOKEN"><p>nobody</p></div>',
      'de Ann<title>Ann</title><div l=1 live="TOKEN">' +
        '<div l=2 class="a" title="/shop/after Ann"><p l=3>Ann</p></div></div>',
      'en -<title>a view</title><div l=1 live="TOKEN"><p>nobody</p></div>',
    ]);
  });

  it("leaves what it does not say to an outer one, and gives way to the page's own options", async () => {
    const live = createLive({ layout: Bare, lang: "fr", within: inside("app") });
    const app = express();
    app.use(live.pages({ lang: "de", within: [inside("outer")] }));
    const router = Router();
    router.use(live.pages({ within: [inside("a"), inside("b")] }));
    router.get("/one", live.page(View));
    router.get("/two", live.page(View, { within: [], lang: "it" }));
    app.use("/in", router).get("/out", live.page(View));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const [title, open] = ["<title>a view</title>", '<div l=1 live="TOKEN">'];
    expect(await bodiesOf(visitor, ["/in/one", "/in/two", "/out"])).to.deep.equal([
      `de -${title}${open}<div l=2 class="a" title="/in/one -"><div l=3 class="b" title="/in/one -">` +
        "<p l=4>nobody</p></div></div></div>",
      `it -${title}${open}<p>nobody</p></div>`,
      `de -${title}${open}<div l=2 class="outer" title="/out -"><p l=3>nobody</p></div></div>`,
    ]);
  });

  it("tells nothing to another live app in the same Express app", async () => {
    const shop = createLive({ layout: Bare });
    const admin = createLive({ layout: Bare, path: "/admin/live" });
    const app = express().use(shop.pages({ lang: "de" }));
    app.get("/shop", shop.page(View)).get("/admin", admin.page(View));
    await using site = await serve(app, shop);
    const [first = "", second = ""] = await bodiesOf(new Visitor(site.url), ["/shop", "/admin"]);
    expect([first.slice(0, 4), second.slice(0, 4)]).to.deep.equal(["de -", "en -"]);
    await admin.close();
  });

  it("refuses what is no option, when the app starts", () => {
    const live = createLive();
    const given: readonly unknown[] = [{ layuot: Bare }, { within: ["a"] }, { title: "A" }];
    const codes = given.flatMap((options) =>
      [() => live.pages(options as object), () => live.page(View, options as object)].map((use) => {
        try {
          use();
          return "none";
        } catch (error) {
          return (error as { code?: string }).code;
        }
      }),
    );
    const [unknown, invalid] = ["LIVE_OPTION_UNKNOWN", "LIVE_OPTION_INVALID"];
    expect(codes).to.deep.equal([unknown, unknown, invalid, invalid, invalid, invalid]);
  });
});

describe("the option title", () => {
  it("makes the title of what the view says, or of nothing", async () => {
    const title = (own: string | null) => (own === null ? "Shop" : `${own} & Shop`);
    const live = createLive({ layout: Bare, title });
    const app = express();
    const session = () => ({ user: "Ann" });
    app.get("/none", live.page(View));
    app.get("/own", live.page(View, { session }));
    app.get("/as-is", live.page(View, { session, title: (own) => own ?? "" }));
    await using site = await serve(app, live);
    const bodies = await bodiesOf(new Visitor(site.url), ["/none", "/own", "/as-is"]);
    expect(bodies.map((body) => /<title>.*<\/title>/.exec(body)?.[0])).to.deep.equal([
      "<title>Shop</title>",
      "<title>Ann &amp; Shop</title>",
      "<title>Ann</title>",
    ]);
  });

  it("is an error of the app where it makes none", async () => {
    const errors: unknown[] = [];
    const live = createLive({ layout: Bare });
    const app = express();
    const titles: readonly unknown[] = [
      () => undefined,
      async () => Promise.reject(new Error("a")),
    ];
    for (const [at, title] of titles.entries()) {
      app.get(`/${at}`, live.page(View, { title: title as TitleTemplate }));
    }
    app.use(((error, _request, response, _next) => {
      errors.push(error.code);
      response.sendStatus(500);
    }) as ErrorRequestHandler);
    await using site = await serve(app, live);
    for (const at of titles.keys()) await new Visitor(site.url).get(`/${at}`);
    expect(errors).to.deep.equal(["LIVE_OPTION_INVALID", "LIVE_OPTION_INVALID"]);
  });
});
