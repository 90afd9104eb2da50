// What an author is told who nests views wrongly.
import { expect } from "chai";
import express from "express";
import { defineView, LiveView, type Child as Rendered, type View } from "slotwire";
import { Child, createApp, page } from "../support/nested.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

describe("a nested view that its author has mistaken", () => {
  const cases: readonly (readonly [string, Rendered, string])[] = [
    [
      "has a name",
      <LiveView key="1" view={defineView({ mount: () => ({}), render: () => <i /> })} id="x" />,
      "NESTED_VIEW_WITHOUT_NAME",
    ],
    [
      "is a view",
      <LiveView key="2" view={{} as typeof Child} id="x" props={{ start: 1 }} />,
      "NESTED_VIEW",
    ],
    [
      "has a name of its own",
      [
        <LiveView key="3" view={Child} id="x" props={{ start: 1 }} />,
        <LiveView
          key="4"
          view={defineView({ name: "child", mount: () => ({}), render: () => <i /> })}
          id="y"
        />,
      ],
      "NESTED_VIEW_NAME",
    ],
    ["has an id", <LiveView key="5" view={Child} id="" props={{ start: 1 }} />, "COMPONENT_ID"],
    [
      "has an id of its own",
      [
        <LiveView key="6" view={Child} id="x" props={{ start: 1 }} />,
        <LiveView key="7" view={Child} id="x" props={{ start: 1 }} />,
      ],
      "DUPLICATE_COMPONENT",
    ],
    [
      "is given plain data",
      <LiveView key="8" view={Child} id="x" props={{ start: new Date() as unknown as number }} />,
      "NESTED_PROPS",
    ],
    [
      "is given little",
      <LiveView
        key="9"
        view={Child}
        id="x"
        props={{ start: "x".repeat(3000) as unknown as number }}
      />,
      "NESTED_PROPS",
    ],
  ];
  for (const [what, rendered, code] of cases) {
    it(`${what}: ${code}`, async () => {
      const { live } = createApp(Child as unknown as View);
      const thrown: unknown[] = [];
      const app = express().get("/", live.page(page(() => rendered)));
      app.use(((error, _request, response, _next) => {
        thrown.push(error);
        response.sendStatus(500);
      }) satisfies express.ErrorRequestHandler);
      await using site = await serve(app, live);
      await new Visitor(site.url).get("/");
      expect(thrown.map((error) => (error as { code: string }).code)).to.deep.equal([code]);
    });
  }
});
