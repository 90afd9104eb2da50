// What could not be published: told as soon as something can be again, and never more than can be named.
import { expect } from "chai";
import { Losses } from "../../src/adapters/losses.js";

describe("topics in which something was lost", () => {
  it("are told one by one", async () => {
    const told: (string | null)[] = [];
    const losses = new Losses(async (topic) => void told.push(topic));
    for (const topic of ["orders", "news", "orders"]) losses.add(topic);
    losses.tell();
    expect(told).to.deep.equal(["orders", "news"]);
    expect(losses.size).to.equal(0);
  });

  it("are all topics where they are too many to name, and take no more memory than those", () => {
    const told: (string | null)[] = [];
    const losses = new Losses(async (topic) => void told.push(topic));
    for (let at = 0; at < 5000; at += 1) losses.add(`order#${at}`);
    expect(losses.size).to.equal(1001);
    losses.tell();
    expect(told).to.deep.equal([null]);
  });
});
