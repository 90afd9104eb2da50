// What defineView refuses when the app starts, and the bindings it makes.
import { expect } from "chai";
import { defineView, topic } from "slotwire";
import { z } from "zod";
import { Action, EventRef } from "../../src/jsx/action.js";
import { withDevelopment } from "../../src/jsx/development.js";

type Options = Parameters<typeof defineView>[0];
const valid = { mount: () => ({}), render: () => "" };

function refusalOf(options: object): string {
  try {
    defineView(options as Options);
  } catch (error) {
    return (error as Error).message;
  }
  return "accepted";
}

describe("defineView", () => {
  const refused: Record<string, [object, string]> = {
    "no mount": [{ render: () => "" }, "VIEW_OPTION"],
    "no render": [{ mount: () => ({}) }, "VIEW_OPTION"],
    "a render that is no function": [{ ...valid, render: "" }, "VIEW_OPTION"],
    "events that are no object": [{ ...valid, events: "x" }, "VIEW_OPTION"],
    "a name that is no string": [{ ...valid, name: 5 }, "VIEW_OPTION"],
    "a version that is no number": [{ ...valid, version: "1" }, "VIEW_OPTION"],
    "an unknown option": [{ ...valid, evnets: {} }, "VIEW_OPTION_UNKNOWN"],
    "an event that is no handler": [{ ...valid, events: { a: 5 } }, "HANDLER_INVALID"],
    "an event without run": [{ ...valid, events: { a: {} } }, "HANDLER_INVALID"],
    "an unknown policy": [
      { ...valid, events: { a: { policy: "last", run: () => {} } } },
      "HANDLER_INVALID",
    ],
    "a limit that is no number": [
      { ...valid, events: { a: { limit: "5", run: () => {} } } },
      "HANDLER_INVALID",
    ],
    "a schema of no library": [
      { ...valid, events: { a: { schema: {}, run: () => {} } } },
      "HANDLER_INVALID",
    ],
    "an unknown entry of an event": [
      { ...valid, events: { a: { shcema: z.object({}), run: () => {} } } },
      "HANDLER_INVALID",
    ],
    "an action that is an object": [
      { ...valid, actions: { a: { run: () => {} } } },
      "HANDLER_INVALID",
    ],
    "a message with something else for a topic": [
      { ...valid, messages: { a: { topic: "scores", run: () => {} } } },
      "HANDLER_INVALID",
    ],
    "an event and an action of one name": [
      { ...valid, events: { a: () => {} }, actions: { a: () => {} } },
      "EVENT_AND_ACTION",
    ],
    "a name that begins with @": [{ ...valid, events: { "@a": () => {} } }, "HANDLER_NAME"],
    "a name that begins with [": [{ ...valid, actions: { "[a": () => {} } }, "HANDLER_NAME"],
    "a name that begins with live:": [{ ...valid, events: { "live:a": () => {} } }, "HANDLER_NAME"],
    "an empty name": [{ ...valid, messages: { "": () => {} } }, "HANDLER_NAME"],
  };
  for (const [what, [options, code]] of Object.entries(refused)) {
    it(`refuses ${what}, in production too`, () => {
      expect(refusalOf(options)).to.match(new RegExp(`^expected .*\\n {2}Fix: .*\\n {2}${code}$`));
      const inProduction = withDevelopment(false, () => refusalOf(options));
      expect(inProduction).to.equal(refusalOf(options));
    });
  }

  it("names the option that was probably meant", () => {
    expect(refusalOf({ ...valid, evnets: {} })).to.contain('write "events"');
  });

  it("says what to do about an option that may be left out", () => {
    expect(refusalOf({ ...valid, version: "1" })).to.contain("correct it, or leave it out");
    expect(refusalOf({ ...valid, mount: 5 })).to.contain("a view needs mount and render");
  });

  it("accepts schemas of any library, and topics and families", () => {
    const scores = topic<number>("scores");
    const rooms = topic.family<number>("rooms");
    const messages = { a: { topic: scores, run: () => {} }, b: { topic: rooms, run: () => {} } };
    const events = { e: { schema: z.object({}), limit: 5, policy: "latest", run: () => {} } };
    expect(refusalOf({ ...valid, events, messages })).to.equal("accepted");
  });

  it("has no handler under the names that every object has", () => {
    const { definition } = defineView({ ...valid, events: { toString: () => {} } });
    expect([...definition.events.keys()]).to.deep.equal(["toString"]);
    expect(definition.events.get("constructor")).to.equal(undefined);
  });
});

describe("on", () => {
  const View = defineView({
    name: "list",
    mount: () => ({}),
    events: { rename: () => {} },
    actions: { remove: (_state, _ctx, id: unknown) => void id },
    render: () => "",
  });
  const on = View.definition.on as Record<string, unknown> & { remove(arg: unknown): Action };

  it("refers to events by name, and binds actions with their argument", () => {
    expect(on.rename).to.deep.equal(new EventRef("rename"));
    expect(on.remove({ id: 7 })).to.deep.equal(new Action("", "remove", { id: 7 }));
    expect(on.rename).to.equal(on.rename);
  });

  it("names what was probably meant, in development", () => {
    expect(() => on.renam).to.throw('got: "renam"\n  Fix: write "rename"\n  UNKNOWN_EVENT');
    expect(() => on.constructor).to.throw("UNKNOWN_EVENT");
  });

  it("can be logged as JSON and looked at as a promise, which is no mistake in a name", () => {
    expect(JSON.stringify({ on })).to.equal('{"on":{"rename":{"event":"rename"}}}');
    expect(on.then).to.equal(undefined);
  });

  it("refuses arguments that are no plain data, in development", () => {
    expect(() => on.remove(() => {})).to.throw("ACTION_ARGUMENT");
    expect(() => on.remove({ at: new Date() })).to.throw("something else at at");
    expect(() => on.remove([1, { deep: new Map() }])).to.throw("something else at 1.deep");
  });

  it("has the same bindings in production, without the checks", () => {
    const definition = withDevelopment(
      false,
      () => defineView({ ...valid, actions: { a: () => {} } }).definition,
    );
    const bare = definition.on as Record<string, (arg?: unknown) => Action>;
    expect(bare.a?.(1)).to.deep.equal(new Action("", "a", 1));
    expect(bare.b).to.equal(undefined);
    expect(bare.constructor).to.equal(undefined);
  });
});
