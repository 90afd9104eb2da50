// Messages that are shown once in an app with express-session: they are in its session, as connect-flash keeps them there.
import { expect } from "chai";
import express, { type Request } from "express";
import session from "express-session";
import { createLive, defineView } from "slotwire";
import { FlashTokens } from "../../src/session/flash-token.js";
import { resolveLimits } from "../../src/session/limits.js";
import { Notices, shown } from "../support/flash.js";
import { hiddenField, post } from "../support/form-visitor.js";
import { type Served, serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const secret = "0123456789abcdef0123456789abcdef";
const tokens = new FlashTokens([secret], resolveLimits());

interface AppSession {
  flash?: Record<string, unknown>;
}

/** What connect-flash's `request.flash` does. */
function flash(request: Request, kind: string, text: string): void {
  const app = request.session as unknown as AppSession;
  app.flash ??= {};
  const texts = (app.flash[kind] ?? []) as string[];
  app.flash[kind] = [...texts, text];
}

const List = defineView({
  mount: () => ({}),
  events: {
    save: (_state, ctx) => {
      ctx.flash("info", "Saved");
      ctx.redirect("/plain");
    },
  },
  render: (_state, _on, { flash: messages }) => (
    <form live-submit="save">
      <Notices flash={messages} />
    </form>
  ),
});

const Guarded = defineView({
  mount: ({ ctx }) => {
    ctx.flash("error", "Log in first");
    return ctx.redirect("/list");
  },
  render: () => <p />,
});

const html = { accept: "text/html,*/*" };

async function createSite(): Promise<Served> {
  const live = createLive({ secret });
  const app = express()
    .use(session({ secret: "a secret", resave: false, saveUninitialized: false }))
    .use(live)
    .all("/list", live.page(List))
    .get("/guarded", live.page(Guarded))
    .get("/set", (request, response) => {
      flash(request, "info", "Welcome");
      flash(request, "info", "Ada");
      flash(request, "error", "No mail yet");
      response.redirect("/list");
    })
    .get("/guard", (request, response) => {
      flash(request, "error", "Log in first");
      response.redirect("/list");
    })
    .get("/taken", (request, response) => {
      const app = request.session as unknown as AppSession;
      const taken = app.flash ?? null;
      app.flash = {};
      response.json(taken);
    })
    .get(
      "/read",
      (request, _response, next) => {
        (request.session as unknown as AppSession).flash = {};
        next();
      },
      live.page(List),
    )
    .get("/forbidden", (request, response) => {
      flash(request, "error", "Not yours");
      const app = request.session as unknown as AppSession;
      const taken = app.flash;
      app.flash = {};
      response.status(403).json(taken);
    })
    .get("/odd", (request, response) => {
      const kept = { basket: [{ id: 1 }], info: "one text", "": ["no kind"], mixed: [7, "seven"] };
      (request.session as unknown as AppSession).flash = kept;
      response.redirect("/list");
    })
    .get("/wrong", (request, response) => {
      (request.session as unknown as { flash: unknown }).flash = ["info"];
      response.redirect("/list");
    })
    .get("/plain", (request, response) => {
      response.json((request.session as unknown as AppSession).flash ?? null);
    });
  return serve(app, live);
}

describe("a message that is shown once, in an app with express-session", () => {
  let site: Served;
  let visitor: Visitor;
  const messages = async (headers = {}) => shown((await visitor.get("/list", { headers })).html);
  const signed = () => tokens.sign({ info: "Saved" }, visitor.cookieNamed("live"));
  const plain = async () => JSON.parse((await visitor.get("/plain", { headers: html })).html);
  beforeEach(async () => {
    site = await createSite();
    visitor = new Visitor(site.url);
  });
  afterEach(() => site[Symbol.asyncDispose]());

  it("that the app's own route has set is shown by a live page, once", async () => {
    await visitor.get("/set");
    expect(await messages()).to.deep.equal(["info: Welcome\nAda", "error: No mail yet"]);
    expect(await messages()).to.deep.equal([]);
    expect(await plain()).to.deep.equal({});
  });

  it("that a live page has set is there for the app's own pages", async () => {
    const { html } = await visitor.get("/list");
    const { response } = await post(visitor, "/list", { _live: hiddenField(html) });
    expect(response.headers.get("location")).to.equal("/plain");
    expect(await plain()).to.deep.equal({ info: ["Saved"] });
    expect(visitor.cookieNamed("live-flash")).to.equal("");
  });

  it("goes with the redirect of mount, beside what was there, and is not there twice", async () => {
    await visitor.get("/set");
    await visitor.get("/guarded");
    expect(await plain()).to.deep.equal({
      info: ["Welcome\nAda"],
      error: ["Log in first"],
    });
    expect(await messages()).to.deep.equal(["info: Welcome\nAda", "error: Log in first"]);
  });

  it("that came by a cookie goes to what the app prints itself, and is there once", async () => {
    await visitor.get("/list");
    const take = async (headers = {}) => {
      visitor.cookie += `; live-flash-next=${signed()}`;
      return (await visitor.get("/plain", { headers })).html;
    };
    expect(await take(html)).to.equal('{"info":["Saved"]}');
    expect(visitor.cookieNamed("live-flash-next")).to.equal("");
    expect(await messages(html)).to.deep.equal(["info: Saved"]);
    expect(await take({ ...html, "live-nav": "navigate" })).to.equal("{}");
    expect(await take({ accept: "image/png" })).to.equal("{}");
    expect(await messages(html)).to.deep.equal(["info: Saved"]);
    expect(await take(html)).to.equal('{"info":["Saved"]}');
    const ofAda = signed();
    visitor = new Visitor(site.url);
    await visitor.get("/list");
    visitor.cookie += `; live-flash-next=${ofAda}`;
    expect(await plain()).to.equal(null);
  });

  it("is neither set nor taken by routes of the app whose answer nobody looks at", async () => {
    const prefetch = { headers: { "live-nav": "prefetch" } };
    const navigate = { headers: { "live-nav": "navigate" } };
    await visitor.get("/guard", prefetch);
    expect(await plain()).to.equal(null);
    await visitor.get("/set");
    const before = await plain();
    const rejoin = { headers: { "live-rejoin": "1" } };
    const embed = { headers: { "live-embed": "1" } };
    for (const init of [prefetch, navigate, rejoin, embed]) {
      const { html: taken } = await visitor.get("/taken", init);
      expect(JSON.parse(taken)).to.deep.equal(before);
    }
    // It stands in another document, or shows what it had.
    for (const init of [navigate, rejoin]) {
      const { response } = await visitor.get("/read", init);
      expect(response.headers.get("live-view")).to.equal(init === rejoin ? "fresh" : "load");
      expect(await plain()).to.deep.equal(before);
    }
    // The browser asks for an error page again.
    const { html: refused } = await visitor.get("/forbidden", navigate);
    expect(JSON.parse(refused).error).to.deep.equal(["No mail yet", "Not yours"]);
    expect(await plain()).to.deep.equal(before);
    await visitor.get("/guard", prefetch);
    await visitor.get("/guard", { headers: { "sec-purpose": "prefetch" } });
    expect(await plain()).to.deep.equal(before);
    await visitor.get("/guard", rejoin);
    expect(await plain()).to.deep.equal({ ...before, error: ["No mail yet", "Log in first"] });
    await visitor.get("/guard", navigate);
    expect((await plain()).error).to.deep.equal(["No mail yet", "Log in first", "Log in first"]);
  });

  it("is in the session of another sort that has request.flash", async () => {
    const kept: Record<string, AppSession> = { ada: { flash: { info: ["Welcome"] } } };
    const live = createLive();
    const app = express()
      .use((request, _response, next) => {
        Object.assign(request, { session: kept.ada, flash: () => {} });
        next();
      })
      .use(live)
      .get("/list", live.page(List))
      .get("/guarded", live.page(Guarded));
    await using other = await serve(app, live);
    const ada = new Visitor(other.url);
    await ada.get("/guarded");
    expect(kept.ada).to.deep.equal({ flash: { info: ["Welcome"], error: ["Log in first"] } });
    expect(shown((await ada.get("/list")).html)).to.deep.equal([
      "info: Welcome",
      "error: Log in first",
    ]);
    expect(kept.ada).to.deep.equal({ flash: {} });
  });

  it("is left alone by HEAD, a prefetch and a page that comes back", async () => {
    await visitor.get("/set");
    const before = await plain();
    await visitor.get("/list", { method: "HEAD" });
    expect(await messages({ "live-nav": "prefetch" })).to.deep.equal([]);
    expect(await messages({ "live-rejoin": "1" })).to.deep.equal([]);
    expect(await plain()).to.deep.equal(before);
  });

  it("leaves what is no text to the app", async () => {
    await visitor.get("/odd");
    expect(await messages()).to.deep.equal(["info: one text", "mixed: seven"]);
    expect(await plain()).to.deep.equal({ basket: [{ id: 1 }], "": ["no kind"] });
    await visitor.get("/wrong");
    expect(await messages()).to.deep.equal([]);
    expect(await plain()).to.deep.equal(["info"]);
  });
});
