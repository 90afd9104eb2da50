// Reading the params of a route's path, as path-to-regexp does for Express.
import { expect } from "chai";
import { defineView, LiveError } from "slotwire";
import { paramsIn, strangeParam } from "../../src/live/route-params.js";

describe("the params of a route's path", () => {
  const names = (path: string) =>
    paramsIn(path).map(
      ({ name, isList, isOptional }) => `${isList ? "*" : ":"}${name}${isOptional ? "?" : ""}`,
    );

  it("are those that Express finds", () => {
    expect(names("/about")).to.deep.equal([]);
    expect(names("/products/:id{/:tab}")).to.deep.equal([":id", ":tab?"]);
    expect(names("/files/*path")).to.deep.equal(["*path"]);
    expect(names("/:from-:to.:ext")).to.deep.equal([":from", ":to", ":ext"]);
    expect(names("{/:a{/:b}}/:c")).to.deep.equal([":a?", ":b?", ":c"]);
    expect(names('/:"two words"/:größe/:$a_1')).to.deep.equal([":two words", ":größe", ":$a_1"]);
    expect(names("/a\\:no\\{\\*/:b")).to.deep.equal([":b"]);
  });

  it("are strange where they are missing, or lists where they should be texts", () => {
    const path = "/:id{/:tab}/*rest";
    expect(strangeParam(path, { id: "1", rest: ["a"] })).to.equal(null);
    expect(strangeParam(path, { id: "1", tab: "2", rest: ["a"] })).to.equal(null);
    expect(strangeParam(path, { tab: "2", rest: ["a"] })?.name).to.equal("id");
    expect(strangeParam(path, { id: ["1"], rest: ["a"] })?.name).to.equal("id");
    expect(strangeParam(path, { id: "1", tab: ["2"], rest: ["a"] })?.name).to.equal("tab");
    expect(strangeParam(path, { id: "1", rest: "a" })?.name).to.equal("rest");
    expect(strangeParam("/:toString", {})?.name).to.equal("toString");
  });

  it("are those of a path, which begins with a slash", () => {
    for (const route of ["products/:id", "", 7, /x/]) {
      const define = () =>
        defineView({ route: route as string, mount: () => ({}), render: () => null });
      expect(define).to.throw(LiveError).with.property("code", "VIEW_OPTION");
    }
  });
});
