// docs/events.md names every binding and every event of the page that the code has, and no other.
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { isBinding } from "../../src/wire/bindings.js";

const text = readFileSync("docs/events.md", "utf8");

/** The quoted names of this form in a source file. */
function namesIn(file: string, form: RegExp): string[] {
  return [...readFileSync(file, "utf8").matchAll(form)].map(([, name = ""]) => name);
}

describe("docs/events.md", () => {
  it("names every binding", () => {
    const bindings = namesIn("src/wire/bindings.ts", /^ {2}"(live-[a-z-]+)",$/gm);
    // Of a family, such as live-viewport-top, the common part is enough.
    const missing = bindings.filter(
      (name) => !text.includes(`\`${name}`) && !text.includes(`\`${name.replace(/\w+$/, "")}*`),
    );
    expect(bindings).to.include("live-click");
    expect(missing).to.deep.equal([]);
  });

  it("names no attribute that is none", () => {
    const named = [...text.matchAll(/`(live-[a-z]+(?:-[a-z]+)*)/g)].map(([, name = ""]) => name);
    const unknown = named.filter((name) => !isBinding(name) && !text.includes(`\`${name}-*`));
    expect([...new Set(unknown)]).to.have.members(["live-loading", "live-state"]);
  });

  it("names every event of the page", () => {
    const events = namesIn("client/dom-events.ts", /^ {2}"(live:[a-z]+)":/gm);
    expect(events).to.include("live:joined");
    expect(events.filter((name) => !text.includes(`| \`${name}\` |`))).to.deep.equal([]);
  });

  it("names every state of a view", () => {
    const [, union = ""] =
      /^type LiveState = (.*);$/m.exec(readFileSync("client/session.ts", "utf8")) ?? [];
    const states = [...union.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);
    expect(states).to.have.length(4);
    expect(states.filter((name) => !text.includes(`| \`${name}\` |`))).to.deep.equal([]);
  });
});
