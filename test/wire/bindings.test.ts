// Which names are bindings, and which one a mistyped name was probably meant to be.
import { expect } from "chai";
import { editDistance, isBinding, nearestBinding } from "../../src/wire/bindings.js";

describe("bindings", () => {
  it("are a list of names and three families", () => {
    for (const name of [
      "live-click",
      "live-nav",
      "live-value-id",
      "live-window-resize",
      "live-on-dblclick",
      "live-prevent",
    ]) {
      expect(isBinding(name), name).to.equal(true);
    }
    for (const name of [
      "live-clik",
      "live-",
      "live-value-",
      "live-window-",
      "live-on-",
      "live-toString",
    ]) {
      expect(isBinding(name), name).to.equal(false);
    }
  });

  it("are found when mistyped", () => {
    const typos: Record<string, string> = {
      "live-clik": "live-click",
      "live-cilck": "live-click",
      "live-sumbit": "live-submit",
      "live-key-down": "live-keydown",
      "live-bounce": "live-debounce",
      "live-navigate": "live-nav",
      "live-vaule-id": "live-value-*",
      "live-windows-resize": "live-window-*",
      "live-on:dblclick": "live-on-*",
      "live-prevnet": "live-prevent",
      "LIVE-SUBMIT": "live-submit",
      "live-viewport-button": "live-viewport-bottom",
    };
    const found = Object.keys(typos).map((typo) => [typo, nearestBinding(typo)]);
    expect(Object.fromEntries(found)).to.deep.equal(typos);
  });
});

describe("editDistance", () => {
  it("counts inserted, removed, replaced and swapped letters", () => {
    const cases: [string, string, number][] = [
      ["", "", 0],
      ["", "abc", 3],
      ["abc", "abc", 0],
      ["clik", "click", 1],
      ["click", "clik", 1],
      ["clack", "click", 1],
      ["cilck", "click", 1],
      ["kitten", "sitting", 3],
    ];
    for (const [from, to, distance] of cases) {
      expect(editDistance(from, to), `${from} ${to}`).to.equal(distance);
    }
  });
});
