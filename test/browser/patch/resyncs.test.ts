// What the client does about a boundary that it cannot patch: asks once, drops what it must, gives up in the end.
import { expect } from "chai";
import { closeScenes, openScene } from "./scene.js";

/** Names a template that nobody sent, so that the boundary fails. */
const broken = (id: number): unknown[] => [id, "nobody-sent-this", 0, "x"];

const state = { rows: [1, 2, 3].map((id) => [id, `row ${id}`] as const) };
const changed = { rows: [1, 2, 3].map((id) => [id, `row ${id}!`] as const) };

describe("A boundary that cannot be patched", function () {
  this.timeout(30_000);
  after(closeScenes);

  it("is asked for once, and the ops after it apply to the others", async () => {
    await using scene = await openScene("Rows", state);
    await scene.call("apply", [broken(3), broken(3), broken(4)]);
    expect(await scene.call("asked")).to.deep.equal([
      [3, false],
      [4, false],
    ]);
    expect(await scene.call("errors")).to.deep.equal([]);
  });

  it("drops what comes for it until the answer, and what comes after fits", async () => {
    await using scene = await openScene("Rows", state);
    await scene.call("apply", [broken(3)]);
    await scene.call("render", changed);
    await scene.call("deliver");
    expect(await scene.page.textContent("#row-1")).to.equal("1row 1!");
    expect(await scene.page.textContent("#row-2")).to.equal("2row 2");
    await scene.call("answer");
    await scene.call("deliver");
    expect(await scene.page.textContent("#row-2")).to.equal("2row 2!");
    await scene.call("update", state);
    expect(await scene.call("difference")).to.equal(null);
    expect(await scene.call("asked")).to.deep.equal([[3, false]]);
  });

  it("drops what comes for a boundary inside it", async () => {
    await using scene = await openScene("Rows", state);
    await scene.call("apply", [broken(1)]);
    await scene.call("render", changed);
    await scene.call("deliver");
    expect(await scene.page.textContent("#row-2")).to.equal("2row 2");
    await scene.call("answer");
    await scene.call("deliver");
    expect(await scene.call("difference")).to.equal(null);
  });

  it("is hopeless the second time, and gets HTML from then on", async () => {
    await using scene = await openScene("Rows", state);
    for (let times = 0; times < 2; times++) {
      await scene.call("apply", [broken(3)]);
      await scene.call("answer");
      await scene.call("deliver");
    }
    expect(await scene.call("asked")).to.deep.equal([
      [3, false],
      [3, true],
    ]);
    await scene.call("update", changed);
    expect(await scene.call("difference")).to.equal(null);
  });

  it("has the whole view asked for when its element is gone", async () => {
    await using scene = await openScene("Rows", state);
    await scene.page.evaluate(() => document.getElementById("row-2")?.remove());
    await scene.call("update", changed);
    expect(await scene.call("asked")).to.deep.equal([[1, false]]);
    expect(await scene.call("difference")).to.equal(null);
  });

  it("ends in one page load when the whole view is asked for again and again", async () => {
    await using scene = await openScene("Rows", state);
    for (let times = 0; times < 25; times++) {
      await scene.call("apply", [broken(1)]);
      await scene.call("answer");
      await scene.call("deliver");
    }
    expect((await scene.call("asked")).length).to.equal(20);
    expect(await scene.call("reloads")).to.deep.equal(["resyncs do not help"]);
  });

  it("is not asked for when it is below what a hook owns", async () => {
    await using scene = await openScene("Rows", state);
    await scene.page.evaluate(() => {
      document.querySelector("tbody")?.setAttribute("live-update", "ignore");
    });
    await scene.call("apply", [broken(3)]);
    expect(await scene.call("asked")).to.deep.equal([]);
  });

  it("is one that changes what is in a template, and then has it as the server says", async () => {
    await using scene = await openScene("Stencil", { name: "one" });
    for (const name of ["two", "three", "four"]) await scene.call("update", { name });
    expect(await scene.read("stencil", "innerHTML")).to.equal('<b title="four">four</b>');
    expect(await scene.page.textContent("#last")).to.equal("four");
    expect(await scene.call("reloads")).to.deep.equal([]);
  });
});
