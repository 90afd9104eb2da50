// From an address, a boundary and a fingerprint, to the action that is rendered there, and to no other.
import { expect } from "chai";
import { Action } from "../../src/jsx/action.js";
import type { Child } from "../../src/jsx/rendered.js";
import { actionsEqual, fingerprint, stableJson } from "../../src/tree/fingerprint.js";
import { Tree } from "../../src/tree/tree.js";
import { call, defineTemplate } from "../support/define-template.js";

const button = defineTemplate(["<button", "></button>"], ["live-click"]);
const spread = defineTemplate(["<button", "></button>"], [2]);
const remove = (arg: unknown) => new Action("", "remove", arg);
const mark = (action: Action, salt = 7) => fingerprint(action, salt);
const row = (id: number, arg: unknown) =>
  call(({ on }: { on: Action }) => button([on]), { on: remove(arg) }, String(id));

describe("A fingerprint", () => {
  it("is an @ and seven letters that are safe in HTML and URLs", () => {
    for (let arg = 0; arg < 200; arg++) expect(mark(remove(arg))).to.match(/^@[A-Za-z0-9_-]{7}$/);
  });

  it("is the same for equal actions and another one for others", () => {
    const others = [
      remove(1),
      remove("1"),
      remove(null),
      remove(undefined),
      remove([1]),
      remove({ a: 1 }),
      remove(10n),
      remove(0),
      remove(-0),
      remove([-0]),
      remove(new Date(1)),
      new Action("star-1", "remove", 1),
      new Action("", "remov", 1),
    ];
    expect(new Set(others.map((action) => mark(action))).size).to.equal(others.length);
    expect(mark(remove({ a: 1, b: [2] }))).to.equal(mark(remove({ b: [2], a: 1, c: undefined })));
  });

  it("depends on the salt, on both halves of it", () => {
    const salts = [0, 1, 2 ** 31, 2 ** 32, 2 ** 40 + 1, 2 ** 52];
    expect(new Set(salts.map((salt) => mark(remove(1), salt))).size).to.equal(salts.length);
  });

  it("uses all of its 42 bits evenly", () => {
    const counts = new Map<string, number>();
    for (let arg = 0; arg < 6_400; arg++) {
      [...mark(remove(arg)).slice(1)].forEach((letter, at) => {
        counts.set(`${at}${letter}`, (counts.get(`${at}${letter}`) ?? 0) + 1);
      });
    }
    expect(counts.size).to.equal(7 * 64);
    for (const count of counts.values()) expect(count).to.be.within(55, 160);
  });

  it("does not collide among 200,000 actions of one name", function () {
    this.timeout(20_000);
    const seen = new Set<string>();
    for (let arg = 0; arg < 200_000; arg++) seen.add(mark(remove(arg)));
    expect(seen.size).to.equal(200_000);
  });
});

describe("Equality of actions", () => {
  it("is by owner, name and the argument's value", () => {
    expect(actionsEqual(remove({ a: [1, 2] }), remove({ a: [1, 2] }))).to.equal(true);
    expect(actionsEqual(remove({ a: [1, 2] }), remove({ a: [2, 1] }))).to.equal(false);
    expect(actionsEqual(remove(1), new Action("c", "remove", 1))).to.equal(false);
    expect(actionsEqual(remove(null), remove(undefined))).to.equal(false);
    expect(actionsEqual(remove(Number.NaN), remove(Number.NaN))).to.equal(true);
  });

  it("has a text that tells strings from what looks like them", () => {
    expect(stableJson({ b: "1", a: [1, null, undefined, "n", 2n] })).to.equal(
      '{"a":[1,null,undefined,"n",2n],"b":"1"}',
    );
  });
});

describe("Finding an action", () => {
  it("looks in the boundary first, then in the whole tree", () => {
    const tree = new Tree([row(1, "a"), row(2, "b")], { salt: 7 });
    expect(tree.findAction(2, mark(remove("a")))?.arg).to.equal("a");
    expect(tree.findAction(3, mark(remove("a")))?.arg).to.equal("a");
    expect(tree.findAction(99, mark(remove("b")))?.arg).to.equal("b");
    expect(tree.findAction(0, mark(remove("b")))?.arg).to.equal("b");
  });

  it("tells a zero from its negative, which both may be rendered", () => {
    const tree = new Tree([row(1, 0), row(2, -0)], { salt: 7 });
    for (const arg of [0, -0]) expect(tree.findAction(1, mark(remove(arg)))?.arg).to.equal(arg);
  });

  it("finds those in spreads and in blocks", () => {
    const tree = new Tree([spread([{ "live-click": remove("a") }]), [button([remove("b")])]], {
      salt: 7,
    });
    expect(tree.findAction(1, mark(remove("a")))?.arg).to.equal("a");
    expect(tree.findAction(1, mark(remove("b")))?.arg).to.equal("b");
  });

  it("is null for what is not rendered, any more", () => {
    const tree = new Tree(row(1, "a"), { salt: 7 });
    expect(tree.findAction(2, mark(remove("b")))).to.equal(null);
    expect(tree.findAction(2, mark(remove("a"), 8))).to.equal(null);
    for (const text of ["", "@", "remove", "__proto__", "@aaaaaaa"]) {
      expect(tree.findAction(2, text)).to.equal(null);
    }
    tree.reconcile(row(1, "b"));
    expect(tree.findAction(2, mark(remove("a")))).to.equal(null);
    expect(tree.findAction(2, mark(remove("b")))?.arg).to.equal("b");
  });

  it("follows an action to wherever it is rendered now", () => {
    const tree = new Tree([row(1, "a"), row(2, "b")], { salt: 7 });
    tree.reconcile([row(1, "b"), row(2, "a")]);
    expect(tree.findAction(2, mark(remove("a")))?.arg).to.equal("a");
    expect(tree.findAction(2, mark(remove("b")))?.arg).to.equal("b");
  });
});

describe("A count of boundaries", () => {
  it("holds the container, components and keyed items", () => {
    const page: Child = [row(1, "a"), row(2, "b")];
    expect(new Tree(page, { salt: 7 }).boundaryCount).to.equal(3);
    expect(new Tree([page, call(() => "text", {})], { salt: 7 }).boundaryCount).to.equal(3);
  });
});
