// What becomes of a change of the URL that takes its time or fails, and what renders know of the URL.
import { expect } from "chai";
import { defineComponent, defineView } from "slotwire";
import { fingerprintIn, useSessions } from "../support/sessions.js";

function signal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe("a change of the URL", () => {
  const sessions = useSessions({ maxPatches: 3 });

  it("that params never stops asking for fails, and the page stays where it is", async () => {
    const Loop = defineView({
      mount: () => ({ n: 0 }),
      params: ({ query, ctx }) => {
        if (query.n !== undefined) ctx.patch(`/?n=${Number(query.n) + 1}`);
        return { n: Number(query.n ?? 0) };
      },
      events: { go: (_state, ctx) => ctx.patch("/?n=1") },
      render: ({ n }) => n,
    });
    const { socket, session } = await sessions().live(Loop);
    socket.send('[1,1,1,0,"go"]', '[2,1,2,0,"/?n=7"]');
    expect(await socket.settled()).to.deep.equal([
      '[3,1,1,1,"failed","e1"]',
      '[3,1,2,2,"failed","e2"]',
    ]);
    for (const { error } of sessions().reports) expect(error).to.include({ code: "PATCH_LOOP" });
    expect([session.visit?.url, session.state]).to.deep.equal(["/", { n: 0 }]);
  });

  it("waits with all that the handler did for a params that takes its time", async () => {
    const [started, loaded] = [signal(), signal()];
    const Slow = defineView({
      mount: () => ({ q: "", hits: 0 }),
      params: async ({ query }) => {
        if (query.q === undefined) return;
        started.resolve();
        await loaded.promise;
        return { hits: 3 };
      },
      events: {
        search: (_state, ctx) => {
          ctx.patch("/?q=tea");
          return { q: "tea" };
        },
        next: ({ hits }) => ({ hits: hits + 1 }),
      },
      render: ({ q, hits }) => <p>{`${q} ${hits}`}</p>,
    });
    const { socket, session } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"search"]', '[1,1,2,0,"next"]');
    await started.promise;
    expect(await socket.settled()).to.deep.equal([]);
    expect([session.state, session.visit?.url]).to.deep.equal([{ q: "", hits: 0 }, "/"]);
    loaded.resolve();
    expect(await socket.next()).to.match(/^\[1,1,1,\[1,2\],.*"tea 4"/);
    expect(await socket.next()).to.equal('[2,1,2,1,"patch","/?q=tea"]');
  });

  it("takes back what the handler did when params throws, at once or later", async () => {
    const Broken = defineView({
      mount: () => ({ n: 0 }),
      params: ({ query }) => {
        if (query.n === "1") throw new Error("no");
        return query.n === "2" ? Promise.reject(new Error("not yet")) : undefined;
      },
      events: {
        one: (_state, ctx) => {
          ctx.push("told");
          ctx.patch("/?n=1");
          return { n: 1 };
        },
        two: async (_state, ctx) => {
          ctx.patch("/?n=2");
          return { n: 2 };
        },
      },
      render: ({ n }) => n,
    });
    const { socket, session } = await sessions().live(Broken);
    socket.send('[1,1,1,0,"one"]', '[1,1,2,0,"two"]');
    expect(await socket.next()).to.equal('[3,1,1,1,"failed","e1"]');
    expect(await socket.next()).to.equal('[3,1,2,2,"failed","e2"]');
    expect([session.state, session.visit?.url]).to.deep.equal([{ n: 0 }, "/"]);
    expect(sessions().reports.map(({ place }) => place.where)).to.deep.equal(["one", "two"]);
  });

  it("that the page makes comes after those of the handlers before it, in one turn with them", async () => {
    const go = signal();
    const Slow = defineView({
      mount: () => ({ page: "" }),
      params: ({ query }) => ({ page: String(query.page) }),
      events: {
        go: async (_state, ctx) => {
          await go.promise;
          ctx.push("went");
          ctx.patch("/?page=2");
        },
      },
      render: ({ page }) => page,
    });
    const { socket, session } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"go"]', '[2,1,2,0,"/?page=3"]');
    await socket.settled();
    go.resolve();
    expect(await socket.next()).to.match(/^\[1,1,1,\[1,2\],.*"3"/);
    // The page is where its own answer says: no word of the other URL follows.
    expect(await socket.settled()).to.deep.equal(['[2,1,2,1,"push","went",null]']);
    expect(session.visit?.url).to.equal("/?page=3");
  });

  it("of a run that is superseded does not happen", async () => {
    const [first, second] = [signal(), signal()];
    const Search = defineView({
      mount: () => ({ q: "" }),
      params: ({ query }) => ({ q: String(query.q ?? "") }),
      events: {
        type: {
          policy: "latest",
          run: async (_state, ctx) => {
            await (ctx.payload.q === "a" ? first : second).promise;
            ctx.patch(`/?q=${ctx.payload.q}`);
          },
        },
      },
      render: ({ q }) => <p>{q}</p>,
    });
    const { socket, session } = await sessions().live(Search);
    socket.send('[1,1,1,0,"type",0,{"q":"a"}]', '[1,1,2,0,"type",0,{"q":"ab"}]');
    expect(await socket.next()).to.equal("[1,1,1,1]");
    first.resolve();
    second.resolve();
    expect(await socket.next()).to.match(/"ab"/);
    expect(session.visit?.url).to.equal("/?q=ab");
  });

  it("is taken back when the render throws", async () => {
    const Fragile = defineView({
      mount: () => ({ n: 0 }),
      params: ({ query }) => ({ n: Number(query.n ?? 0) }),
      render: ({ n }, _on, { url }) => {
        if (n === 2) throw new Error("no two");
        return <p>{url}</p>;
      },
    });
    const { socket, session } = await sessions().live(Fragile);
    socket.send('[2,1,1,0,"/?n=2"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"failed","e1"]']);
    expect(session.visit?.url).to.equal("/");
    socket.send('[2,1,2,0,"/?n=3"]');
    expect((await socket.settled())[0]).to.contain('"/?n=3"');
  });

  it("is asked for by a component as by the view", async () => {
    const Tabs = defineComponent({
      name: "tabs",
      state: () => ({ clicks: 0 }),
      actions: {
        open: ({ clicks }, ctx, tab: string) => {
          ctx.patch(`/?tab=${tab}`);
          return { clicks: clicks + 1 };
        },
      },
      render: ({ clicks }, on, { url }) => <b live-click={on.open("two")}>{`${clicks} ${url}`}</b>,
    });
    const View = defineView({
      mount: () => ({ tab: "one" }),
      params: ({ query }) => ({ tab: String(query.tab ?? "one") }),
      render: ({ tab }) => (
        <p>
          {tab}
          <Tabs id="1" />
        </p>
      ),
    });
    const { socket, session } = await sessions().live(View);
    socket.send(`[1,1,1,0,"${fingerprintIn(session.print(""))}"]`);
    const frames = await socket.settled();
    expect(frames[1]).to.equal('[2,1,2,1,"patch","/?tab=two"]');
    expect(session.print("")).to.match(/two<b .*>1 \/\?tab=two<\/b>/);
  });
});

describe("the URL that render is given", () => {
  const sessions = useSessions();
  const Here = defineComponent({
    name: "here",
    state: () => ({}),
    render: (_state, _on, { url }) => <i>{url}</i>,
  });

  it("is that of the visit, and follows the page's without params of the view", async () => {
    const View = defineView({
      mount: () => ({}),
      events: { go: (_state, ctx) => ctx.patch("/a?b=2#c") },
      render: () => <Here id="1" />,
    });
    const { socket, session } = await sessions().live(View, { url: "/a?b=1" });
    expect(session.print("")).to.contain("<i l=2>/a?b=1</i>");
    socket.send('[1,1,1,0,"go"]');
    expect((await socket.settled())[0]).to.match(/^\[1,1,1,1,.*"\/a\?b=2#c"/);
  });

  it("is not changed by the page without params of the view, since mount has to see it", async () => {
    const View = defineView({
      mount: ({ query }) => ({ page: Number(query.page ?? 1) }),
      render: ({ page }, _on, { url }) => `${page} ${url}`,
    });
    const { socket } = await sessions().live(View);
    socket.send('[2,1,1,0,"/?page=2"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"invalid"]']);
  });
});
