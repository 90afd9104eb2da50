// A view that says its route, on the routes of an app.
import { expect } from "chai";
import express, { type ErrorRequestHandler } from "express";
import { createLive, defineView } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const File = defineView({
  route: "/files/:owner/*path{.:ext}",
  mount: ({ params }) => ({ text: `${params.owner} ${params.path.join("|")} ${params.ext}` }),
  render: ({ text }) => <p>{text}</p>,
});

const onError: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(error.status ?? 500).send(`${error.code} ${error.message}`);
};

describe("a view that says its route", () => {
  it("is given the params as their types say", async () => {
    const live = createLive();
    const router = express.Router().get("/files/:owner/*path{.:ext}", live.page(File));
    await using site = await serve(express().use("/drive", router), live);
    const { html } = await new Visitor(site.url).get("/drive/files/ada/a%20b/c");
    expect(html).to.contain("<p>ada a b|c undefined</p>");
  });

  it("is an error in development on a route that has other params", async () => {
    const live = createLive({ onError: () => {} });
    const app = express().get("/drive/:user/*path", live.page(File)).use(onError);
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { response, html } = await visitor.get("/drive/ada/a");
    expect(response.status).to.equal(500);
    expect(html).to.contain("ROUTE_PARAMS").and.to.contain("owner").and.to.contain("/:user/*path");
    expect(live.stats().sessions).to.equal(0);
  });

  it("costs nothing in production", async () => {
    const secret = "x".repeat(32);
    const Guess = defineView({
      route: "/users/:name",
      mount: ({ params }) => ({ name: params.name }),
      render: ({ name }) => <p>{`${name}`}</p>,
    });
    const live = withDevelopment(false, () => createLive({ secret }));
    const app = express().get("/users/:id", (request, response, next) => {
      withDevelopment(false, () => live.page(Guess)(request, response, next));
    });
    await using site = await serve(app, live);
    const { response, html } = await new Visitor(site.url).get("/users/7");
    expect(response.status).to.equal(200);
    expect(html).to.contain("<p>undefined</p>");
  });
});
