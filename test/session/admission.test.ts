// A storm comes in by slices; what is too much is told to come back.
import { expect } from "chai";
import { Admission, full } from "../../src/session/admission.js";
import { eventually } from "../support/sessions.js";

function busy(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

describe("the admission of a storm", () => {
  it("lets those in at once who come when nothing else does", () => {
    const admission = new Admission(10);
    expect(admission.admit(() => "in")).to.equal("in");
    expect(admission.size).to.equal(0);
  });

  it("takes all in order, and lets the event loop turn between", async () => {
    const admission = new Admission(1000);
    const taken: number[] = [];
    for (let n = 0; n < 300; n += 1) {
      void admission.admit(() => {
        busy(0.5);
        taken.push(n);
      });
    }
    expect(admission.size).to.be.within(200, 284);
    let turns = 0;
    await eventually(() => {
      turns += 1;
      return taken.length === 300;
    });
    expect(taken).to.deep.equal(Array.from({ length: 300 }, (_, n) => n));
    expect(turns).to.be.above(10);
    expect(admission.size).to.equal(0);
  });

  it("tells those who are too many, and hands on what a task throws", async () => {
    const admission = new Admission(2);
    for (let n = 0; n < 16; n += 1) admission.admit(() => busy(1));
    const answers = Array.from({ length: 4 }, (_, n) =>
      admission.admit(() => {
        if (n === 1) throw new Error("one of them");
        return n;
      }),
    );
    expect(answers.slice(2)).to.deep.equal([full, full]);
    expect(await answers[0]).to.equal(0);
    expect(await (answers[1] as Promise<number>).catch(String)).to.equal("Error: one of them");
    expect(admission.delayMs).to.be.within(1000, 5000);
  });

  it("forgets those who wait when it closes", async () => {
    const admission = new Admission(100);
    const taken: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      void admission.admit(() => {
        busy(1);
        taken.push(n);
      });
    }
    const before = taken.length;
    admission.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect([taken.length, admission.size]).to.deep.equal([before, 0]);
  });
});
