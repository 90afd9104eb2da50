// Names of fields become nested data, or the body is refused.
import { expect } from "chai";
import { parseFormBody } from "../../src/wire/form-body.js";
import { decodeFields, defaultFieldLimits, isFlat } from "../../src/wire/form-fields.js";
import type { Payload } from "../../src/wire/protocol.js";

const limits = { maxParams: 1000, maxNameChars: 256 };

function decode(body: string, fieldLimits = defaultFieldLimits) {
  const decoded = decodeFields(parseFormBody(body, limits) as Payload, fieldLimits);
  // A copy with prototypes, which comparisons want.
  return decoded && (JSON.parse(JSON.stringify(decoded)) as typeof decoded);
}

const valuesOf = (body: string) => decode(body)?.values;

describe("decodeFields", () => {
  it("nests names by dots and by brackets", () => {
    const nested = { user: { name: "Ann", home: { town: "Ulm" } }, plain: "x" };
    expect(valuesOf("user.name=Ann&user.home.town=Ulm&plain=x")).to.deep.equal(nested);
    expect(valuesOf("user[name]=Ann&user[home][town]=Ulm&plain=x")).to.deep.equal(nested);
    expect(valuesOf("user[name]=Ann&user[home].town=Ulm&plain=x")).to.deep.equal(nested);
    expect(valuesOf("files[a.txt]=1")).to.deep.equal({ files: { "a.txt": "1" } });
  });

  it("makes lists of repeated names, and of one name with []", () => {
    expect(valuesOf("tag=a&tag=b&one[]=c&two[]=d&two[]=e&in.all[]=f")).to.deep.equal({
      tag: ["a", "b"],
      one: ["c"],
      two: ["d", "e"],
      in: { all: ["f"] },
    });
  });

  it("makes lists of indexes, in their order and without holes", () => {
    expect(valuesOf("rows[7][title]=c&rows[0][title]=a&rows.2.title=b")).to.deep.equal({
      rows: [{ title: "a" }, { title: "b" }, { title: "c" }],
    });
    expect(valuesOf("m[0][0]=a&m[0][1]=b&m[1][0]=c")).to.deep.equal({ m: [["a", "b"], ["c"]] });
    expect(valuesOf("rows[0]=a&rows[x]=b&rows[01]=c")).to.deep.equal({
      rows: { 0: "a", x: "b", "01": "c" },
    });
    expect(valuesOf("0=a&1=b")).to.deep.equal({ 0: "a", 1: "b" });
  });

  it("keeps keys, in the order of the body", () => {
    const rows = valuesOf("rows[k3][title]=c&rows[k1][title]=a")?.rows as object;
    expect(Object.keys(rows)).to.deep.equal(["k3", "k1"]);
  });

  it("makes lists of keys with a star, in the order of the body, and tells the keys", () => {
    expect(decode("guests.*3.name=Cy&guests.*3.tags.*x=1&guests.*1.name=Al")).to.deep.equal({
      values: { guests: [{ name: "Cy", tags: ["1"] }, { name: "Al" }] },
      target: null,
      unused: [],
      rowKeys: { guests: ["3", "1"], "guests.*3.tags": ["x"] },
    });
    expect(valuesOf("guests.*1=a&guests.b=c")).to.equal(undefined);
  });

  it("tells the path of the target and the unused names", () => {
    expect(decode("a=1&rows[0][b]=2&_target=rows%5B0%5D%5Bb%5D&_unused=a+c.d")).to.deep.equal({
      values: { a: "1", rows: [{ b: "2" }] },
      target: ["rows", "0", "b"],
      unused: ["a", "c.d"],
      rowKeys: {},
    });
    expect(decode("_target=a&_target=b&_unused=a&_unused=b")).to.deep.include({
      target: null,
      unused: [],
    });
  });

  it("takes names with stray brackets and dots as they are", () => {
    const body = "a%5Bb=1&c%5D=2&.d=3&e.=4&f..g=5&%5Bh%5D=6&i%5B%5Bj%5D%5D=7&=8";
    expect(valuesOf(body)).to.deep.equal({
      "a[b": "1",
      "c]": "2",
      ".d": "3",
      "e.": "4",
      "f..g": "5",
      "[h]": "6",
      "i[[j]]": "7",
      "": "8",
    });
  });

  it("refuses names that reach a prototype, at any depth", () => {
    for (const name of ["__proto__", "constructor", "prototype"]) {
      expect(decodeFields({ [`a.${name}`]: "1" }, defaultFieldLimits)).to.equal(null);
      expect(decode(`a[b][${name}]=1`)).to.equal(null);
      expect(decode(`a[${name}][b]=1`)).to.equal(null);
      expect(decode(`_target=a.${name}`)).to.equal(null);
    }
    expect(valuesOf("a.proto=1")).to.deep.equal({ a: { proto: "1" } });
    expect(({} as { b?: string }).b).to.equal(undefined);
  });

  it("refuses a name that is a value and a group, and one value under two names", () => {
    for (const body of ["a=1&a.b=2", "a.b=2&a=1", "a.b=1&a[b]=2", "a[]=1&a=2", "a[][b]=1"]) {
      expect(decode(body), body).to.equal(null);
    }
  });

  it("refuses what is too deep, and indexes that are too high", () => {
    expect(decode("a.b.c.d.e.f.g.h=1")).to.not.equal(null);
    expect(decode("a.b.c.d.e.f.g.h.i=1")).to.equal(null);
    expect(decode("a[999]=1")).to.not.equal(null);
    expect(decode("a[1000]=1")).to.equal(null);
    expect(decode("a[99999999999999999999]=1")?.values).to.deep.equal({
      a: { "99999999999999999999": "1" },
    });
    expect(decode("a.b=1", { maxFieldDepth: 1, maxFieldIndex: 1 })).to.equal(null);
    expect(decode("a.2=1", { maxFieldDepth: 8, maxFieldIndex: 1 })).to.equal(null);
  });

  it("has no prototype at any depth", () => {
    const decoded = decodeFields({ "a.b": "1" }, defaultFieldLimits);
    for (const made of [decoded?.values, decoded?.values.a, decoded?.rowKeys]) {
      expect(Object.getPrototypeOf(made)).to.equal(null);
    }
  });

  it("is not needed for names that are plain", () => {
    expect(isFlat({ a: "1", b: ["2"] })).to.equal(true);
    for (const name of ["a.b", "a[b]", "_target", "_unused"]) {
      expect(isFlat({ a: "1", [name]: "2" }), name).to.equal(false);
    }
  });
});
