// docs/parity.md has a row for each behaviour of its groups, and every test that a row names is there under its title.
import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";

/** How many rows each group has, of those that the page has whole. */
const groups = {
  TC: 35,
  CO: 29,
  EV: 32,
  FO: 28,
  JS: 24,
  IO: 34,
  RL: 37,
  NA: 22,
  FL: 5,
  NE: 9,
  ER: 14,
  SE: 15,
  DE: 11,
} as const;

const states = ["done", "different", "later", "not applicable"];

interface Row {
  readonly id: string;
  readonly state: string;
  readonly how: string;
}

interface NamedTest {
  readonly path: string;
  readonly titles: readonly string[];
}

const isWhole = ({ id }: Row) => id.slice(0, 2) in groups;

const rows: readonly Row[] = readFileSync("docs/parity.md", "utf8")
  .split("\n")
  .map((line) => /^\| ([A-Z]{2}\d+) \| ([^|]*) \| (.*) \|$/.exec(line))
  .flatMap((match) => {
    const [, id = "", state = "", how = ""] = match ?? [];
    return match ? [{ id, state, how }] : [];
  });

/** Each path of a test with the quoted titles right after it: `path "one", "two" and "three"`. */
function testsOf({ how }: Row): NamedTest[] {
  const found = how.matchAll(/(test\/[\w./-]+\.tsx?)((?:(?:,| and|:)? \(?"[^"]+"\)?)*)/g);
  return [...found].map(([, path = "", quoted = ""]) => ({
    path,
    titles: [...quoted.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => title),
  }));
}

/** Files of types have their sentences in comments. A title may be that of a group … and of a test in it. */
function hasTitle(text: string, path: string, title: string): boolean {
  return title.split(" … ").every((part) => {
    if (!path.includes(".test.")) return text.includes(part);
    const literal = part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    // What a title has after a comma may be computed: `is 40 for a cell, ${mode}`.
    return new RegExp(`(?:it|describe)\\(\\s*["\`]${literal}(?:["\`]|, \\S*\\s*\\$\\{)`).test(text);
  });
}

describe("docs/parity.md", () => {
  it("has every row of its groups, once and in order", () => {
    const wanted = Object.entries(groups).flatMap(([group, count]) =>
      Array.from({ length: count }, (_, at) => `${group}${at + 1}`),
    );
    const ids = rows.map(({ id }) => id);
    expect(ids.filter((id) => id.slice(0, 2) in groups)).to.deep.equal(wanted);
    expect(ids).to.have.length(new Set(ids).size);
  });

  it("says of each what has become of it, and why or how that is shown", () => {
    const odd = rows
      .filter(isWhole)
      .filter(({ state, how }) => !states.includes(state) || how.length < 8);
    expect(odd).to.deep.equal([]);
  });

  it("names a test for what is done", () => {
    const refers = /the same tests? as ([A-Z]{2}\d+)/;
    const isShown = (row: Row): boolean => {
      if (testsOf(row).length > 0) return true;
      const other = rows.find(({ id }) => id === refers.exec(row.how)?.[1]);
      return other !== undefined && testsOf(other).length > 0;
    };
    const done = rows.filter(({ state }) => state === "done");
    expect(done.length).to.be.greaterThan(100);
    expect(done.filter((row) => !isShown(row)).map(({ id }) => id)).to.deep.equal([]);
  });

  it("names tests that are there", () => {
    const missing = rows.flatMap((row) =>
      testsOf(row).flatMap(({ path, titles }) => {
        if (!existsSync(path)) return [`${row.id}: ${path}`];
        const text = readFileSync(path, "utf8");
        const unknown = titles.filter((title) => !hasTitle(text, path, title));
        return unknown.map((title) => `${row.id}: ${path} "${title}"`);
      }),
    );
    expect(missing).to.deep.equal([]);
  });

  it("says which feature brings what is to come later", () => {
    const later = rows.filter(isWhole).filter(({ state }) => state === "later");
    const vague = later.filter(({ how }) => !/\b(?:uploads|navigation)\b/.test(how));
    expect(vague).to.deep.equal([]);
  });
});
