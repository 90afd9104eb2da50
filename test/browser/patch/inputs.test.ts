// What a user typed, chose, opened or focused stays the user's, until the server has answered and says otherwise.
import { expect } from "chai";
import { closeScenes, openScene } from "./scene.js";

describe("A patched form", function () {
  this.timeout(30_000);
  after(closeScenes);

  it("keeps text and caret of a focused input, and writes its attribute", async () => {
    await using scene = await openScene("Form", { value: "one" });
    await scene.page.click("#text");
    await scene.page.keyboard.press("Home");
    await scene.page.keyboard.type("ab");
    await scene.call("update", { value: "two", other: "x" });
    expect(await scene.read("text", "value")).to.equal("abone");
    expect(await scene.read("text", "defaultValue")).to.equal("two");
    expect(await scene.focus()).to.equal("text 2-2");
    await scene.page.keyboard.type("c");
    expect(await scene.read("text", "value")).to.equal("abcone");
  });

  it("keeps the text of a focused input that nobody typed in yet", async () => {
    await using scene = await openScene("Form", { value: "one" });
    await scene.page.click("#text");
    await scene.call("update", { value: "two" });
    expect(await scene.read("text", "value")).to.equal("one");
  });

  it("writes an input without focus, also one that was typed in", async () => {
    await using scene = await openScene("Form", { value: "one" });
    await scene.page.fill("#text", "typed");
    await scene.page.click("#box");
    await scene.call("update", { value: "two" });
    expect(await scene.read("text", "value")).to.equal("two");
  });

  it("leaves an input alone when the server's value did not change", async () => {
    await using scene = await openScene("Form", { value: "one" });
    await scene.page.fill("#text", "typed");
    await scene.page.click("#box");
    await scene.call("update", { value: "one", other: "x" });
    await scene.call("morph");
    expect(await scene.read("text", "value")).to.equal("typed");
    expect(await scene.read("box", "checked")).to.equal(true);
  });

  it("applies what was withheld once the answer is there", async () => {
    await using scene = await openScene("Form", { value: "" });
    await scene.page.click("#text");
    await scene.page.keyboard.type("shout");
    await scene.call("sent", "text", 1);
    await scene.call("update", { value: "SHOUT" });
    expect(await scene.read("text", "value")).to.equal("shout");
    await scene.call("answered", 1);
    expect(await scene.read("text", "value")).to.equal("SHOUT");
    expect(await scene.focus()).to.equal("text 5-5");
  });

  it("keeps the caret where it was when the answer is another text", async () => {
    await using scene = await openScene("Form", { value: "" });
    await scene.page.click("#text");
    await scene.page.keyboard.type("shout");
    await scene.page.keyboard.press("Home");
    await scene.page.keyboard.press("ArrowRight");
    await scene.call("sent", "text", 1);
    await scene.call("update", { value: "SHOUT!" });
    await scene.call("answered", 1);
    expect(await scene.read("text", "value")).to.equal("SHOUT!");
    expect(await scene.focus()).to.equal("text 1-1");
  });

  it("keeps what was typed after the event went out, until that is answered too", async () => {
    await using scene = await openScene("Form", { value: "" });
    await scene.page.click("#text");
    await scene.page.keyboard.type("a");
    await scene.call("sent", "text", 1);
    await scene.page.keyboard.type("b");
    await scene.call("sent", "text", 2);
    await scene.call("update", { value: "A" });
    await scene.call("answered", 1);
    expect(await scene.read("text", "value")).to.equal("ab");
    await scene.page.keyboard.type("c");
    await scene.call("update", { value: "AB" });
    await scene.call("answered", 2);
    expect(await scene.read("text", "value")).to.equal("abc");
    await scene.call("sent", "text", 3);
    await scene.call("update", { value: "ABC" });
    await scene.call("answered", 3);
    expect(await scene.read("text", "value")).to.equal("ABC");
  });

  it("clears a field that was submitted with its form", async () => {
    await using scene = await openScene("Form", { value: "draft" });
    await scene.page.click("#text");
    await scene.page.keyboard.press("End");
    await scene.page.keyboard.type("!");
    await scene.call("sent", "form", 1);
    await scene.call("update", { value: "" });
    await scene.call("answered", 1);
    expect(await scene.read("text", "value")).to.equal("");
  });

  it("does not touch a field whose answer brought nothing", async () => {
    await using scene = await openScene("Form", {});
    await scene.page.click("#text");
    await scene.page.keyboard.type("query");
    await scene.call("sent", "text", 1);
    await scene.call("answered", 1);
    expect(await scene.read("text", "value")).to.equal("query");
  });

  it("applies what was withheld when an untouched field is left", async () => {
    await using scene = await openScene("Form", { value: "one" });
    await scene.page.click("#text");
    await scene.call("update", { value: "two" });
    await scene.page.click("#box");
    await scene.page.waitForFunction(() => {
      return (document.getElementById("text") as HTMLInputElement).value === "two";
    });
  });

  it("keeps what nobody was sent when the field is left", async () => {
    await using scene = await openScene("Form", { value: "one" });
    await scene.page.click("#text");
    await scene.page.keyboard.type("typed ");
    await scene.call("update", { value: "two" });
    await scene.page.click("#note");
    await scene.call("update", { value: "two", note: "seen" });
    await scene.page.click("#text");
    expect(await scene.read("text", "value")).to.contain("typed");
  });

  it("gives a range a value that its new bound allows, whichever is written first", async () => {
    await using scene = await openScene("Form", { level: [50, 100] });
    await scene.call("update", { level: [150, 200] });
    expect(await scene.read("range", "value")).to.equal("150");
    await scene.call("update", { level: [20, 40] });
    expect(await scene.read("range", "value")).to.equal("20");
  });

  it("keeps half a number", async () => {
    await using scene = await openScene("Form", { value: "" });
    await scene.page.click("#number");
    await scene.page.keyboard.type("-");
    await scene.call("update", { value: "5" });
    await scene.page.keyboard.type("7");
    expect(await scene.read("number", "value")).to.equal("-7");
  });

  it("keeps a textarea with focus, and writes one without", async () => {
    await using scene = await openScene("Form", { note: "a\nb" });
    await scene.page.click("#note");
    await scene.page.keyboard.press("Control+Home");
    await scene.page.keyboard.type("x");
    await scene.call("update", { note: "server" });
    expect(await scene.read("note", "value")).to.equal("xa\nb");
    await scene.page.click("#box");
    await scene.call("update", { note: "again" });
    expect(await scene.read("note", "value")).to.equal("again");
  });

  it("checks and unchecks as the server says, after the answer", async () => {
    await using scene = await openScene("Form", { checked: false, radio: "1" });
    await scene.page.click("#box");
    await scene.call("sent", "box", 1);
    await scene.call("update", { checked: true, radio: "1" });
    await scene.call("update", { checked: false, radio: "2" });
    expect(await scene.read("box", "checked")).to.equal(true);
    expect(await scene.read("r2", "checked")).to.equal(true);
    await scene.call("answered", 1);
    expect(await scene.read("box", "checked")).to.equal(false);
    await scene.call("update", { checked: true, radio: "1" });
    expect(await scene.read("box", "checked")).to.equal(true);
    expect(await scene.read("r1", "checked")).to.equal(true);
  });

  it("keeps a choice while options come and go", async () => {
    await using scene = await openScene("Form", { selected: "a" });
    await scene.page.selectOption("#select", "b");
    await scene.page.selectOption("#many", ["a", "c"]);
    await scene.call("update", { selected: "a", options: ["new", "a", "b", "c", "d"] });
    expect(await scene.read("select", "value")).to.equal("b");
    await scene.call("morph");
    expect(await scene.read("select", "value")).to.equal("b");
    const many = await scene.page.$eval("#many", (el) =>
      [...(el as HTMLSelectElement).selectedOptions].map((option) => option.value),
    );
    expect(many).to.deep.equal(["a", "c"]);
  });

  it("takes the server's choice, but not under a user's unanswered one", async () => {
    await using scene = await openScene("Form", { selected: "a" });
    await scene.page.selectOption("#select", "b");
    await scene.call("update", { selected: "c" });
    expect(await scene.read("select", "value")).to.equal("c");
    await scene.page.selectOption("#select", "b");
    await scene.call("sent", "select", 1);
    await scene.call("update", { selected: "a", options: ["a", "b", "new"] });
    expect(await scene.read("select", "value")).to.equal("b");
    await scene.call("answered", 1);
    expect(await scene.read("select", "value")).to.equal("a");
    expect(await scene.call("difference")).to.equal(null);
  });

  it("leaves open what the user opened, until the server says otherwise", async () => {
    await using scene = await openScene("Form", { open: false });
    await scene.page.click("summary");
    await scene.call("update", { open: false, other: "x" });
    await scene.call("morph");
    expect(await scene.read("details", "open")).to.equal(true);
    await scene.call("update", { open: true, other: "x" });
    expect(await scene.read("dialog", "open")).to.equal(true);
    await scene.call("update", { open: false, other: "x" });
    expect(await scene.read("details", "open")).to.equal(false);
    await scene.call("update", { open: true, other: "x" });
    await scene.page.click("summary");
    await scene.call("morph");
    expect(await scene.read("details", "open")).to.equal(false);
  });
});
