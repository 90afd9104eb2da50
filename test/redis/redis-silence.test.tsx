// A Redis that says nothing: pages wait for the first time-outs, and for none after them until it speaks again.
import { expect } from "chai";
import { decodeSnapshot } from "../../src/stores/snapshot.js";
import { createApp, Desk, DeskPage } from "../support/desk.js";
import { freshPrefix, useRedis } from "../support/redis-server.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import type { Socket } from "../support/visitor.js";

const commandMs = 400;

interface Kept {
  readonly state: { readonly n: number };
}

describe("durability event with a Redis that says nothing", () => {
  const test = useRedis();

  it("answers at once after the first time-outs, tells the app once, and stores again when it speaks", async () => {
    const shared = test.open({ prefix: freshPrefix(), commandMs, silenceMs: 60_000 });
    await shared.ready();
    /** What Redis has of each session. */
    const counts = new Map<string, unknown>();
    const { store } = shared;
    const put = store.put.bind(store);
    store.put = async (id, snapshot, options) => {
      const result = await put(id, snapshot, options);
      const read = decodeSnapshot(snapshot, snapshot.length);
      const content = read.isValid ? read.snapshot.content : null;
      if (result === "stored") counts.set(id, (content as Kept).state.n);
      return result;
    };
    const { app, live, errors } = createApp(shared.store, Desk, "event", { snapshotMs: 50 });
    await using site = await serve(app, live);
    const add = async (socket: Socket, ref: number): Promise<void> => {
      socket.send([1, 1, ref, ref - 1, "add"]);
      expect(await socket.next()).to.match(new RegExp(`^\\[1,1,${ref},`));
    };
    const pages = [new DeskPage(site.url), new DeskPage(site.url), new DeskPage(site.url)];
    const sockets = await Promise.all(pages.map((page) => page.openAndAdd()));
    test.server.pause();
    try {
      // All of them wait, and find out together.
      await Promise.all(sockets.map((socket) => add(socket, 2)));
      const startedAtMs = performance.now();
      for (let ref = 3; ref <= 22; ref += 1) {
        await Promise.all(sockets.map((socket) => add(socket, ref)));
      }
      expect(performance.now() - startedAtMs, "20 answers").to.be.below(2 * commandMs);
    } finally {
      test.server.resume();
    }
    // Nothing more happens, and all of it is stored: another process may go on with it.
    await eventually(() => counts.size === 3 && [...counts.values()].every((n) => n === 22));
    const second = createApp(shared.store, Desk, "event");
    await using two = await serve(second.app, second.live);
    for (const page of pages) {
      const moved = new DeskPage(two.url, page);
      expect(await moved.return({ seq: 22, ref: 22 })).to.equal("restored");
      expect(moved.html).to.contain(" 22 1 ");
    }
    expect(errors.map(String)).to.deep.equal([
      `Error: Redis did not answer within ${commandMs} ms`,
    ]);
  });
});
