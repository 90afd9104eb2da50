// Names of topics and families.
import { expect } from "chai";
import { topic } from "slotwire";

describe("topic", () => {
  it("names one topic, or one of a family", () => {
    expect(topic("scores")).to.deep.equal({ name: "scores", family: null });
    expect(topic.family("rooms").of(7)).to.deep.equal({ name: "rooms#7", family: "rooms" });
  });

  it("refuses names that could be mistaken for another topic", () => {
    for (const name of ["", "rooms#7", "x".repeat(257)]) {
      expect(() => topic(name)).to.throw("TOPIC_NAME");
      expect(() => topic.family(name)).to.throw("TOPIC_NAME");
    }
    expect(() => topic.family("rooms").of("x".repeat(256))).to.throw("TOPIC_NAME");
  });

  it("refuses an id that was forgotten", () => {
    const { of } = topic.family("rooms") as { of(id: unknown): unknown };
    for (const id of [undefined, null, {}]) expect(() => of(id)).to.throw("TOPIC_NAME");
  });
});
