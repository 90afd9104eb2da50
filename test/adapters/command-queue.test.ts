// Commands for a server that comes and goes, without a server: order, repeats, bounds, time.
import { expect } from "chai";
import { CommandQueue, type CommandQueueOptions } from "../../src/adapters/command-queue.js";
import { encodeEnvelope, encodeLoss, readText } from "../../src/adapters/envelope-text.js";
import { Losses } from "../../src/adapters/losses.js";

/** Notes what it is asked, and answers when the test says so. */
class FakeClient {
  readonly asked: string[] = [];
  readonly #open: { resolve(reply: string): void; reject(error: Error): void }[] = [];

  ask(command: string): Promise<string> {
    this.asked.push(command);
    return new Promise((resolve, reject) => this.#open.push({ resolve, reject }));
  }

  answer(): void {
    for (const { resolve } of this.#open.splice(0)) resolve("ok");
  }

  fail(message: string): void {
    for (const { reject } of this.#open.splice(0)) reject(new Error(message));
  }
}

function createQueue(options: Partial<CommandQueueOptions> = {}): CommandQueue<FakeClient> {
  return new CommandQueue<FakeClient>({
    server: "the server",
    commandMs: 5_000,
    maxCommands: 10,
    maxCommandBytes: 1_000,
    isAnswer: (error) => (error as Error).message === "refused",
    ...options,
  });
}

const turns = () => new Promise(setImmediate);
const messageOf = (asked: Promise<unknown>) => asked.then(String, (error: Error) => error.message);

describe("CommandQueue", () => {
  it("sends what waited in the order it came, what was on its way before it", async () => {
    const queue = createQueue();
    const [first, second] = [new FakeClient(), new FakeClient()];
    queue.open(first);
    const sent = ["a", "b"].map((name) => queue.run(1, (client) => client.ask(name)));
    queue.shut();
    sent.push(queue.run(1, (client) => client.ask("c")));
    first.fail("connection lost");
    await turns();
    expect(queue.count).to.equal(3);
    queue.open(second);
    expect(second.asked).to.deep.equal(["a", "b", "c"]);
    second.answer();
    expect(await Promise.all(sent)).to.deep.equal(["ok", "ok", "ok"]);
    expect(queue.count).to.equal(0);
  });

  it("sends again at once when the connection is there again before the failure is told", async () => {
    const queue = createQueue();
    const client = new FakeClient();
    queue.open(client);
    const sent = queue.run(1, (each) => each.ask("a"));
    queue.shut();
    queue.open(client);
    client.fail("connection lost");
    await turns();
    expect(client.asked).to.deep.equal(["a", "a"]);
    client.answer();
    expect(await sent).to.equal("ok");
  });

  it("passes on what the server answers, a refusal too", async () => {
    const queue = createQueue();
    const client = new FakeClient();
    queue.open(client);
    const refused = messageOf(queue.run(1, (each) => each.ask("a")));
    client.fail("refused");
    expect(await refused).to.equal("refused");
    expect(queue.latencyMs).to.equal(null);
  });

  it("counts a command that took too long until its connection ends", async () => {
    const queue = createQueue({ commandMs: 10 });
    const client = new FakeClient();
    queue.open(client);
    const late = await messageOf(queue.run(1, (each) => each.ask("a")));
    expect(late).to.equal("the server did not answer within 10 ms");
    expect(queue.count).to.equal(1);
    client.fail("connection lost");
    await turns();
    expect(queue.count).to.equal(0);
    queue.open(new FakeClient());
    expect(queue.count).to.equal(0);
  });

  it("waits for as long as there are timers when a command may take longer", async () => {
    const queue = createQueue({ commandMs: Number.MAX_SAFE_INTEGER });
    const asked = messageOf(queue.run(1, (client) => client.ask("a")));
    const first = await Promise.race([asked, new Promise((done) => setTimeout(done, 5, "waits"))]);
    expect(first).to.equal("waits");
    queue.close();
    expect(await asked).to.equal("the connection to the server is closed");
  });

  it("says why when the time is over", async () => {
    const queue = createQueue({ commandMs: 10 });
    queue.shut(new Error("no route"));
    const error = await queue.run(1, (client) => client.ask("a")).catch((caught: Error) => caught);
    expect(String((error as Error).cause)).to.equal("Error: no route");
  });

  it("bounds number and bytes of what waits", async () => {
    const queue = createQueue({ maxCommands: 2 });
    const ask = (bytes: number) => messageOf(queue.run(bytes, (client) => client.ask("a")));
    const kept = [ask(600)];
    expect(await ask(401)).to.equal("1 commands wait for the server already");
    kept.push(ask(400));
    expect(await ask(0)).to.equal("2 commands wait for the server already");
    queue.close();
    expect(await Promise.all(kept)).to.deep.equal([
      "the connection to the server is closed",
      "the connection to the server is closed",
    ]);
    expect(await ask(1)).to.equal("the connection to the server is closed");
    expect(queue.count).to.equal(0);
  });
});

describe("Losses", () => {
  it("are told once, and again when they could not be told", async () => {
    const told: (string | null)[] = [];
    let isDown = true;
    const losses = new Losses(async (topic) => {
      told.push(topic);
      if (isDown) throw new Error("down");
    });
    losses.tell();
    losses.add("a");
    losses.add("a");
    losses.tell();
    await turns();
    isDown = false;
    losses.tell();
    await turns();
    losses.tell();
    expect(told).to.deep.equal(["a", "a"]);
  });

  it("are of all topics when they are too many to name", async () => {
    const told: (string | null)[] = [];
    const losses = new Losses(async (topic) => void told.push(topic));
    for (let n = 0; n <= 1_000; n += 1) losses.add(`t${n}`);
    losses.tell();
    expect(told).to.deep.equal([null]);
  });
});

describe("the text of an envelope", () => {
  it("is a list without the topic, which is the channel's", () => {
    const envelope = { process: "p1", epoch: 1, number: 7, family: null, message: { n: 1 } };
    const text = encodeEnvelope({ topic: "news", ...envelope });
    expect(text).to.equal('["p1",1,7,null,{"n":1}]');
    expect(readText(text)).to.deep.equal(envelope);
    expect(readText(encodeLoss())).to.equal("loss");
  });

  it("is nothing when another program wrote it", () => {
    const texts = ["", "{}", "hello", '["p",0,1,null,1]', '["p",1,-1,null,1]', "[1,1,1,null,1]"];
    for (const text of [...texts, '["p",1,1.5,null]', '["p",1,1,7]', "[null]"]) {
      expect(readText(text), text).to.equal(null);
    }
  });
});
