// Mounting inside a request: state, answers instead of a page, mistakes, and what is left after a failure.
import { expect } from "chai";
import { defineView, topic } from "slotwire";
import { useSessions } from "../support/sessions.js";

const news = topic<string>("news");

describe("mount", () => {
  const sessions = useSessions();

  it("is given the visit, and runs once", async () => {
    let runs = 0;
    const Visited = defineView({
      mount: async ({ params, query, url, session }) => {
        runs += 1;
        return { text: JSON.stringify([params, query, url, session]) };
      },
      render: ({ text }) => text,
    });
    const { session } = await sessions().live(Visited, {
      params: { id: "7" },
      query: { a: "1" },
      url: "/items/7?a=1",
      session: { user: "ada" },
    });
    expect(session.print("")).to.equal(
      '<div l=1>[{"id":"7"},{"a":"1"},"/items/7?a=1",{"user":"ada"}]</div>',
    );
    expect(runs).to.equal(1);
  });

  it("may answer with a redirect or a status, and then nothing of the session is left", async () => {
    const Guarded = defineView({
      mount: async ({ ctx, session }) => {
        ctx.subscribe(news);
        if (session.lost) return ctx.status(404);
        return session.user ? { ok: true } : ctx.redirect("/login", { status: 303 });
      },
      messages: { news: { topic: news, run: () => {} } },
      render: () => "in",
    });
    const { registry } = sessions();
    expect(await registry.mount(Guarded, sessions().visit())).to.deep.equal({
      kind: "redirect",
      url: "/login",
      status: 303,
    });
    expect(await registry.mount(Guarded, sessions().visit({ session: { lost: 1 } }))).to.deep.equal(
      { kind: "status", status: 404 },
    );
    expect(registry.stats()).to.include({ sessions: 0, topics: 0, alarms: 0 });
  });

  it("answers with the redirect although the view caught what stopped it", async () => {
    const Greedy = defineView({
      mount: ({ ctx }) => {
        try {
          ctx.redirect("/login");
        } catch {
          // An author's catch-all.
        }
        return { ok: true };
      },
      render: () => "secret",
    });
    const result = await sessions().registry.mount(Greedy, sessions().visit());
    expect(result).to.deep.equal({ kind: "redirect", url: "/login", status: 302 });
  });

  it("rejects with what it throws, and nothing of the session is left", async () => {
    const Broken = defineView({
      mount: ({ ctx }) => {
        ctx.subscribe(news);
        ctx.every(10, "tick");
        throw new Error("no database");
      },
      messages: { news: { topic: news, run: () => {} }, tick: () => {} },
      render: () => "",
    });
    const { registry } = sessions();
    expect(await codeOf(registry.mount(Broken, sessions().visit()))).to.equal("no database");
    expect(registry.stats()).to.include({ sessions: 0, topics: 0, alarms: 0 });
  });

  it("refuses a state that is no plain object", async () => {
    const NoState = defineView({ mount: () => new Map(), render: () => "" });
    const code = await codeOf(sessions().registry.mount(NoState, sessions().visit()));
    expect(code).to.equal("STATE_NOT_OBJECT");
  });

  it("names the event that a misspelt binding probably means, in development", async () => {
    const Misspelt = defineView({
      name: "list",
      mount: () => ({}),
      events: { remove: () => {} },
      render: () => <p live-click="remvoe">{'<b live-click="shown as text">'}</p>,
    });
    const error = await errorOf(sessions().registry.mount(Misspelt, sessions().visit()));
    expect(error.message).to.equal(
      'expected a name among the events and actions of list, got: "remvoe"\n' +
        '  Fix: write "remove"\n  UNKNOWN_EVENT',
    );
  });

  it("freezes the state in development, so that a handler cannot change it in secret", async () => {
    const Mutating = defineView({
      mount: () => ({ list: [{ n: 1 }] }),
      events: {
        push: (state) => {
          state.list.push({ n: 2 });
        },
      },
      render: ({ list }) => list.length,
    });
    const { socket } = await sessions().live(Mutating);
    socket.send('[1,1,1,0,"push"]');
    expect(await socket.next()).to.equal('[3,1,1,1,"failed","e1"]');
    expect(sessions().reports[0]?.error).to.be.instanceOf(TypeError);
  });

  it("shows the view's error when the first render throws, and rejects without one", async () => {
    const throwing = (): never => {
      throw new Error("no name");
    };
    const Shown = defineView({
      mount: () => ({ isFixed: false }),
      events: { fix: () => ({ isFixed: true }) },
      error: (problem) => <i>{(problem as Error).message}</i>,
      render: ({ isFixed }) => (isFixed ? <b>fixed</b> : throwing()),
    });
    const { socket, session } = await sessions().live(Shown);
    expect(session.print("")).to.equal("<div l=1><i>no name</i></div>");
    expect(sessions().reports[0]?.place.where).to.equal("render");
    socket.send('[1,1,1,0,"fix"]');
    await socket.next();
    expect(session.print("")).to.equal("<div l=1><b>fixed</b></div>");
    const Bare = defineView({ mount: () => ({}), render: throwing });
    expect(await codeOf(sessions().registry.mount(Bare, sessions().visit()))).to.equal("no name");
    expect(sessions().registry.stats().sessions).to.equal(1);
  });

  it("renders again when the socket came, if render asked whether it is there", async () => {
    const Aware = defineView({
      mount: ({ ctx }) => ({ wasThere: ctx.isConnected }),
      render: (_state, _on, { ctx }) => (ctx.isConnected ? "live" : "waiting"),
    });
    const session = await sessions().mount(Aware);
    expect(session.state).to.deep.equal({ wasThere: false });
    expect(session.print("")).to.equal("<div l=1>waiting</div>");
    const { socket } = { socket: await sessions().open() };
    socket.send(`[0,1,"${session.id}","tab",1]`);
    expect(await socket.next()).to.equal("[0,1,1]");
    expect(await socket.next()).to.match(/^\[1,1,1,0,.*"live"\]\]$/);
  });
});

describe("a session that ends while it mounts", () => {
  const sessions = useSessions();

  it("is unmounted all the same, and leaves nothing behind", async () => {
    const ended: string[] = [];
    const Slow = defineView({
      mount: async ({ ctx }) => {
        sessions().registry.disconnect("ada");
        ctx.subscribe(news);
        ctx.every(10, "tick");
        return { name: "ada" };
      },
      messages: { news: { topic: news, run: () => {} }, tick: () => {} },
      unmount: ({ name }) => {
        ended.push(name);
      },
      render: () => "",
    });
    const result = await sessions().registry.mount(Slow, sessions().visit({ key: "ada" }));
    expect(result).to.deep.equal({ kind: "status", status: 503 });
    expect(ended).to.deep.equal(["ada"]);
    expect(sessions().registry.stats()).to.include({ sessions: 0, topics: 0, alarms: 0 });
  });
});

describe("unmount", () => {
  const sessions = useSessions();

  it("runs once, with the last state, however the session ends", async () => {
    const ended: string[] = [];
    const heard: string[] = [];
    const Listener = defineView({
      mount: ({ ctx }) => {
        ctx.subscribe(news);
        return {};
      },
      messages: {
        news: {
          topic: news,
          run: (_state, _ctx, text) => {
            heard.push(text);
          },
        },
      },
      render: () => "",
    });
    const Leaving = defineView({
      mount: ({ session }) => ({ by: String(session.by), n: 0 }),
      events: { add: (state) => ({ n: state.n + 1 }) },
      unmount: ({ by, n }, ctx) => {
        ended.push(`${by} ${n}`);
        ctx.publish(news, `${by} left`);
        ctx.push("never");
        if (by === "leave") throw new Error("boom");
      },
      render: () => "",
    });
    const listener = await sessions().live(Listener);
    const leave = await sessions().live(Leaving, { session: { by: "leave" } });
    leave.socket.send('[1,1,1,0,"add"]', "[5,1]");
    await leave.socket.settled();
    const close = await sessions().live(Leaving, { session: { by: "close" } });
    close.socket.leave();
    const parked = await sessions().mount(Leaving, { session: { by: "discard" } });
    sessions().registry.discard(parked);
    const kicked = await sessions().live(Leaving, { session: { by: "kick" }, key: "ada" });
    sessions().registry.disconnect("ada");
    expect(await kicked.socket.next()).to.equal('[4,1,"ended"]');
    while (ended.length < 4) await listener.socket.settled();
    await listener.socket.settled();
    expect(ended.sort()).to.deep.equal(["close 0", "discard 0", "kick 0", "leave 1"]);
    expect(heard.sort()).to.deep.equal(["close left", "discard left", "kick left"]);
    expect(sessions().reports.map(({ place }) => place.where)).to.deep.equal(["unmount"]);
  });
});

async function errorOf(task: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await task;
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error("did not reject");
}

async function codeOf(task: Promise<unknown>): Promise<string> {
  const error = await errorOf(task);
  return error.code ?? error.message;
}
