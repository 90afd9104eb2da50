// The messages that wait for a session: in their order, and gone when they were taken.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import fc from "fast-check";
import { type Mail, Mailbox } from "../../src/session/mailbox.js";

const mail = (ref: number) =>
  ({ type: "url", s: 1, ref, ack: 0, href: "x".repeat(100) + ref }) as const satisfies Mail;

describe("a mailbox", () => {
  it("gives in order what was put into it, however much of it was taken between", () => {
    const steps = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (counts) => {
        const mailbox = new Mailbox();
        const model: Mail[] = [];
        let ref = 0;
        for (const count of counts) {
          for (let left = count; left > 0; left--) {
            ref += 1;
            const next = mail(ref);
            mailbox.put(next);
            model.push(next);
          }
          for (let left = count; left < 0; left++) {
            expect(mailbox.take()).to.equal(model.shift() ?? null);
          }
          expect(mailbox.length).to.equal(model.length);
          expect(mailbox.refs).to.deep.equal(model.map((each) => "ref" in each && each.ref));
        }
      }),
    );
  });

  it("keeps nothing that was taken, although it is never empty", async () => {
    const mailbox = new Mailbox();
    mailbox.put(mail(0));
    const taken: WeakRef<Mail>[] = [];
    for (let ref = 1; ref <= 1_000; ref++) {
      mailbox.put(mail(ref));
      const next = mailbox.take();
      if (next !== null) taken.push(new WeakRef(next));
    }
    // Until the end of this task a weak reference is none.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    expect(mailbox.length).to.equal(1);
    expect(taken.filter((each) => each.deref() !== undefined).length).to.be.below(10);
  });
});

/** All that nothing holds. */
function collect(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
