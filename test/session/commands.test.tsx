// Chains of commands at the session's end: their names are checked, their actions run.
import { expect } from "chai";
import { defineView, js, LiveError } from "slotwire";
import { useSessions } from "../support/sessions.js";

describe("commands of a view", () => {
  const sessions = useSessions();

  it("may push the events of the view only, in development", async () => {
    const Misspelt = defineView({
      name: "list",
      mount: () => ({}),
      events: { remove: () => {} },
      render: () => (
        <p
          live-click={js.push("remove")}
          live-remove={js.hide("<a>&").push("remove").push("remvoe")}
        />
      ),
    });
    const { registry } = sessions();
    const error = await registry.mount(Misspelt, sessions().visit()).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(LiveError);
    expect((error as LiveError).message).to.equal(
      'expected a name among the events and actions of list, got: "remvoe"\n' +
        '  Fix: write "remove"\n  UNKNOWN_EVENT',
    );
  });

  it("run the action that a chain pushes, by its fingerprint", async () => {
    const List = defineView({
      mount: () => ({ ids: [1, 2] }),
      actions: {
        remove: ({ ids }, _ctx, id: number) => ({ ids: ids.filter((each) => each !== id) }),
      },
      render: ({ ids }, on) => (
        <ul>
          {ids.map((id) => (
            <li key={id} live-click={js.hide().push(on.remove(id))}>
              {id}
            </li>
          ))}
        </ul>
      ),
    });
    const { socket, session } = await sessions().live(List);
    const marks = [...session.print("").matchAll(/@[\w-]{7}/g)].map(([mark]) => mark);
    expect(marks).to.have.length(2);
    socket.send(`[1,1,1,0,"${marks[0]}",2]`);
    expect(await socket.next()).to.match(/^\[1,1,1,1,/);
    expect(session.print("").replace(/ live-click="[^"]+"/, "")).to.equal(
      "<div l=1><ul><li l=3>2</li></ul></div>",
    );
    socket.send(`[1,1,2,1,"${marks[0]}",2]`);
    expect(await socket.next()).to.equal('[3,1,2,2,"stale"]');
  });
});
