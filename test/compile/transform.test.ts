// What the precompiler writes, where it writes it, and what it leaves alone.
import { SourceMap } from "node:module";
import { expect } from "chai";
import { transform } from "../../src/compile/transform.js";

function compile(code: string, file = "a.tsx"): string {
  return transform(code, file)?.code ?? "unchanged";
}

describe("transform", () => {
  it("makes one template of an expression, and an array of what is dynamic", () => {
    expect(compile('const row = <li class="a">Hi <b>{name}</b>, {n}</li>;')).to.equal(
      'import { rendered as _$rendered, template as _$template } from "slotwire/jsx-runtime"; ' +
        'const _$0 = _$template(["<li class=\\"a\\">Hi <b>","</b>, ","</li>"], [0,0]); ' +
        "const row = _$rendered(_$0, [name, n]);",
    );
  });

  it("calls components lazily, with several children as one value", () => {
    const code = compile("x = <Row a={1} {...o} b><i/>{c}</Row>;");
    expect(code).to.contain(
      'x = _$jsx(Row, {"a": 1, ...o, "b": true, children: _$rendered(_$0, [c])});',
    );
  });

  it("passes keys last, where the runtime evaluates them", () => {
    expect(compile("x = <li key={k()} class={c()}>{v()}</li>;")).to.contain(
      'x = _$rendered(_$0, [_$attribute("class", c()), v()], k());',
    );
  });

  it("keeps an element with a key apart, so that its key still means something", () => {
    expect(compile("x = <p><b key={k}>{v}</b></p>;")).to.contain(
      "x = _$rendered(_$1, [_$rendered(_$0, [v], k)]);",
    );
  });

  it("wraps class lists that someone else may change, and only these", () => {
    expect(compile("x = <p class={c}/>")).to.contain('[_$attribute("class", c)]');
    expect(compile("x = <p title={c}/>")).to.contain("[c]");
    expect(compile("x = <p class={['a', ok && 'b']}/>")).to.contain("[['a', ok && 'b']]");
    expect(compile("x = <p class={ok ? 'a' : 'b'}/>")).to.contain("[ok ? 'a' : 'b']");
    expect(compile("x = <p style={{ color: c }}/>")).to.contain("[{ color: c }]");
  });

  it("writes constant attributes into the statics as the runtime prints them", () => {
    const code = compile(
      '<p class={["a", { b: true }]} style={{ order: 1 }} aria-busy={false} hidden={false}/>',
    );
    expect(code).to.contain(
      '["<p class=\\"a b\\" style=\\"order:1\\" aria-busy=\\"false\\"></p>"]',
    );
  });

  it("shares equal templates", () => {
    const code = compile("x = [<b>{1 + 1}</b>, <b>{2 + 2}</b>];");
    expect(code.match(/_\$template\(/g)).to.have.length(1);
  });

  it("puts its line behind #! and directives, and adds no line", () => {
    const directive = compile('"use strict"\nx = <b/>;');
    expect(directive).to.match(/^"use strict"; import .*\nx = _\$rendered/);
    const hashbang = compile("#!/usr/bin/env node\nx = <b/>;");
    expect(hashbang).to.match(/^#!\/usr\/bin\/env node\nimport .*; x = _\$rendered/);
  });

  it("keeps every line where it is", () => {
    const source =
      "function f() {\n  return <>\n    {a}\n  </>;\n}\nconst g = () => { return <p\n  id={b}>\n" +
      "  <C\n    d={d}\n  >\n    {e}\n  </C>\n</p> as unknown; };\nh;\n";
    const lines = compile(source).split("\n");
    expect(lines.slice(1)).to.deep.equal([
      "  return (",
      "a",
      ");",
      "}",
      "const g = () => { return _$rendered(_$0, [",
      "b",
      ", _$jsx(C",
      ', {"d": d',
      "",
      ", children: (e)",
      "})",
      "]) as unknown; };",
      "h;",
      "",
    ]);
  });

  it("chooses names that the module does not use", () => {
    expect(compile("const _$0 = 1; x = <b/>;")).to.contain("_$$rendered(_$$0, [])");
  });

  it("leaves other runtimes, modules without TSX and unknown syntax alone", () => {
    expect(transform("/** @jsxImportSource react */\nx = <b/>", "a.tsx")).to.equal(null);
    expect(transform("/** @jsxRuntime classic */\nx = <b/>", "a.tsx")).to.equal(null);
    expect(transform("const a = 1 < 2;", "a.tsx")).to.equal(null);
    expect(transform("x = <b>;", "a.tsx")).to.equal(null);
  });

  it("compiles JavaScript with JSX too", () => {
    expect(compile("x = <b>{y}</b>;", "a.jsx")).to.contain("x = _$rendered(_$0, [y]);");
  });

  it("names views by their export", () => {
    const code = compile(
      'import { defineView as view } from "slotwire";\n' +
        "export const Counter = view({ mount });\nconst Inner = view({});\nexport { Inner as Outer };\n" +
        'export const Named = view({ name: "own" });\nconst Local = view({});\nexport const Other = define({});',
    );
    expect(code).to.contain('Counter = view({ name: "Counter", mount });');
    expect(code).to.contain('Inner = view({ name: "Outer",});');
    expect(code).to.contain('Named = view({ name: "own" });');
    expect(code).to.contain("Local = view({});");
    expect(code).to.contain("Other = define({});");
  });

  it("warns of unknown bindings and refused URLs, with their place", () => {
    const result = transform(
      'x = <p>\n  <b live-clik="a"/>\n  <a href="javascript:x"/></p>',
      "a.tsx",
    );
    expect(result?.warnings).to.deep.equal([
      { message: "there is no live-clik: did you mean live-click?", line: 2, column: 5 },
      { message: "the value of href is refused: it could run code", line: 3, column: 5 },
    ]);
  });

  it("warns of handlers on elements, which a prop of a component may be", () => {
    const code = "x = <Row onRemove={a}>\n  <b onclick={a}/></Row>";
    expect(transform(code, "a.tsx")?.warnings).to.deep.equal([
      {
        message: "onclick is refused, it could run code: did you mean live-click?",
        line: 2,
        column: 5,
      },
    ]);
  });

  it("warns of the names of React on elements, and leaves it to the run to refuse them", () => {
    const code = 'x = <Row className="a">\n  <b className="a" style={{ width: 1 }}/></Row>';
    const result = transform(code, "a.tsx");
    expect(result?.warnings).to.deep.equal([
      { message: "HTML has no className: write class={…}", line: 2, column: 5 },
    ]);
    expect(result?.code).to.contain('"className"').and.to.contain("{ width: 1 }");
  });

  it("refuses text in scripts, with its place", () => {
    const source = "const a = 1;\nx = <style>p {}</style>;";
    expect(() => transform(source, "a.tsx")).to.throw(/text at a\.tsx:2:12[^]*RAW_TEXT/);
    expect(() => transform("x = <script>{`a`}</script>", "a.tsx")).to.throw(/RAW_TEXT/);
    expect(() => transform("x = <plaintext/>", "a.tsx")).to.throw(/TAG_NAME/);
  });

  it("maps every kept expression to its line and column", () => {
    const source =
      'import { a } from "./a.js";\nexport const page = (items) => (\n  <ul class={a}>\n' +
      "    {items.map((item) => (\n      <li key={item.id} title={MARK1}>\n" +
      "        <Row onRemove={MARK2}>{MARK3}</Row>\n        {MARK4(<b>{MARK5}</b>)}\n      </li>\n    ))}\n  </ul>\n);\n";
    const result = transform(source, "a.tsx");
    if (result === null) throw new Error("not compiled");
    const map = new SourceMap(result.map as never);
    for (const mark of ["MARK1", "MARK2", "MARK3", "MARK4", "MARK5", "item.id", "items.map"]) {
      const found = map.findEntry(...place(result.code, mark)) as {
        originalLine: number;
        originalColumn: number;
      };
      expect([found.originalLine, found.originalColumn], mark).to.deep.equal(place(source, mark));
    }
  });
});

/** Zero-based line and column of the first `text`. */
function place(code: string, text: string): [number, number] {
  const lines = code.slice(0, code.indexOf(text)).split("\n");
  return [lines.length - 1, (lines.at(-1) as string).length];
}
