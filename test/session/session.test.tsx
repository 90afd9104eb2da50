// A session over a real socket, frame by frame.
import { expect } from "chai";
import { defineView } from "slotwire";
import * as v from "valibot";
import { z } from "zod";
import { fingerprintIn, joinFrame, useSessions } from "../support/sessions.js";

const Counter = defineView({
  name: "counter",
  mount: () => ({ count: 0 }),
  events: {
    increment: (state) => ({ count: state.count + 1 }),
    same: (state) => ({ count: state.count }),
    nothing: () => {},
    later: () => (state) => ({ count: state.count + 100 }),
    set: {
      schema: z.object({ to: z.coerce.number().int() }),
      run: (_s, _c, { to }) => ({ count: to }),
    },
    pick: { schema: v.object({ to: v.string() }), run: (_s, _c, { to }) => ({ count: to.length }) },
    limited: { limit: 2, run: (state) => ({ count: state.count + 1 }) },
    read: (_state, ctx) => ({ count: Number(ctx.payload.by) }),
    fail: (_state, ctx) => {
      ctx.push("never");
      ctx.update({ count: -1 });
      throw new Error("boom");
    },
    wrong: () => 5 as unknown as { count: number },
  },
  actions: { add: (state, _ctx, by: number) => ({ count: state.count + by }) },
  render: ({ count }, on) => (
    <p>
      <b live-click={on.add(count + 5)}>{count}</b>
    </p>
  ),
});

const Text = defineView({
  mount: () => ({ text: "a" }),
  events: { set: (_state, ctx) => ({ text: String(ctx.payload.text) }) },
  render: ({ text }) => text,
});

describe("a session", () => {
  const sessions = useSessions();

  it("prints its page, and joins it without sending anything of it again", async () => {
    const session = await sessions().mount(Text);
    expect(session.print(' live="t"')).to.equal('<div l=1 live="t">a</div>');
    const socket = await sessions().open();
    socket.send(joinFrame(1, session));
    expect(await socket.next()).to.equal("[0,1,1]");
    expect(await socket.settled()).to.deep.equal([]);
  });

  it("answers an event with one patch of what changed", async () => {
    const { socket } = await sessions().live(Text);
    socket.send('[1,1,1,0,"set",0,"text=b"]');
    expect(await socket.next()).to.match(/^\[1,1,1,1,.*"b"\]\]$/);
    socket.send('[1,1,2,1,"set",0,"text=c"]');
    expect(await socket.next()).to.equal('[1,1,2,2,[1,0,"c"]]');
  });

  it("answers an event that changes nothing, without rendering", async () => {
    const { socket } = await sessions().live(Counter);
    socket.send('[1,1,1,0,"nothing"]', '[1,1,2,0,"same"]');
    expect(await socket.settled()).to.deep.equal(["[1,1,1,1]", "[1,1,2,2]"]);
  });

  it("gives a function that a handler returns the state of that moment", async () => {
    const { socket } = await sessions().live(Counter);
    socket.send('[1,1,1,0,"later"]');
    expect(await socket.next()).to.contain("100");
  });

  it("runs a bound action with the argument that stayed on the server", async () => {
    const { socket, session } = await sessions().live(Counter);
    socket.send(`[1,1,1,0,"${fingerprintIn(session.print(""))}",1]`);
    expect(await socket.next()).to.match(/^\[1,1,1,1,.*5/);
    expect(session.print("")).to.contain(">5</b>");
  });

  it("refuses an action that is not rendered any more, rather than run what took its place", async () => {
    const { socket, session } = await sessions().live(Counter);
    const old = fingerprintIn(session.print(""));
    socket.send(`[1,1,1,0,"${old}",1]`, `[1,1,2,0,"${old}",1]`);
    const [first, second] = await socket.settled();
    expect(first).to.match(/^\[1,1,1,1,/);
    expect(second).to.equal('[3,1,2,2,"stale"]');
    expect(session.print("")).to.contain(">5</b>");
  });

  it("refuses names that are no events, and actions called by name", async () => {
    const { socket, session } = await sessions().live(Counter);
    const names = ["add", "incrment", "__proto__", "constructor", "toString", "hasOwnProperty"];
    socket.send(...names.map((name, i) => `[1,1,${i + 1},0,"${name}"]`));
    expect(await socket.settled()).to.deep.equal(
      names.map((_, i) => `[3,1,${i + 1},${i + 1},"unknown-event"]`),
    );
    expect(session.print("")).to.contain(">0</b>");
    expect(String(sessions().reports[1]?.error)).to.contain('write "increment"');
  });

  it("gives a handler what its schema made of the payload", async () => {
    const { socket, session } = await sessions().live(Counter);
    socket.send('[1,1,1,0,"set",0,"to=42"]');
    expect(await socket.next()).to.contain("42");
    socket.send('[1,1,2,1,"pick",0,{"to":"four"}]');
    await socket.next();
    expect(session.print("")).to.contain(">4</b>");
  });

  it("refuses what the schema refuses", async () => {
    const { socket } = await sessions().live(Counter);
    socket.send('[1,1,1,0,"set",0,"to=many"]', '[1,1,2,0,"pick"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"invalid"]', '[3,1,2,2,"invalid"]']);
    expect(sessions().reports).to.deep.equal([]);
  });

  it("refuses more calls a second than an event allows", async () => {
    const { socket } = await sessions().live(Counter);
    socket.send('[1,1,1,0,"limited"]', '[1,1,2,0,"limited"]', '[1,1,3,0,"limited"]');
    const frames = await socket.settled();
    expect(frames[2]).to.equal('[3,1,3,3,"overloaded"]');
  });

  it("changes nothing but what update committed when a handler throws, and reports it once", async () => {
    const { socket, session } = await sessions().live(Counter);
    socket.send('[1,1,1,0,"fail"]');
    const frames = await socket.settled();
    expect(frames).to.have.length(2);
    expect(frames[0]).to.match(/^\[1,1,1,0,/);
    expect(frames[1]).to.equal('[3,1,2,1,"failed","e1"]');
    expect(session.print("")).to.contain(">-1</b>");
    const [report, ...others] = sessions().reports;
    expect(others).to.deep.equal([]);
    const place = { view: "counter", where: "fail", sessionId: session.id, reference: "e1" };
    expect(report?.place).to.deep.equal(place);
  });

  it("refuses a change that is no object", async () => {
    const { socket } = await sessions().live(Counter);
    socket.send('[1,1,1,0,"wrong"]');
    expect(await socket.next()).to.equal('[3,1,1,1,"failed","e1"]');
    expect(sessions().reports[0]?.error).to.include({ code: "CHANGE_NOT_OBJECT" });
  });

  it("answers a repeated event without running it again", async () => {
    const { socket, session } = await sessions().live(Counter);
    socket.send('[1,1,1,0,"increment"]', '[1,1,1,0,"increment"]');
    const frames = await socket.settled();
    expect(frames[1]).to.equal("[1,1,2,1]");
    expect(session.print("")).to.contain(">1</b>");
  });

  it("answers an event whose frame is malformed", async () => {
    const { socket } = await sessions().live(Counter);
    socket.send('[1,1,1,0,"increment",0,[]]', '[1,1,2,0,"nothing"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"malformed"]', "[1,1,2,2]"]);
  });

  it("sends the HTML of a boundary that the client could not patch", async () => {
    const { socket } = await sessions().live(Text);
    socket.send("[4,1,1]");
    expect(await socket.next()).to.equal('[1,1,1,0,[1,"<div l=1>a</div>"]]');
  });

  it("keeps the page when a render throws, and fails the events of that turn", async () => {
    const Fragile = defineView({
      mount: () => ({ text: "whole" }),
      events: {
        break: (_state, ctx) => {
          ctx.push("never");
          return { text: "broken" };
        },
        mend: () => ({ text: "mended" }),
      },
      render: ({ text }) => {
        if (text === "broken") throw new Error("cannot show this");
        return text;
      },
    });
    const { socket, session } = await sessions().live(Fragile);
    socket.send('[1,1,1,0,"break"]');
    expect(await socket.settled()).to.deep.equal(['[3,1,1,1,"failed","e1"]']);
    expect(session.print("")).to.equal("<div l=1>whole</div>");
    expect(sessions().reports.map(({ place }) => place.where)).to.deep.equal(["render"]);
    socket.send('[1,1,2,1,"mend"]');
    expect(await socket.next()).to.match(/^\[1,1,2,2,.*"mended"\]\]$/);
  });
});
