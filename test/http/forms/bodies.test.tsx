// The body of a posted form: read by the library or by a parser of the app, urlencoded or multipart, within limits.
import { expect } from "chai";
import express, { type RequestHandler } from "express";
import { createLive, defineView } from "slotwire";
import { hiddenField, type PostOptions, post, statusOnly } from "../../support/form-visitor.js";
import { serve } from "../../support/server.js";
import { Visitor } from "../../support/visitor.js";

let saved: unknown;

const View = defineView({
  mount: () => ({}),
  events: {
    save: (_state, ctx) => {
      saved = { ...ctx.payload };
    },
  },
  render: () => <form live-submit="save" />,
});

interface Sent extends PostOptions {
  readonly fields?: [string, string][];
  readonly parser?: RequestHandler;
  readonly limits?: { maxFormBytes?: number; maxParams?: number; maxNameChars?: number };
  /** Builds the body around the hidden field. */
  readonly bodyOf?: (field: string) => BodyInit;
}

/** The status of the answer, and what the handler got. */
async function send({ fields = [], parser, limits = {}, bodyOf, ...options }: Sent) {
  saved = undefined;
  const live = createLive({ limits });
  const app = express();
  if (parser) app.use(parser);
  app.all("/", live.page(View)).use(statusOnly);
  await using site = await serve(app, live);
  const visitor = new Visitor(site.url);
  const field = hiddenField((await visitor.get("/")).html);
  const body = bodyOf ? { body: bodyOf(field) } : {};
  const { response } = await post(visitor, "/", [["_live", field], ...fields], {
    ...options,
    ...body,
  });
  return [response.status, saved];
}

const fields: [string, string][] = [
  ["name", "a\r\nb"],
  ["tag", "x"],
  ["tag", "y"],
  ["user[age]", "7"],
  ["rows[0][title]", "one"],
  ["guests.*2.name", "Bo"],
  ["empty", ""],
];
const flat = {
  name: "a\nb",
  tag: ["x", "y"],
  "user[age]": "7",
  "rows[0][title]": "one",
  "guests.*2.name": "Bo",
  empty: "",
};

describe("the body of a posted form", () => {
  it("is read without any parser of the app", async () => {
    expect(await send({ fields })).to.deep.equal([303, flat]);
  });

  it("is taken from req.body, whatever has parsed it", async () => {
    const parsers = {
      plain: express.urlencoded({ extended: false }),
      nested: express.urlencoded({ extended: true }),
      text: express.text({ type: "*/*" }),
      raw: express.raw({ type: "*/*" }),
      "another's": express.json(),
    };
    for (const [name, parser] of Object.entries(parsers)) {
      expect(await send({ fields, parser }), name).to.deep.equal([303, flat]);
    }
  });

  it("may be multipart, with or without a parser, and has the names of files", async () => {
    const bodyOf = (field: string) => {
      const form = new FormData();
      form.append("_live", field);
      for (const [name, value] of fields) form.append(name, value);
      form.append('quo"ted', "ä");
      form.append("photo", new File(["--bytes\r\n"], 'a"b.png'));
      form.append("none", new File([], ""));
      return form;
    };
    const expected = { ...flat, 'quo"ted': "ä", photo: 'a"b.png', none: "" };
    expect(await send({ bodyOf })).to.deep.equal([303, expected]);
    const raw = express.raw({ type: "*/*" });
    expect(await send({ bodyOf, parser: raw })).to.deep.equal([303, expected]);
  });

  it("is refused as 400 when a multipart body is cut or malformed", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=b" };
    const part = (field: string) =>
      `--b\r\nContent-Disposition: form-data; name="_live"\r\n\r\n${field}\r\n`;
    const whole = await send({ headers, bodyOf: (field) => `${part(field)}--b--` });
    expect(whole).to.deep.equal([303, {}]);
    const bad = [
      (field: string) => part(field),
      (field: string) => `${part(field)}--b`,
      () => "",
      () => "--b\r\nno headers",
      (field: string) => `${part(field)}--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--`,
      (field: string) => `${part(field)}--b\r\nX: ${"y".repeat(3000)}\r\n\r\nx\r\n--b--`,
      (field: string) =>
        `${part(field)}--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--`,
    ];
    for (const [at, bodyOf] of bad.entries()) {
      expect(await send({ headers, bodyOf }), String(at)).to.deep.equal([400, undefined]);
    }
    const noBoundary = { "content-type": "multipart/form-data; x=y" };
    expect(await send({ headers: noBoundary, bodyOf: part })).to.deep.equal([400, undefined]);
  });

  it("is refused when it is no form, compressed, or of no type", async () => {
    for (const [name, value] of [
      ["content-type", "application/json"],
      ["content-type", "text/plain"],
      ["content-type", "application/x-www-form-urlencodedness"],
      ["content-encoding", "gzip"],
    ] as const) {
      expect(await send({ headers: { [name]: value } }), value).to.deep.equal([415, undefined]);
    }
  });

  it("is refused above the limits, also when its length is not told", async () => {
    const limits = { maxFormBytes: 1000, maxParams: 4, maxNameChars: 10 };
    const long: [string, string][] = [["a", "x".repeat(1000)]];
    expect(await send({ limits, fields: long })).to.deep.equal([413, undefined]);
    const stream = () =>
      new ReadableStream({
        start(controller) {
          for (let count = 0; count < 20; count++) controller.enqueue(Buffer.alloc(100, "x"));
          controller.close();
        },
      });
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const streamed = { limits, headers: type, bodyOf: stream, duplex: "half" as const };
    expect(await send(streamed)).to.deep.equal([413, undefined]);
    const three: [string, string][] = [
      ["a", "1"],
      ["b", "2"],
      ["c", "3"],
    ];
    const parsers = [undefined, express.urlencoded({ extended: false })] as const;
    for (const parser of parsers) {
      const read = parser === undefined ? {} : { parser };
      expect(await send({ limits, fields: three, ...read })).to.deep.equal([
        303,
        Object.fromEntries(three),
      ]);
      const four: [string, string][] = [...three, ["d", "4"]];
      expect(await send({ limits, fields: four, ...read })).to.deep.equal([400, undefined]);
      const named: [string, string][] = [["n".repeat(11), "1"]];
      expect(await send({ limits, fields: named, ...read })).to.deep.equal([400, undefined]);
    }
  });

  it("is refused when its bytes are malformed or gone", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const bodyOf = (field: string) => `_live=${encodeURIComponent(field)}&a=%E0%A4%A`;
    expect(await send({ headers, bodyOf })).to.deep.equal([400, undefined]);
    const eats: RequestHandler = (request, _response, next) => {
      request.resume().once("end", next);
    };
    expect(await send({ parser: eats })).to.deep.equal([400, undefined]);
  });
});
