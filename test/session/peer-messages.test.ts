// What processes say to each other: read as it was written, and nothing else, whoever writes there.
import { expect } from "chai";
import fc from "fast-check";
import { encodePeerMessage, parsePeerMessage } from "../../src/session/peer-messages.js";
import { ClusterPage, TestCluster } from "../support/cluster.js";
import { eventually } from "../support/sessions.js";

const ask = { sessionId: "s1", instance: "42", epoch: 1, seq: 12, askedAtMs: 1_760_000_000_000 };

describe("messages between processes", () => {
  it("are short lists", () => {
    expect(encodePeerMessage({ type: "ask", number: 7, ask })).to.deep.equal([
      ...["ask", 7, "s1", "42", 1, 12, 1_760_000_000_000],
    ]);
    const moved = { kind: "moved", process: "p2" } as const;
    const written = encodePeerMessage({ type: "answer", number: 7, answer: moved });
    expect(written).to.deep.equal(["answer", 7, "moved", "p2"]);
    expect(encodePeerMessage({ type: "end", keyId: "k" })).to.deep.equal(["end", "k"]);
    const late = { type: "end", keyId: "k", endedAtMs: 1_760_000_000_000 } as const;
    expect(encodePeerMessage(late)).to.deep.equal(["end", "k", 1_760_000_000_000]);
    expect(encodePeerMessage({ type: "bye" })).to.deep.equal(["bye"]);
  });

  it("are read as they were written", () => {
    const answers = [{ kind: "stored" }, { kind: "none" }, { kind: "kept" }] as const;
    for (const message of [
      { type: "ask", number: 7, ask } as const,
      ...answers.map((answer) => ({ type: "answer", number: 1, answer }) as const),
      { type: "answer", number: 1, answer: { kind: "moved", process: "p2" } } as const,
      { type: "end", keyId: "k" } as const,
      { type: "end", keyId: "k", endedAtMs: 7 } as const,
      { type: "bye" } as const,
    ]) {
      expect(parsePeerMessage(encodePeerMessage(message))).to.deep.equal(message);
    }
  });

  it("are refused when anything is wrong with them", () => {
    const good: unknown[] = ["ask", 7, "s1", "42", 1, 12, 1_760_000_000_000];
    for (const [at, wrong] of [
      [0, "asks"],
      [1, -1],
      [1, 1.5],
      [1, "7"],
      [2, ""],
      [2, "x".repeat(65)],
      [2, "a b"],
      [3, null],
      [4, Number.NaN],
      [5, {}],
      [6, undefined],
    ] as const) {
      expect(parsePeerMessage(good.with(at, wrong)), `${at}: ${String(wrong)}`).to.equal(null);
    }
    for (const wrong of [
      ...[null, "ask", {}, [], ["answer", 1], ["answer", 1, "moved"], ["answer", 1, "given"]],
      ...[
        ["end"],
        ["end", 7],
        ["end", "a\nb"],
        ["end", "k", "7"],
        Array(9).fill("bye"),
        ["constructor", 1],
      ],
    ]) {
      expect(parsePeerMessage(wrong), JSON.stringify(wrong)).to.equal(null);
    }
  });

  it("are never an error, whatever they are", () => {
    const word = fc.constantFrom("ask", "answer", "end", "bye", "moved", "__proto__");
    const entry = fc.oneof(word, fc.anything());
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(entry, { maxLength: 9 })), (anything) => {
        const message = parsePeerMessage(anything);
        if (message !== null) expect(message.type).to.be.oneOf(["ask", "answer", "end", "bye"]);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it("of strangers harm nobody", async () => {
    await using cluster = await TestCluster.start({ size: 2 });
    const page = new ClusterPage(cluster);
    await page.get(0);
    await page.join(0);
    const { adapter } = cluster.process(1);
    const { owner = "" } = /^1\.[^.]+\.(?<owner>[^.]+)\./.exec(page.token)?.groups ?? {};
    const messages = [
      ...[null, 7, "ask", {}, [], ["ask"], ["answer", 1, "stored"], ["answer", 999, "moved", "x"]],
      ...[["end", "nobody"], ["bye"], ["ask", 1, "nothing", "42", 1, 1, 1], ["ask", 1, "../x"]],
    ];
    for (const [at, message] of messages.entries()) {
      const place = { family: null, process: "stranger", epoch: 1, number: at + 1 };
      adapter.publish({ ...place, topic: `#process.${owner}`, message });
      adapter.publish({ ...place, topic: "#processes", message });
    }
    await eventually(() => cluster.processes.every((each) => each.adapter.waiting === 0));
    expect(await page.event("add")).to.match(/^\[1,1,1,1,/);
    expect(await page.join(1)).to.equal('[0,1,2,0,1,"TOKEN"]');
    expect(cluster.errors).to.deep.equal([]);
  });
});
