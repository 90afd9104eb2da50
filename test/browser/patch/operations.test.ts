// Which DOM operations a patch is: what did not change is not touched.
import { expect } from "chai";
import { closeScenes, openScene, type Scene } from "./scene.js";

const rows = (count: number): [number, string][] =>
  Array.from({ length: count }, (_, at) => [at + 1, `row ${at + 1}`]);

/** The mutations that a patch makes. */
async function mutations(scene: Scene, state: object): Promise<string[]> {
  await scene.call("record");
  await scene.call("update", state);
  return scene.call("recorded");
}

describe("The operations of a patch", function () {
  this.timeout(30_000);
  after(closeScenes);

  it("are one text for one changed cell of 1,000 rows, on first touch too", async () => {
    const state = rows(1_000);
    await using scene = await openScene("Rows", { rows: state });
    for (const text of ["first", "later"]) {
      state[500] = [501, text];
      const lines = await mutations(scene, { rows: state });
      expect(lines).to.deep.equal([`text ${text}`]);
    }
    expect(await scene.call("difference")).to.equal(null);
  });

  it("move only the row that moved", async () => {
    const state = rows(1_000);
    await using scene = await openScene("Rows", { rows: state });
    state[0] = [1, "walked"];
    state.splice(10, 0, ...state.splice(500, 1));
    await scene.call("update", { rows: state });
    state.splice(700, 0, ...state.splice(20, 1));
    const lines = await mutations(scene, { rows: state });
    const moved = [`TBODY -row-20`, `TBODY +row-20`];
    expect(lines).to.deep.equal(moved);
    expect(await scene.call("difference")).to.equal(null);
  });

  it("remove and insert only the rows that went and came", async () => {
    const state = rows(1_000);
    await using scene = await openScene("Rows", { rows: state });
    state[1] = [2, "walked"];
    await scene.call("update", { rows: [...state, [1_001, "x"]] });
    const next = [...state.slice(1), [1_001, "x"], [1_002, "y"]];
    const lines = await mutations(scene, { rows: next });
    expect(lines).to.deep.equal(["TBODY -row-1", "TBODY +row-1002"]);
    expect(await scene.call("difference")).to.equal(null);
  });

  it("keep focus, caret and text in a row that moves", async () => {
    const state = rows(5);
    await using scene = await openScene("Rows", { rows: state });
    await scene.page.click("[name=input-5]");
    await scene.page.keyboard.type("typed");
    await scene.page.keyboard.press("ArrowLeft");
    await scene.page.evaluate(() => {
      document.activeElement?.addEventListener("blur", () => document.body.append("blurred"));
    });
    const [last, ...others] = state.reverse();
    await scene.call("update", { rows: [last, ...others.reverse()] });
    expect(
      await scene.page.evaluate(() => (document.activeElement as HTMLInputElement).name),
    ).to.equal("input-5");
    expect(await scene.focus()).to.contain("4-4");
    expect(await scene.page.inputValue("[name=input-5]")).to.equal("typed");
    expect(await scene.page.textContent("body")).not.to.contain("blurred");
    expect(await scene.call("difference")).to.equal(null);
  });

  it("leave a hook's subtree alone, and write what the server named on its element", async () => {
    await using scene = await openScene("Hook", { title: "one", points: "1" });
    expect(await scene.page.textContent("#chart")).to.equal("one");
    await scene.page.evaluate(() => {
      document.getElementById("chart")?.replaceChildren("drawn");
      const clock = document.getElementById("clock") as Element;
      clock.setAttribute("state", "ticking");
      clock.append("12:00");
    });
    await scene.call("update", { title: "two", points: "1 2" });
    for (const step of ["patch", "morph"]) {
      if (step === "morph") await scene.call("morph");
      expect(await scene.page.textContent("#chart"), step).to.equal("drawn");
      expect(await scene.page.getAttribute("#chart", "data-points"), step).to.equal("1 2");
      expect(await scene.page.getAttribute("#clock", "state"), step).to.equal("ticking");
      expect(await scene.page.getAttribute("#clock", "title"), step).to.equal("two");
      expect(await scene.page.textContent("#clock"), step).to.equal("12:00");
      expect(await scene.page.textContent("#last"), step).to.equal("two");
    }
    expect((await scene.call("asked")).length).to.equal(0);
  });

  it("name the nearest boundary of an element", async () => {
    await using scene = await openScene("Rows", { rows: rows(3) });
    expect(await scene.call("boundaryOf", "row-2")).to.equal(3);
    const inner = await scene.page.evaluate(
      () => document.querySelector("#row-2 td")?.closest("[l]")?.id,
    );
    expect(inner).to.equal("row-2");
  });
});
