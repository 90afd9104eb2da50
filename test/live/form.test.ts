// A form's state follows what the page sends; what no form of this page would send changes nothing.
import { expect } from "chai";
import { fieldOf, form } from "slotwire";
import * as v from "valibot";
import { z } from "zod";
import { parseFormBody } from "../../src/wire/form-body.js";
import type { Payload } from "../../src/wire/protocol.js";

const body = (text: string) =>
  parseFormBody(text, { maxParams: 1000, maxNameChars: 256 }) as Payload;
/** As plain objects, which comparisons want. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

const account = form(
  z.object({
    email: z.email("is no address"),
    age: z.coerce.number("is no number").min(18, "is too low"),
    address: z.object({ town: z.string().min(1, "is missing") }),
    tags: z.array(z.string()).max(2, "are too many"),
    terms: z.literal("on", "must be accepted"),
  }),
  { id: "account", initial: { email: "", age: 20, address: { town: "" }, tags: ["x"] } },
);

describe("form", () => {
  it("starts with its initial values as texts, without errors", () => {
    const { version, ...state } = account.start();
    expect(version).to.match(/^\w+$/);
    expect(plain(state)).to.deep.equal({
      id: "account",
      values: { email: "", age: "20", address: { town: "" }, tags: ["x"] },
      errors: {},
      touched: [],
      isSubmitted: false,
      isValid: false,
      rowKeys: {},
      freshRows: [],
      nextKey: 1,
    });
    expect(account.start({ email: "a@b.de" }).values).to.deep.equal({ email: "a@b.de" });
    expect(account.start().version).to.not.equal(version);
  });

  it("takes names that every object has for names of fields", async () => {
    const bodies = ["toString.*1=x", "valueOf.*1.a=x&_remove=valueOf.*1", "toString.x=1", "age=1"];
    let state = account.start();
    for (const text of bodies) state = await account.submit(state, body(text));
    expect(state.values.age).to.equal("1");
    const grown = await account.submit(account.start(), body("toString[]=a&_add=toString.*0.x"));
    expect(plain(grown.values)).to.include.keys("toString");
  });

  it("keeps what was typed, and shows errors of used fields only", async () => {
    const state = await account.change(
      account.start(),
      body("email=a&age=1x&address.town=&_target=email&_unused=address.town"),
    );
    expect(plain(state.values)).to.deep.equal({
      email: "a",
      age: "1x",
      address: { town: "" },
      tags: [],
    });
    expect(plain(state.errors)).to.deep.equal({
      email: ["is no address"],
      age: ["is no number"],
      "address.town": ["is missing"],
      terms: ["must be accepted"],
    });
    expect(state.isValid).to.equal(false);
    const shown = (["email", "age", "address.town", "terms"] as const).filter(
      (name) => fieldOf(state, name).isInvalid,
    );
    expect(shown).to.deep.equal(["email", "age"]);
    expect(fieldOf(state, "address.town").isUsed).to.equal(false);
  });

  it("shows every error after a submit, and has the parsed value when there is none", async () => {
    const refused = await account.submit(account.start(), body("email=a&age=20&address.town=Ulm"));
    expect(refused).to.include({ isSubmitted: true, isValid: false });
    expect(refused).to.not.have.property("value");
    expect(fieldOf(refused, "terms").errors).to.deep.equal(["must be accepted"]);
    const taken = await account.submit(
      refused,
      body("email=a@b.de&age=20&address.town=Ulm&tags[]=x&terms=on"),
    );
    expect(taken.value).to.deep.equal({
      email: "a@b.de",
      age: 20,
      address: { town: "Ulm" },
      tags: ["x"],
      terms: "on",
    });
    expect(taken.isValid).to.equal(true);
    const edited = await account.change(taken, body("email=a@b.de&_target=email"));
    expect(edited).to.not.have.property("value");
  });

  it("shows what the server knows better until the next change", async () => {
    const next = await account.submit(account.start(), body("email=a@b.de"));
    const failed = account.fail(next, { email: "is taken", "": ["try again", "later"] });
    expect(failed.errors).to.deep.equal({ email: ["is taken"], "": ["try again", "later"] });
    expect(failed).to.not.have.property("value");
    expect(fieldOf(failed, "email").errors).to.deep.equal(["is taken"]);
    const changed = await account.change(failed, body("email=c@b.de&_target=email"));
    expect(fieldOf(changed, "email").errors).to.deep.equal([]);
  });

  it("counts a box that was unchecked as used, and stays used", async () => {
    const unchecked = await account.change(account.start(), body("email=&_target=terms"));
    expect(fieldOf(unchecked, "terms").isInvalid).to.equal(true);
    const later = await account.change(unchecked, body("email=a&_target=email"));
    expect(fieldOf(later, "terms").isInvalid).to.equal(true);
  });

  it("has a list of choices, also of one and of none", async () => {
    const one = await account.change(account.start(), body("tags[]=x&_target=tags[]"));
    expect(fieldOf(one, "tags").values).to.deep.equal(["x"]);
    const none = await account.change(one, body("_target=tags[]"));
    expect(fieldOf(none, "tags").values).to.deep.equal([]);
    const three = await account.change(none, body("tags[]=x&tags[]=y&tags[]=z"));
    expect(fieldOf(three, "tags").errors).to.deep.equal(["are too many"]);
    const bare = await account.change(account.start(), body("tags=y"));
    expect(bare.values.tags).to.deep.equal(["y"]);
  });

  it("is plain data at every moment", async () => {
    const state = await account.submit(account.start(), body("email=a&age=20"));
    expect(plain(structuredClone(state))).to.deep.equal(plain(state));
    expect(fieldOf(structuredClone(state), "email").errors).to.deep.equal(["is no address"]);
  });

  it("changes nothing for a body beyond the limits", async () => {
    const before = await account.change(account.start(), body("email=a&_target=email"));
    const after = await account.change(before, body("a.__proto__=1&email=b"));
    expect(after.values).to.deep.equal(before.values);
    const deep = form(z.object({ a: z.unknown() }), { limits: { maxFieldDepth: 1 } });
    expect((await deep.change(deep.start(), body("a.b=1"))).values).to.deep.equal({});
  });

  it("works with valibot, and with schemas that take their time", async () => {
    const isFree = async (name: string) => name !== "ann";
    const signup = form(
      v.objectAsync({
        name: v.pipeAsync(v.string(), v.checkAsync(isFree, "is taken")),
        pet: v.optional(v.object({ name: v.pipe(v.string(), v.minLength(1, "is missing")) })),
      }),
    );
    const taken = await signup.submit(signup.start(), body("name=ann&pet.name="));
    expect(plain(taken.errors)).to.deep.equal({
      name: ["is taken"],
      "pet.name": ["is missing"],
    });
    const free = await signup.submit(taken, body("name=bo"));
    expect(free.value).to.deep.equal({ name: "bo" });
  });

  it("says in errors what is wrong with the whole form", async () => {
    const passwords = form(
      z.object({ a: z.string(), b: z.string() }).refine(({ a, b }) => a === b, "do not match"),
    );
    const state = await passwords.submit(passwords.start(), body("a=1&b=2"));
    expect(plain(state.errors)).to.deep.equal({ "": ["do not match"] });
  });

  it("refuses what is no schema", () => {
    expect(() => form({} as never)).to.throw("FORM_SCHEMA");
  });
});
