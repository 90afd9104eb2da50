// Where the user is typing, nothing is taken away: editable elements, composition, a rejoin.
import { expect } from "chai";
import { closeScenes, openScene } from "./scene.js";

describe("An element with focus", function () {
  this.timeout(30_000);
  after(closeScenes);

  it("does not write into an editable element under the caret", async () => {
    await using scene = await openScene("Form", { other: "text" });
    await scene.page.click("#editable");
    await scene.page.keyboard.press("Home");
    await scene.page.keyboard.type("my ");
    await scene.call("update", { other: "server" });
    expect(await scene.read("editable", "textContent")).to.equal("my text");
    expect(await scene.page.textContent("#form p")).to.equal("server");
  });

  it("is held while it is composed in", async () => {
    await using scene = await openScene("Form", { value: "" });
    await scene.page.click("#text");
    const cdp = await scene.page.context().newCDPSession(scene.page);
    await cdp.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
    await scene.call("sent", "text", 1);
    await scene.call("update", { value: "x" });
    await scene.call("answered", 1);
    expect(await scene.read("text", "value")).to.equal("に");
    await cdp.send("Input.insertText", { text: "日" });
    expect(await scene.read("text", "value")).to.equal("日");
    expect(await scene.call("isHeld", "text")).to.equal(true);
  });

  it("comes to each new element that asks for it, not only to the first of the document", async () => {
    await using scene = await openScene("Asking", { asking: "one" });
    for (const asking of ["two", "three"]) {
      await scene.page.focus("#button");
      await scene.call("update", { asking });
      expect(await scene.focus()).to.equal(`${asking} 0-0`);
    }
    await scene.call("update", { asking: "four" });
    await scene.page.focus("#other");
    await scene.call("update", { asking: "five" });
    expect(await scene.focus()).to.equal("other 0-0");
  });

  it("keeps focus, caret and text through a rejoin", async () => {
    await using scene = await openScene("Form", { value: "one", other: "a" });
    await scene.page.click("#text");
    await scene.page.keyboard.press("End");
    await scene.page.keyboard.type(" more");
    await scene.page.keyboard.press("ArrowLeft");
    await scene.call("rejoin", "Form", { value: "one", other: "b" }, "T2");
    expect(await scene.focus()).to.equal("text 7-7");
    expect(await scene.read("text", "value")).to.equal("one more");
    expect(await scene.page.getAttribute("[live]", "live")).to.equal("T2");
    expect(await scene.page.textContent("#form p")).to.equal("b");
    await scene.call("update", { value: "one", other: "c" });
    expect(await scene.page.textContent("#form p")).to.equal("c");
    expect(await scene.call("asked")).to.deep.equal([]);
  });
});
