// `live.close` as process managers and hasty people call it: twice, and with times that are none.
import { expect } from "chai";
import { LiveError } from "slotwire";
import { createApp, Desk, DeskPage, SharedStore } from "../support/desk.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

/** A store whose writes wait until the test lets them go on. */
class GatedStore extends SharedStore {
  readonly gates: (() => void)[] = [];
  isGated = false;
  isClosed = false;

  override async put(...args: Parameters<SharedStore["put"]>) {
    if (this.isGated) await new Promise<void>((resolve) => this.gates.push(resolve));
    if (this.isClosed) throw new Error("the store is closed");
    return super.put(...args);
  }

  override close(): void {
    this.isClosed = true;
  }
}

async function closing(close: (live: ReturnType<typeof createApp>["live"]) => Promise<unknown>) {
  const store = new GatedStore();
  const { app, live, errors } = createApp(store, Desk);
  await using site = await serve(app, live);
  const page = new DeskPage(site.url);
  await page.openAndAdd();
  store.isGated = true;
  const closed = close(live);
  await eventually(() => store.gates.length === 1, "the session to be on its way");
  // Long enough for a timer that was set for no time at all.
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  store.gates[0]?.();
  await closed;
  store.isClosed = false;
  store.isGated = false;
  const next = createApp(store, Desk);
  await using after = await serve(next.app, next.live);
  const back = new DeskPage(after.url, page);
  expect(await back.return({ seq: 1, ref: 1 })).to.equal("restored");
  expect(back.html).to.contain(" 1 1 ");
  return errors.map((error) => (error instanceof LiveError ? error.code : String(error)));
}

describe("the end of a live app", () => {
  it("comes once, however often it is asked for: nobody is sooner than what is being stored", async () => {
    const errors = await closing((live) => Promise.race([live.close(), live.close()]));
    expect(errors).to.deep.equal([]);
  });

  it("waits for what is being stored when it may take for ever", async () => {
    expect(
      await closing((live) => live.close({ timeoutMs: Number.POSITIVE_INFINITY })),
    ).to.deep.equal([]);
  });

  it("waits for as long as usual where the time is none, and says so", async () => {
    const timeoutMs = Number("5 s");
    expect(await closing((live) => live.close({ timeoutMs }))).to.deep.equal(["CLOSE_TIMEOUT"]);
  });
});
