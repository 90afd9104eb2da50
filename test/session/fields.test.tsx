// The schema of an event gets the fields of a form nested; what is beyond the limits is refused.
import { expect } from "chai";
import { defineView } from "slotwire";
import { z } from "zod";
import { useSessions } from "../support/sessions.js";

const Order = defineView({
  mount: () => ({ seen: "" }),
  events: {
    order: {
      schema: z.strictObject({
        customer: z.object({ name: z.string() }),
        lines: z.array(z.object({ dish: z.string(), count: z.coerce.number() })),
        tags: z.array(z.string()).optional(),
      }),
      run: (_state, ctx, order) => ({
        seen: `${JSON.stringify(order)} ${Object.keys(ctx.payload).length}`,
      }),
    },
    any: { schema: z.unknown(), run: (_state, _ctx, any) => ({ seen: JSON.stringify(any) }) },
  },
  render: ({ seen }) => <p>{seen}</p>,
});

function textOf(session: { print(mark: string): string }): string {
  const [, text = ""] = /<p>(.*)<\/p>/.exec(session.print("")) ?? [];
  return text.replaceAll("&quot;", '"');
}

describe("the fields of an event with a schema", () => {
  const sessions = useSessions({ maxFieldDepth: 3, maxFieldIndex: 4 });
  const lines = "lines[0][dish]=pie&lines[0][count]=2&lines[1][dish]=tea&lines[1][count]=1";

  it("are nested, without what is said about the form", async () => {
    const { socket, session } = await sessions().live(Order);
    const body = `customer.name=Ann&${lines}&tags[]=x&_target=tags[]&_unused=a`;
    socket.send(JSON.stringify([1, 1, 1, 0, "order", 0, body]));
    await socket.next();
    const order = {
      customer: { name: "Ann" },
      lines: [
        { dish: "pie", count: 2 },
        { dish: "tea", count: 1 },
      ],
      tags: ["x"],
    };
    expect(textOf(session)).to.equal(`${JSON.stringify(order)} 8`);
  });

  it("are refused beyond the limits, at any depth", async () => {
    const { socket } = await sessions().live(Order);
    const bodies = ["a.b.c.d=1", "a[5]=1", "a.__proto__=1", "a=1&a.b=2"];
    bodies.forEach((body, at) => {
      socket.send(JSON.stringify([1, 1, at + 1, 0, "any", 0, body]));
    });
    expect(await socket.settled()).to.deep.equal(
      bodies.map((_, at) => `[3,1,${at + 1},${at + 1},"invalid"]`),
    );
    expect(sessions().reports).to.deep.equal([]);
  });

  it("are nested in the fields of one control, too", async () => {
    const { socket, session } = await sessions().live(Order);
    socket.send('[1,1,1,0,"any",0,{"a.b":"1","value":"1","_target":"a.b"}]');
    await socket.next();
    expect(textOf(session)).to.equal('{"a":{"b":"1"},"value":"1"}');
  });
});
