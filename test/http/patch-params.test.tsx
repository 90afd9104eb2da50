// Path params that change while a page lives: only where the page says so, and never past a guard of their own.
import { expect } from "chai";
import express, { type Express, type RequestHandler } from "express";
import { createLive, defineView, LiveError, type LiveRequest } from "slotwire";
import { pathMatcher } from "../../src/http/path-matcher.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const mounts: string[] = [];
const seen: string[] = [];

const Product = defineView({
  mount: ({ url }) => {
    mounts.push(url);
    return { shown: "" };
  },
  params: ({ params, query, url }) => {
    const shown = JSON.stringify({ ...params, ...query });
    seen.push(`${url} ${shown}`);
    return { shown };
  },
  events: { next: (_state, ctx) => ctx.patch("/shop/products/8?from=7") },
  render: ({ shown }) => <p>{shown}</p>,
});

const pass: RequestHandler = (_request, _response, next) => next();

type Answer = "moved" | "refused" | "failed";

/** What becomes of links to these URLs on the page at `path`. */
async function patches(app: Express, path: string, urls: readonly string[]): Promise<Answer[]> {
  await using site = await serve(app, app.locals.live);
  const { socket } = await new Visitor(site.url).join(path);
  const answers: Answer[] = [];
  for (const [at, url] of urls.entries()) {
    socket.send([2, 1, at + 1, 0, url]);
    answers.push(answerOf(JSON.parse(await socket.next())));
  }
  return answers;
}

function answerOf([tag, , , , code]: unknown[]): Answer {
  if (tag === 1) return "moved";
  return code === "invalid" ? "refused" : "failed";
}

function createApp(use: (app: Express, live: ReturnType<typeof createLive>) => void): Express {
  const live = createLive({ onError: () => {} });
  const app = express();
  app.locals.live = live;
  use(app, live);
  return app;
}

describe("path params that change while a page lives", () => {
  beforeEach(() => {
    mounts.length = 0;
    seen.length = 0;
  });

  it("are a navigation, unless the page says otherwise", async () => {
    const app = createApp((to, live) => to.get("/products/:id", live.page(Product)));
    const answers = await patches(app, "/products/7", ["/products/8", "/products/7?a=1"]);
    expect(answers).to.deep.equal(["refused", "moved"]);
  });

  it("are those that the route finds, and params is given them", async () => {
    const app = createApp((to, live) => {
      to.get("/products/:id{/:tab}", pass, live.page(Product, { patchParams: true }));
    });
    const urls = ["/products/8?a=1", "/products/9/size#top", "/Products/10/", "/products/%2Fx"];
    expect(await patches(app, "/products/7", urls)).to.deep.equal(Array(4).fill("moved"));
    expect(seen).to.deep.equal([
      '/products/7 {"id":"7"}',
      '/products/8?a=1 {"id":"8","a":"1"}',
      '/products/9/size#top {"id":"9","tab":"size"}',
      '/Products/10/ {"id":"10"}',
      '/products/%2Fx {"id":"/x"}',
    ]);
    expect(mounts).to.deep.equal(["/products/7"]);
  });

  it("of another path, or one that nobody can decode, are none", async () => {
    const app = createApp((to, live) => {
      to.get("/products/:id", live.page(Product, { patchParams: true }));
    });
    const urls = ["/products", "/products/8/more", "/carts/8", "/products/%zz", "//evil.test/8"];
    expect(await patches(app, "/products/7", urls)).to.deep.equal(Array(5).fill("refused"));
  });

  it("do not take a path that an earlier route has, or that other middleware stands before", async () => {
    const app = createApp((to, live) => {
      to.use("/products/secret", pass);
      to.get("/products/new", live.page(Product));
      to.post("/products/8", pass);
      to.all("/products/own-*rest", pass);
      to.get("/products/:id", live.page(Product, { patchParams: true }));
    });
    const urls = ["/products/new", "/products/secret", "/products/own-1", "/products/8"];
    const answers = await patches(app, "/products/7", urls);
    expect(answers).to.deep.equal(["refused", "refused", "refused", "moved"]);
  });

  it("are found in routers under prefixes, with the params of these where the router merges them", async () => {
    const app = createApp((to, live) => {
      const merging = express.Router({ mergeParams: true });
      merging.use(pass).get("/products/:id", live.page(Product, { patchParams: true }));
      to.use(pass, express.static("no-such-folder")).use("/:shop", merging);
    });
    await using site = await serve(app, app.locals.live);
    const visitor = new Visitor(site.url);
    const { socket } = await visitor.join("/shop/products/7");
    socket.send([1, 1, 1, 0, "next"]);
    expect(shownIn(await socket.next())).to.deep.equal({ shop: "shop", id: "8", from: "7" });
    expect(await socket.next()).to.equal('[2,1,2,1,"patch","/shop/products/8?from=7"]');
    socket.send([2, 1, 2, 0, "/other/products/9"]);
    expect(shownIn(await socket.next())).to.deep.equal({ shop: "other", id: "9" });
    socket.send([2, 1, 3, 0, "/other/carts/9"]);
    expect(await socket.next()).to.equal('[3,1,4,3,"invalid"]');
  });

  it("are found by routers that keep what they have found, too", () => {
    const route = { methods: { get: true } };
    const layer = {
      route,
      params: {},
      match(path: string) {
        this.params = { id: path.slice(1) };
        return true;
      },
    };
    const older = {
      _router: { stack: [layer] },
      get router() {
        throw new Error("'app.router' is deprecated!");
      },
    };
    for (const app of [{ router: { stack: [layer] } }, older]) {
      const matchPath = pathMatcher({ url: "/7", route, app } as unknown as LiveRequest);
      expect(matchPath?.("/8")).to.deep.equal({ id: "8" });
    }
  });

  it("are found in an app within an app, past the guards of both", async () => {
    const app = createApp((to, live) => {
      const inner = express()
        .use("/products/secret", pass)
        .get("/products/:id", live.page(Product, { patchParams: true }));
      to.use("/shop/products/9", pass).use("/:place", express().use(pass, inner));
      to.use("/other", express());
    });
    const urls = ["/shop/products/8", "/here/products/8", "/shop/carts/8"];
    const guarded = ["/shop/products/secret", "/shop/products/9", "/other/products/8"];
    const answers = await patches(app, "/shop/products/7", [...urls, ...guarded]);
    expect(answers).to.deep.equal(["moved", "moved", ...Array(4).fill("refused")]);
    expect(seen).to.deep.equal([
      '/shop/products/7 {"id":"7"}',
      '/shop/products/8 {"id":"8"}',
      '/here/products/8 {"id":"8"}',
    ]);
  });

  it("stay a navigation behind an app that nobody can look into", async () => {
    const hiding = express().use("/products/8", pass);
    const beside = createApp((to, live) => {
      to.use(hiding).get("/products/:id", live.page(Product, { patchParams: true }));
    });
    expect(await patches(beside, "/products/7", ["/products/8"])).to.deep.equal(["refused"]);
    const both = createApp((to, live) => {
      const inner = express().get("/:id", live.page(Product, { patchParams: true }));
      to.use(hiding).use("/products", inner);
    });
    expect(await patches(both, "/products/7", ["/products/8"])).to.deep.equal(["refused"]);
    const inRouter = createApp((to, live) => {
      const router = express.Router().use(hiding);
      to.use(router).get("/products/:id", live.page(Product, { patchParams: true }));
    });
    expect(await patches(inRouter, "/products/7", ["/products/8"])).to.deep.equal(["refused"]);
  });

  it("stay a navigation in an app that a router was given, which has guards of its own", async () => {
    const app = createApp((to, live) => {
      const inner = express().get("/*path", live.page(Product, { patchParams: true }));
      to.use(express.Router().use("/shop/8", pass).use("/shop", inner));
    });
    const answers = await patches(app, "/shop/7", ["/shop/8", "/shop/9"]);
    expect(answers).to.deep.equal(["refused", "refused"]);
    const unprefixed = createApp((to, live) => {
      const inner = express().get("/:id", live.page(Product, { patchParams: true }));
      to.use(express.Router().use("/8", pass).use(inner));
    });
    expect(await patches(unprefixed, "/7", ["/8"])).to.deep.equal(["refused"]);
  });

  it("may be asked for by mount, which is a redirect", async () => {
    const Renamed = defineView({
      mount: ({ params, ctx }) => {
        if (params.name === "old") ctx.patch("/users/new");
        return { name: params.name };
      },
      render: ({ name }) => <p>{name}</p>,
    });
    const app = createApp((to, live) => {
      to.get("/users/:name", live.page(Renamed, { patchParams: true }));
    });
    await using site = await serve(app, app.locals.live);
    const { response } = await new Visitor(site.url).get("/users/old");
    expect([response.status, response.headers.get("location")]).to.deep.equal([302, "/users/new"]);
  });

  it("are allowed by true, and by nothing else", () => {
    const live = createLive();
    const wrong = { patchParams: "yes" } as unknown as { patchParams: boolean };
    expect(() => live.page(Product, wrong))
      .to.throw(LiveError)
      .with.property("code", "LIVE_OPTION_INVALID");
  });
});

/** What `params` was given, as the patch brings it. */
function shownIn(frame: string): unknown {
  const texts: unknown[] = (JSON.parse(frame) as unknown[]).flat(Number.POSITIVE_INFINITY);
  return JSON.parse(String(texts.find((text) => String(text).startsWith("{")) ?? null));
}
