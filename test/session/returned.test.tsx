// What a handler returned cannot harm more than its own call.
import { expect } from "chai";
import { defineView } from "slotwire";
import { useSessions } from "../support/sessions.js";

describe("what a handler returns", () => {
  const sessions = useSessions();

  it("costs the call alone when it cannot even be looked at", async () => {
    const trap = (): never => {
      throw new Error("trap");
    };
    const withProperty = (name: string, property: PropertyDescriptor): object =>
      Object.defineProperty({}, name, property);
    const settleTwice = (resolve: (change: object) => void): void => {
      resolve({ n: 5 });
      resolve({ n: 6 });
    };
    const Odd = defineView({
      mount: () => ({ n: 0 }),
      events: {
        proxy: () => new Proxy({}, { get: trap, ownKeys: trap }),
        getter: () => withProperty("then", { get: trap }),
        thrower: () => withProperty("then", { value: trap }),
        twice: () => withProperty("then", { value: settleTwice }),
      },
      render: ({ n }) => String(n),
    });
    const { socket, session } = await sessions().live(Odd);
    for (const [at, event] of ["proxy", "getter", "thrower"].entries()) {
      socket.send(`[1,1,${at + 1},0,"${event}"]`);
      expect(await socket.next()).to.equal(`[3,1,${at + 1},${at + 1},"failed","e${at + 1}"]`);
    }
    socket.send('[1,1,4,0,"twice"]');
    expect(await socket.next()).to.match(/^\[1,1,4,4,/);
    expect(session.print("")).to.equal("<div l=1>5</div>");
  });
});
