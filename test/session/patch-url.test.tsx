// Changes of the page's URL that stay on the page: a handler and `params` are one turn, which happens as a whole or not at all.
import { expect } from "chai";
import { defineView, type Payload } from "slotwire";
import { useSessions } from "../support/sessions.js";

const pageOf = (query: Payload): number => Number(query.page ?? 1);

describe("ctx.patch", () => {
  const sessions = useSessions();
  let calls: string[] = [];
  beforeEach(() => {
    calls = [];
  });

  const List = defineView({
    mount: () => ({ page: 0, by: "name" }),
    params: ({ query, url, state, ctx }) => {
      calls.push(`${url} by ${state.by}`);
      const page = pageOf(query);
      if (page > 9) ctx.patch("/list?page=9");
      return { page };
    },
    events: {
      sort: (_state, ctx) => {
        ctx.push("before");
        ctx.patch("/list?page=2#top");
        ctx.push("after");
        return { by: "date" };
      },
      last: (_state, ctx) => ctx.patch("/list?page=100"),
      replace: (_state, ctx) => ctx.patch("/list?page=3", { replace: true }),
      again: (_state, ctx) => ctx.patch("/list?page=1"),
      twice: (_state, ctx) => {
        ctx.patch("/list?page=4");
        ctx.patch("/list?page=5");
      },
      away: (_state, ctx) => {
        ctx.patch("/other");
        return { by: "nothing" };
      },
      leave: (_state, ctx) => ctx.navigate("/other", { replace: true }),
    },
    render: ({ page, by }) => <p>{`${by} ${page}`}</p>,
  });

  const visit = { url: "/list?page=1", query: { page: "1" } };

  it("runs params in the turn of the handler, and tells the page its URL after the one patch", async () => {
    const { socket, session } = await sessions().live(List, visit);
    calls = [];
    socket.send('[1,1,1,0,"sort"]');
    const [patch, ...effects] = await socket.settled();
    expect(patch).to.match(/^\[1,1,1,1,.*"date 2"/);
    expect(effects).to.deep.equal([
      '[2,1,2,1,"push","before",null]',
      '[2,1,3,1,"patch","/list?page=2#top"]',
      '[2,1,4,1,"push","after",null]',
    ]);
    expect(calls).to.deep.equal(["/list?page=2#top by date"]);
    expect(session.visit?.url).to.equal("/list?page=2#top");
  });

  it("goes where params sends it in turn, and tells the page the last URL only", async () => {
    const { socket } = await sessions().live(List, visit);
    calls = [];
    socket.send('[1,1,1,0,"last"]');
    const [patch, ...effects] = await socket.settled();
    expect(patch).to.match(/"name 9"/);
    expect(effects).to.deep.equal(['[2,1,2,1,"patch","/list?page=9"]']);
    expect(calls).to.deep.equal(["/list?page=100 by name", "/list?page=9 by name"]);
  });

  it("replaces the entry of the history when told to, and when the page is there already", async () => {
    const { socket } = await sessions().live(List, visit);
    socket.send('[1,1,1,0,"replace"]', '[1,1,2,0,"again"]', '[1,1,3,0,"again"]');
    const effects = (await socket.settled()).filter((frame) => frame.startsWith("[2"));
    expect(effects.map((frame) => JSON.parse(frame).slice(3))).to.deep.equal([
      [1, "patch", "/list?page=3", 1],
      [2, "patch", "/list?page=1"],
      [3, "patch", "/list?page=1", 1],
    ]);
    socket.send('[1,1,4,0,"leave"]');
    expect((await socket.settled())[1]).to.match(/,4,"navigate","\/other",1\]$/);
  });

  it("counts once in a handler: the last one", async () => {
    const { socket } = await sessions().live(List, visit);
    calls = [];
    socket.send('[1,1,1,0,"twice"]');
    expect((await socket.settled()).slice(1)).to.deep.equal(['[2,1,2,1,"patch","/list?page=5"]']);
    expect(calls).to.deep.equal(["/list?page=5 by name"]);
  });

  it("answers a link that params sends on with the URL that replaces its own", async () => {
    const { socket } = await sessions().live(List, visit);
    socket.send(
      '[2,1,1,0,"/list?page=50"]',
      '[2,1,2,0,"/list?page=8"]',
      '[2,1,3,0,"/list?page=9"]',
    );
    const frames = await socket.settled();
    expect(frames[0]).to.match(/^\[1,1,1,1,.*"name 9"/);
    expect(frames[1]).to.equal('[2,1,2,1,"patch","/list?page=9",1]');
    expect(frames.slice(2).map((frame) => JSON.parse(frame)[0])).to.deep.equal([1, 1]);
  });

  it("refuses the path of another page, and nothing of the handler happens", async () => {
    const { socket, session } = await sessions().live(List, visit);
    socket.send('[1,1,1,0,"away"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"failed","e1"]']);
    expect(sessions().reports[0]?.error).to.include({ code: "PATCH_OF_OTHER_PAGE" });
    expect(session.state).to.include({ by: "name" });
  });
});
