// Guards are middleware: they decide for a live navigation as for a visit, once, and before anything of the view runs.
import { expect } from "chai";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { createLive, defineView } from "slotwire";
import { Counter } from "../support/counter.js";
import { layoutOf, navigation } from "../support/navigating.js";
import { type Served, serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const ran: string[] = [];

const Secret = defineView({
  route: "/secret/:id",
  mount: ({ params, url }) => {
    ran.push(`mount ${url}`);
    return { id: params.id };
  },
  params: ({ url }) => void ran.push(`params ${url}`),
  render: ({ id }) => <p>{`secret ${id}`}</p>,
});

const answers: Readonly<Record<string, RequestHandler>> = {
  "302": (_request, response) => response.redirect("/login"),
  "303": (request, response) => response.redirect(303, `/login?next=${request.originalUrl}`),
  "401": (_request, response) => void response.status(401).send("Log in"),
  "403": (_request, _response, next) => next(Object.assign(new Error("no"), { status: 403 })),
  "404": (_request, _response, next) => next("route"),
};

const guard: RequestHandler = (request, response, next) => {
  ran.push(`guard ${request.originalUrl}`);
  const answer = answers[request.get("x-user") ?? ""];
  if (answer === undefined) next();
  else answer(request, response, next);
};

const onError: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(error.status).send(`Error ${error.status}`);
};

function createApp() {
  const live = createLive();
  const app = express();
  app.get("/login", live.page(Counter));
  app.get("/secret/:id", guard, live.page(Secret));
  app.use((_request, response) => void response.status(404).send("Nothing here"));
  return { live, app: app.use(onError) };
}

async function visitAs(site: Served, user: string, kind?: string) {
  const visitor = new Visitor(site.url);
  const layout = kind === undefined ? "" : await layoutOf(visitor, "/login");
  ran.length = 0;
  const headers = new Headers(kind === undefined ? {} : navigation(layout, kind).headers);
  headers.set("x-user", user);
  const { response, html } = await visitor.get("/secret/7", { headers });
  return { response, html, visitor };
}

describe("a guard", () => {
  const statuses = { "302": 302, "303": 303, "401": 401, "403": 403, "404": 404 };

  for (const kind of [undefined, "navigate", "prefetch"]) {
    for (const [user, status] of Object.entries(statuses)) {
      it(`that answers ${status} to ${kind ?? "a visit"} runs once, and nothing of the view does`, async () => {
        const { live, app } = createApp();
        await using site = await serve(app, live);
        const { response } = await visitAs(site, user, kind);
        const sessions = kind === undefined ? 0 : 1;
        expect(response.status).to.equal(status);
        expect(response.headers.get("live-view")).to.equal(null);
        expect(ran).to.deep.equal(["guard /secret/7"]);
        expect(live.stats().sessions).to.equal(sessions);
      });
    }
  }

  it("that lets a navigation pass runs once, and mount and params after it, once", async () => {
    const { live, app } = createApp();
    await using site = await serve(app, live);
    const { html } = await visitAs(site, "ada", "navigate");
    expect(html).to.contain("secret 7");
    expect(ran).to.deep.equal(["guard /secret/7", "mount /secret/7", "params /secret/7"]);
  });

  it("decides on another path param, which no open socket gets past", async () => {
    const { live, app } = createApp();
    await using site = await serve(app, live);
    const { visitor, html } = await visitAs(site, "ada");
    const socket = await visitor.connect();
    socket.send([0, 1, / live="([^"]+)"/.exec(html)?.[1], "tab", 1]);
    await socket.next();
    ran.length = 0;
    socket.send([2, 1, 1, 0, "/secret/8"]);
    expect(await socket.next()).to.equal('[3,1,1,1,"invalid"]');
    socket.send([2, 1, 2, 0, "/secret/7?tab=2"]);
    expect(await socket.next()).to.equal("[1,1,2,2]");
    expect(ran).to.deep.equal(["params /secret/7?tab=2"]);
  });

  it("of a router under a prefix stands before the navigation to its pages", async () => {
    const live = createLive();
    const router = express.Router().use(guard);
    router.get("/secret/:id", live.page(Secret));
    const app = express().get("/login", live.page(Counter)).use("/area", router);
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/login");
    ran.length = 0;
    const { response, html } = await visitor.get("/area/secret/7?a=1", navigation(layout));
    expect(response.headers.get("live-view")).to.equal("fresh");
    expect(html).to.contain("secret 7");
    const url = "/area/secret/7?a=1";
    expect(ran).to.deep.equal([`guard ${url}`, `mount ${url}`, `params ${url}`]);
  });

  it("stands before the way back of a page that lost its session", async () => {
    const { live, app } = createApp();
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { token } = await visitor.get("/login");
    ran.length = 0;
    const headers = { "live-rejoin": `${token} tab 1 0 0`, "x-user": "302" };
    const { response } = await visitor.get("/secret/7", { headers });
    expect([response.status, response.headers.get("location")]).to.deep.equal([302, "/login"]);
    expect(ran).to.deep.equal(["guard /secret/7"]);
  });
});
