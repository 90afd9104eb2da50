// The waits between two attempts to connect.
import { expect } from "chai";
import { backoffMs } from "../../client/delays.js";

describe("backoffMs", () => {
  const attempts = [0, 1, 2, 3, 4, 5, 6, 20];

  it("doubles its bound with each attempt, up to ten seconds", () => {
    const bounds = attempts.map((attempt) => backoffMs(attempt, () => 1));
    expect(bounds).to.deep.equal([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
  });

  it("spreads attempts over the whole range, from nothing", () => {
    expect(attempts.map((attempt) => backoffMs(attempt, () => 0))).to.deep.equal(
      attempts.map(() => 0),
    );
    expect(backoffMs(2, () => 0.25)).to.equal(200);
  });
});
