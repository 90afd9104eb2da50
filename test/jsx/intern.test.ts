// The template table: one template a shape, with an id that is the same everywhere, and no more than a bound.
import { expect } from "chai";
import { withDevelopment } from "../../src/jsx/development.js";
import { internTemplate, rootTag, TemplateTable } from "../../src/jsx/intern.js";
import type { Template } from "../../src/jsx/rendered.js";
import { ShapeTable } from "../../src/jsx/shape.js";

describe("internTemplate", () => {
  it("returns the same template for the same shape", () => {
    const one = internTemplate(["<i>", "</i>"], [0]);
    expect(internTemplate(["<i>", "</i>"], [0])).to.equal(one);
    expect(internTemplate(["<i>", "</i>"], [1])).not.to.equal(one);
  });

  it("makes ids that do not depend on the process", () => {
    expect(internTemplate(["<b>", "</b>"], [0]).id).to.equal("BXeTcjH2");
  });

  it("throws when two shapes have one id", () => {
    const table = new TemplateTable({ idOf: () => "same" });
    table.intern(["<a></a>"], []);
    expect(() => table.intern(["<b></b>"], [])).to.throw(/TEMPLATE_COLLISION/);
  });

  it("throws when there are more templates than source code has", () => {
    const table = new TemplateTable({ maxTemplates: 2 });
    table.intern(["<a></a>"], []);
    table.intern(["<b></b>"], []);
    expect(() => table.intern(["<c></c>"], [])).to.throw(/TOO_MANY_TEMPLATES/);
    expect(table.size).to.equal(2);
  });

  it("checks the names of slots in development", () => {
    const table = new TemplateTable();
    const intern = (): unknown => table.intern(["<a", "></a>"], ["live-submitt"]);
    expect(() => withDevelopment(true, intern)).to.throw(/live-submit[^t][^]*UNKNOWN_BINDING/);
    expect(() => withDevelopment(false, intern)).not.to.throw();
  });
});

describe("rootTag", () => {
  it("is the tag of the only element", () => {
    expect(rootTag(["<li", ">Hi ", "</li>"])).to.equal("li");
    expect(rootTag(["<br>"])).to.equal("br");
    expect(rootTag(["<my-el><br><p></p></my-el>"])).to.equal("my-el");
  });

  it("is null when anything stands beside it", () => {
    for (const statics of [
      ["<b></b>", ""],
      ["", "<b></b>"],
      ["a<b></b>"],
      ["<b></b><i></i>"],
      ["", ""],
      ["<br>a"],
    ]) {
      expect(rootTag(statics), statics.join("…")).to.equal(null);
    }
  });
});

describe("ShapeTable", () => {
  it("finds one template by tag, attribute names and number of children", () => {
    const shapes = new ShapeTable();
    const find = (): unknown => shapes.of("a").next("class")?.next("href")?.template(1);
    expect(find()).to.equal(find());
    expect((find() as Template).statics).to.deep.equal(["<a", "", ">", "</a>"]);
    expect((find() as Template).kinds).to.deep.equal(["class", "href", 0]);
  });

  it("does not grow with names that print nothing", () => {
    const shape = new ShapeTable().of("a");
    expect(shape.next("key")).to.equal(shape);
    expect(withDevelopment(false, () => shape.next("onclick"))).to.equal(shape);
    expect(() => withDevelopment(true, () => shape.next("onload"))).to.throw(/HANDLER_ATTRIBUTE/);
  });

  it("makes no more shapes than its bound, and still finds the ones it has", () => {
    const shapes = new ShapeTable({ maxShapes: 3 });
    const known = shapes.of("u").next("id");
    shapes.of("u").next("title");
    expect(shapes.of("u").next("lang")).to.equal(null);
    expect(shapes.of("u").next("id")).to.equal(known);
    expect(shapes.of("u").spreadTemplate(2).statics).to.deep.equal(["<u", ">", "", "</u>"]);
    expect(shapes.of("u").spreadTemplate(2).kinds).to.deep.equal([2, 0, 0]);
  });
});
