// What an app adds to the payloads of all its events, without a bundler.
import { expect } from "chai";
import { nextEvent, withLive } from "../support/binding-pages.js";

interface Metadata {
  [type: string]: (event: Event, el: Element) => Record<string, string | number | boolean>;
}

describe("slotwire.metadata", () => {
  it("goes with each event of its type as strings, below what the element says itself", () =>
    withLive(
      `<button live-click="go" live-value-id="7">go</button><i live-click="plain" live-on-x="x">i</i>
       <form live-submit="save"><input name="a" value="1"><button>Save</button></form>`,
      async ({ server, page }) => {
        await page.evaluate(() => {
          const { metadata } = (window as unknown as { slotwire: { metadata: Metadata } }).slotwire;
          metadata.click = (event, el) => ({
            alt: (event as MouseEvent).altKey,
            tag: el.localName,
            id: 1,
          });
          metadata.submit = () => ({ at: "a&b" });
        });
        await page.click("button[live-click]", { modifiers: ["Alt"] });
        expect(await nextEvent(server)).to.deep.equal([
          "go",
          0,
          { alt: "true", tag: "button", id: "7" },
        ]);
        await page.click("i");
        expect(await nextEvent(server)).to.deep.equal([
          "plain",
          0,
          { alt: "false", tag: "i", id: "1" },
        ]);
        await page.click("form button");
        expect(await nextEvent(server)).to.deep.equal(["save", 0, "a=1&at=a%26b"]);
      },
    ));
});
