// What an app does wrong with redis() is told at once, with the way out and without a password.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import { LiveError } from "slotwire";
import { type RedisOptions, redis } from "slotwire/redis";
import { loadIoredis } from "../../src/redis/client.js";
import { freshPrefix, useRedis } from "../support/redis-server.js";
import { eventually } from "../support/sessions.js";

const execute = promisify(execFile);

function messageOf(options: unknown): string {
  try {
    redis(options as RedisOptions);
  } catch (error) {
    if (error instanceof LiveError) return error.message.split("\n")[0] ?? "";
    throw error;
  }
  return "none";
}

describe("redis()", () => {
  const test = useRedis();

  it("gives createLive pubsub and store, and nothing else that is spread", () => {
    expect(Object.keys({ ...redis() })).to.deep.equal(["pubsub", "store"]);
  });

  it("refuses options that are none, or have a wrong value", () => {
    expect(messageOf({ prefixes: "a" })).to.include(
      'expected the option "prefixes" of redis() to be of url',
    );
    expect(messageOf({ url: 7 })).to.include('the option "url" of redis() to be a text such as');
    expect(messageOf({ url: "http://example.com" })).to.include('the option "url"');
    expect(messageOf({ prefix: "" })).to.include("a text of 1 to 64 characters");
    expect(messageOf({ connection: "tls" })).to.include("an object");
    for (const wrong of [0, -1, 1.5, Number.NaN, "5"]) {
      expect(messageOf({ pingMs: wrong }), String(wrong)).to.include("a whole number above 0");
    }
    expect(messageOf({ url: undefined, pingMs: undefined })).to.equal("none");
  });

  it("shows no password of a url that it refuses", () => {
    expect(messageOf({ url: "redis//:hunter2@example.com" })).to.not.include("hunter2");
  });

  it("names the package that is missing", async () => {
    const missing = Object.assign(new Error("no"), { code: "ERR_MODULE_NOT_FOUND" });
    const error = await loadIoredis(() => Promise.reject(missing)).catch((caught) => caught);
    expect(error).to.be.instanceOf(LiveError);
    expect(error.message).to.equal(
      'expected the package "ioredis", which slotwire/redis talks to Redis with, got: no such package\n' +
        "  Fix: run: npm install ioredis\n  REDIS_CLIENT_MISSING",
    );
    const other = await loadIoredis(() => Promise.reject(new Error("x"))).catch((caught) => caught);
    expect(other.message).to.equal("x");
  });

  it("says within its time that Redis cannot be reached, and why", async () => {
    const shared = test.open({ url: "redis://127.0.0.1:1", maxRetryMs: 10 });
    const error = await shared.ready({ timeoutMs: 200 }).catch((caught: Error) => caught);
    expect((error as Error).message).to.equal("Redis cannot be reached");
    expect(String((error as Error).cause)).to.include("ECONNREFUSED");
    expect(shared.stats().commands).to.include({ isReady: false, connections: 0 });
  });

  it("has connections that know their state", async () => {
    const shared = test.open({ prefix: freshPrefix(), pingMs: 20 });
    await shared.ready();
    await eventually(() => shared.stats().channels.latencyMs !== null);
    const { commands, channels } = shared.stats();
    expect(commands).to.include({ isReady: true, connections: 1, commands: 0, lastError: null });
    expect(channels.latencyMs).to.be.within(0, 1_000);
  });

  it("ends with close(), whoever uses it, and refuses commands then", async () => {
    const shared = test.open({ prefix: freshPrefix() });
    await shared.store.start();
    await shared.pubsub.start(
      () => {},
      () => {},
    );
    await shared.ready();
    await shared.pubsub.close();
    expect(await shared.store.get("s1")).to.equal(null);
    await shared.store.close();
    const error = await shared.store.get("s1").catch((caught: Error) => caught);
    expect(String(error)).to.equal("Error: the connection to Redis is closed");
  });

  it("leaves nothing that keeps a process alive, whether Redis answers or not", async function () {
    this.timeout(20_000);
    const code = `
      import { redis } from "./src/redis/redis.ts";
      const [here, nowhere] = [redis({ url: process.env.URL }), redis({ url: "redis://127.0.0.1:1" })];
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
