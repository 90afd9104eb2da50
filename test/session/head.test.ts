// A printed head taken apart: its title, its elements, what they stand for, and what changed.
import { expect } from "chai";
import { elementsOf, headChange, headKey, titleOf } from "../../src/session/head.js";

describe("a printed head", () => {
  it("has the title of its first title element", () => {
    expect(
      titleOf('<meta charset="utf-8"><title lang="a>b">A &lt;b&gt; &amp;amp; c</title>'),
    ).to.equal("A <b> &amp; c");
    expect(titleOf("<title></title>")).to.equal("");
    expect(titleOf('<meta name="title">')).to.equal(null);
  });

  it("comes apart into its elements, as they stand", () => {
    const elements = [
      "<title>A</title>",
      '<meta name="description" content="a > b </title>">',
      "<meta name='x' content='\">'>",
      '<script type="application/ld+json">{"a":"<meta name=\\"no\\">"}</script>',
      "<style>a > b { color: red }</style>",
      "<link rel=canonical href=/a>",
    ];
    const head = `\n${elements.join("\n text ")}<!-- <meta name="no"> -->`;
    expect(elementsOf(head)).to.deep.equal(elements);
    expect(elementsOf("")).to.deep.equal([]);
  });

  it("says by a key what an element stands for", () => {
    const keys = [
      "<title>A</title>",
      '<meta charset="utf-8">',
      '<META NAME="Description" content="a">',
      '<meta content="name" property="og:title">',
      '<meta http-equiv="refresh" content="1">',
      '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#000">',
      '<link rel="canonical" href="/a">',
      '<base href="/">',
      '<link rel="stylesheet" href="/a.css">',
    ].map(headKey);
    expect(keys).to.deep.equal([
      "title",
      "charset",
      "name description ",
      "property og:title ",
      "http-equiv refresh ",
      "name theme-color (prefers-color-scheme: dark)",
      "canonical",
      "base",
      '<link rel="stylesheet" href="/a.css">',
    ]);
  });

  it("tells what went and came, and the title apart", () => {
    const [a, b, c] = ["a", "b", "c"].map((content) => `<meta name="${content}">`);
    expect(headChange(`<title>1</title>${a}${b}`, `<title>2</title>${c}${a}`)).to.deep.equal({
      title: "2",
      removed: [b],
      added: [c],
    });
    expect(headChange(`<title>1</title>${a}${a}`, `<title>1</title>${a}`)).to.deep.equal({
      title: null,
      removed: [a],
      added: [],
    });
    expect(headChange(`${a}${b}`, `${b}${a}`)).to.equal(null);
  });

  it("takes any HTML that an author vouches for", () => {
    for (const head of ["<", "<>", "<title>", '<meta name="a', "</title>", "<script>", "a < b"]) {
      expect(elementsOf(head), head).to.be.an("array");
      expect(titleOf(head), head).to.equal(null);
    }
  });
});
