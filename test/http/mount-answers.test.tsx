// What happens when `mount` does not make a page: redirects, statuses, errors, and visitors who left.
import { connect } from "node:net";
import { expect } from "chai";
import express, { type ErrorRequestHandler } from "express";
import { createLive, defineView, type Layout } from "slotwire";
import { Counter } from "../support/counter.js";
import { navigation } from "../support/navigating.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

function signal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe("a page that mount does not make", () => {
  it("redirects where mount says so, and parks nothing", async () => {
    const live = createLive();
    const View = defineView({
      mount: ({ ctx }) => ctx.redirect("/sign-in?next=/ü"),
      render: () => <p />,
    });
    await using site = await serve(express().get("/view", live.page(View)), live);
    const { response } = await new Visitor(site.url).get("/view");
    expect(response.status).to.equal(302);
    expect(response.headers.get("location")).to.equal("/sign-in?next=/%C3%BC");
    expect(live.stats().parked).to.equal(0);
  });

  it("does not encode again what mount has encoded", async () => {
    const live = createLive();
    const to = "/sign-in?next=%2Ftodos%3Fdone%3D1&name=\u00fc\ud83d\ude00\u00a0<b>#a%20b";
    const View = defineView({ mount: ({ ctx }) => ctx.redirect(to), render: () => <p /> });
    await using site = await serve(express().get("/view", live.page(View)), live);
    const { response } = await new Visitor(site.url).get("/view");
    expect(response.headers.get("location")).to.equal(
      "/sign-in?next=%2Ftodos%3Fdone%3D1&name=%C3%BC%F0%9F%98%80%C2%A0%3Cb%3E#a%20b",
    );
  });

  it("redirects to the URL that mount or params patches to, and not when it is there", async () => {
    const live = createLive({ onError: () => {} });
    const Page = defineView({
      mount: ({ query, ctx }) => {
        if (query.old !== undefined) ctx.patch("/list?page=1");
        if (query.away !== undefined) ctx.patch("/other");
        return { page: "" };
      },
      params: ({ query, ctx }) => {
        ctx.patch(`/list?page=${Math.min(Number(query.page ?? 1), 9)}#rows`);
        return { page: String(query.page) };
      },
      render: ({ page }) => <p>{page}</p>,
    });
    const onError: ErrorRequestHandler = (error, _request, response, _next) => {
      response.status(500).send(error.code);
    };
    await using site = await serve(express().get("/list", live.page(Page)).use(onError), live);
    const visitor = new Visitor(site.url);
    const to = async (path: string, init?: RequestInit) => {
      const { response, html } = await visitor.get(path, init);
      return [response.status, response.headers.get("location") ?? html];
    };
    expect(await to("/list?old")).to.deep.equal([302, "/list?page=1"]);
    expect(await to("/list?page=20")).to.deep.equal([302, "/list?page=9#rows"]);
    const [status, html] = await to("/list?page=9");
    expect(status).to.equal(200);
    expect(html).to.contain("<p>9</p>");
    const layout = /live-layout="([\w-]+)"/.exec(String(html))?.[1] ?? "";
    const moved = await to("/list?page=20", navigation(layout));
    expect(moved).to.deep.equal([302, "/list?page=9#rows"]);
    expect(await to("/list?away")).to.deep.equal([500, "PATCH_OF_OTHER_PAGE"]);
    expect(live.stats().parked).to.equal(1);
  });

  it("hands a status of mount to the app's error handler", async () => {
    const live = createLive();
    const View = defineView({ mount: ({ ctx }) => ctx.status(404), render: () => <p /> });
    const onError: ErrorRequestHandler = (error, _request, response, _next) => {
      response.status(error.status).send(`${error.status} ${error.message}`);
    };
    await using site = await serve(express().get("/view", live.page(View)).use(onError), live);
    const { response, html } = await new Visitor(site.url).get("/view");
    expect([response.status, html]).to.deep.equal([404, "404 Not Found"]);
  });

  it("hands what mount and render throw to the app's error handler, and parks nothing", async () => {
    const live = createLive({ onError: () => {} });
    const Mount = defineView({
      mount: async (): Promise<{ n: number }> => {
        throw new Error("mount broke");
      },
      render: ({ n }) => <p>{n}</p>,
    });
    const Render = defineView({
      mount: () => ({ n: 1 }),
      render: () => {
        throw new Error("render broke");
      },
    });
    const Bad: Layout = () => {
      throw new Error("layout broke");
    };
    const app = express();
    app.get("/mount", live.page(Mount));
    app.get("/render", live.page(Render));
    app.get("/layout", live.page(Counter, { layout: Bad }));
    app.use(((error, _request, response, _next) => {
      response.status(500).send(error.message);
    }) as ErrorRequestHandler);
    await using site = await serve(app, live);
    const bodies = [];
    for (const path of ["/mount", "/render", "/layout"]) {
      bodies.push((await new Visitor(site.url).get(path)).html);
    }
    expect(bodies).to.deep.equal(["mount broke", "render broke", "layout broke"]);
    expect(live.stats()).to.include({ parked: 0, sessions: 0 });
  });

  it("parks nothing when the visitor has gone before the answer", async () => {
    const live = createLive();
    const [started, gone, answer, ended] = [signal(), signal(), signal(), signal()];
    const Slow = defineView({
      mount: async () => {
        started.resolve();
        await answer.promise;
        return {};
      },
      unmount: () => ended.resolve(),
      render: () => <p />,
    });
    const app = express();
    app.use((_request, response, next) => {
      response.once("close", gone.resolve);
      next();
    });
    app.get("/slow", live.page(Slow));
    await using site = await serve(app, live);
    const socket = connect(site.port, "127.0.0.1");
    socket.write("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await started.promise;
    socket.destroy();
    await gone.promise;
    answer.resolve();
    await ended.promise;
    expect(live.stats()).to.include({ parked: 0, sessions: 0 });
  });

  it("keeps nothing of a mount that never settles when its visitor has gone", async () => {
    const live = createLive();
    const [started, gone] = [signal(), signal()];
    const Never = defineView({
      mount: () => {
        started.resolve();
        return new Promise<{ n: number }>(() => {});
      },
      render: ({ n }) => <p>{n}</p>,
    });
    const app = express();
    app.use((_request, response, next) => {
      next();
      response.once("close", () => setImmediate(gone.resolve));
    });
    app.get("/never", live.page(Never));
    await using site = await serve(app, live);
    const socket = connect(site.port, "127.0.0.1");
    socket.write("GET /never HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await started.promise;
    expect(live.stats().sessions).to.equal(1);
    socket.destroy();
    await gone.promise;
    expect(live.stats().sessions).to.equal(0);
  });

  it("parks nothing when a time limit of the app has answered, and calls no error handler", async () => {
    const live = createLive();
    const [started, answer, ended] = [signal(), signal(), signal()];
    const Slow = defineView({
      mount: async () => {
        started.resolve();
        await answer.promise;
        return {};
      },
      unmount: () => ended.resolve(),
      render: () => <p />,
    });
    const errors: unknown[] = [];
    const app = express();
    app.get(
      "/slow",
      (_request, response, next) => {
        next();
        void started.promise.then(() => response.status(503).send("too slow"));
      },
      live.page(Slow),
    );
    app.use(((error, _request, _response, _next) => {
      errors.push(error);
    }) as ErrorRequestHandler);
    await using site = await serve(app, live);
    const { response, html } = await new Visitor(site.url).get("/slow");
    expect([response.status, html]).to.deep.equal([503, "too slow"]);
    answer.resolve();
    await ended.promise;
    expect(live.stats()).to.include({ parked: 0, sessions: 0 });
    expect(errors).to.deep.equal([]);
  });
});
