// What an app does wrong with nats() is told at once, and what it opens it can close.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import { LiveError } from "slotwire";
import { type NatsOptions, nats } from "slotwire/nats";
import { loadNats } from "../../src/nats/client.js";
import { decodeRecord, encodeRecord } from "../../src/nats/record.js";
import { freshPrefix, useNats } from "../support/nats-server.js";

const execute = promisify(execFile);

function messageOf(options: unknown): string {
  try {
    nats(options as NatsOptions);
  } catch (error) {
    if (error instanceof LiveError) return error.message.split("\n")[0] ?? "";
    throw error;
  }
  return "none";
}

describe("nats()", () => {
  const test = useNats();

  it("gives createLive pubsub and store, and nothing else that is spread", () => {
    expect(Object.keys({ ...nats() })).to.deep.equal(["pubsub", "store"]);
  });

  it("refuses options that are none, or have a wrong value", () => {
    expect(messageOf({ url: "nats://a" })).to.include(
      'the option "url" of nats() to be of servers',
    );
    expect(messageOf({ servers: 7 })).to.include('the option "servers" of nats() to be a text');
    expect(messageOf({ servers: [] })).to.include('the option "servers"');
    expect(messageOf({ prefix: "a.b" })).to.include("1 to 64 letters, digits, - or _");
    expect(messageOf({ connection: "tls" })).to.include("an object");
    for (const wrong of [0, -1, 1.5, Number.NaN, "5"]) {
      expect(messageOf({ commandMs: wrong }), String(wrong)).to.include("a whole number above 0");
    }
    expect(messageOf({ servers: ["nats://a", "nats://b"], pingMs: undefined })).to.equal("none");
  });

  it("names the packages that are missing", async () => {
    const missing = Object.assign(new Error("no"), { code: "ERR_MODULE_NOT_FOUND" });
    const error = await loadNats(() => Promise.reject(missing)).catch((caught) => caught);
    expect(error).to.be.instanceOf(LiveError);
    expect(error.message).to.equal(
      "expected the packages that slotwire/nats talks to NATS with, got: not all of them\n" +
        "  Fix: run: npm install @nats-io/transport-node @nats-io/jetstream @nats-io/kv\n" +
        "  NATS_CLIENT_MISSING",
    );
  });

  it("says within its time that NATS cannot be reached, and why", async () => {
    const shared = test.open({ servers: "nats://127.0.0.1:1", maxRetryMs: 10 });
    const error = await shared.ready({ timeoutMs: 200 }).catch((caught: Error) => caught);
    expect((error as Error).message).to.equal("NATS cannot be reached");
    expect(String((error as Error).cause)).to.include("refused");
    expect(shared.stats()).to.include({ isReady: false, connections: 0 });
  });

  it("connects when there is a server at last", async () => {
    await test.server.kill();
    const shared = test.open({ prefix: freshPrefix(), maxRetryMs: 20 });
    const written = shared.store.put("s1", "x", { epoch: 1, number: 1, keepMs: 60_000 });
    await shared.store.start();
    await test.server.restart();
    expect(await written).to.equal("stored");
    expect(shared.stats()).to.include({ isReady: true, connections: 1, commands: 0 });
  });

  it("keeps snapshots over a restart of the server", async () => {
    const shared = test.open({ prefix: freshPrefix(), maxRetryMs: 20 });
    await shared.store.start();
    await shared.store.put("s1", "x", { epoch: 1, number: 1, keepMs: 60_000 });
    await test.server.kill();
    await test.server.restart();
    expect(await shared.store.get("s1")).to.deep.equal({ snapshot: "x", epoch: 1 });
  });

  it("reads nothing but what it wrote", () => {
    const record = { epoch: 2, number: 3, endsAtMs: 9, claimant: null, snapshot: "a\nb" };
    expect(encodeRecord(record)).to.equal("[2,3,9,null,false]\na\nb");
    expect(decodeRecord("[2,3,9,null,false]\na\nb")).to.deep.equal(record);
    expect(decodeRecord("[2,3,9,null,true]\n")).to.deep.equal({ ...record, snapshot: null });
    for (const text of [
      "",
      "\n",
      "[]\n",
      "{}\nx",
      "[1,2,3,4,false]\nx",
      '["1",2,3,null]\nx',
      "[1",
    ]) {
      expect(decodeRecord(text), text).to.equal(null);
    }
  });

  it("leaves nothing that keeps a process alive, whether NATS answers or not", async function () {
    this.timeout(20_000);
    const code = `
      import { nats } from "./src/nats/nats.ts";
      const [here, nowhere] = [nats({ servers: process.env.URL }), nats({ servers: "nats://127.0.0.1:1" })];
      for (const { store, pubsub } of [here, nowhere]) {
        await Promise.all([store.start(), pubsub.start(() => {}, () => {})]);
      }
      await here.ready();
      await here.store.put("s1", "x", { epoch: 1, number: 1, keepMs: 1000 });
      await nowhere.ready({ timeoutMs: 100 }).catch(() => {});
      for (const { store, pubsub } of [here, nowhere]) await Promise.all([store.close(), pubsub.close()]);
      process.stdout.write("closed");`;
    const args = ["--import=tsx", "--input-type=module", "--eval", code];
    const env = { ...process.env, URL: test.url() };
    const ended = await execute(process.execPath, args, { env, timeout: 10_000 });
    expect(ended).to.deep.equal({ stdout: "closed", stderr: "" });
  });
});
