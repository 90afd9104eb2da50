// Which keys `live-key` lets through, and which events a modifier is for.
import { expect } from "chai";
import { isModified } from "../../../client/events/modifiers.js";
import { isWantedKey } from "../../../client/interaction/bindings/keys.js";

/** Only attributes are asked for. */
function element(attributes: Readonly<Record<string, string>>): Element {
  return {
    getAttribute: (name: string) => attributes[name] ?? null,
  } as unknown as Element;
}

/** `ctrl+shift+K` as a browser reports it. */
function press(text: string): KeyboardEvent {
  const parts = text.split("+");
  const event: Record<string, unknown> = { key: parts.pop() };
  for (const name of ["alt", "ctrl", "meta", "shift"]) event[`${name}Key`] = parts.includes(name);
  return event as unknown as KeyboardEvent;
}

const lets = (wanted: string, pressed: string) =>
  isWantedKey(element({ "live-key": wanted }), press(pressed));

describe("live-key", () => {
  it("lets every key through where it is absent", () => {
    expect(isWantedKey(element({}), press("a"))).to.equal(true);
  });

  it("lets the named keys through, in any case of letters", () => {
    expect(lets("Escape", "Escape")).to.equal(true);
    expect(lets("escape", "Escape")).to.equal(true);
    expect(lets("ArrowUp ArrowDown", "ArrowDown")).to.equal(true);
    expect(lets("ArrowUp ArrowDown", "Arrow")).to.equal(false);
    expect(lets("Enter", "a")).to.equal(false);
  });

  it("names the space bar, whose own key is no name", () => {
    expect(lets("Enter Space", " ")).to.equal(true);
    expect(lets("Enter", " ")).to.equal(false);
  });

  it("does not ask for modifiers where none is named", () => {
    expect(lets("Enter", "shift+Enter")).to.equal(true);
    expect(lets("?", "shift+?")).to.equal(true);
  });

  it("wants exactly the named modifiers, in any order", () => {
    expect(lets("ctrl+s", "ctrl+s")).to.equal(true);
    expect(lets("ctrl+s", "s")).to.equal(false);
    expect(lets("ctrl+s", "ctrl+shift+S")).to.equal(false);
    expect(lets("shift+ctrl+s", "ctrl+shift+S")).to.equal(true);
    expect(lets("ctrl+s meta+s", "meta+s")).to.equal(true);
    expect(lets("ctrl+s", "ctrl+x")).to.equal(false);
  });
});

describe("a modifier", () => {
  it("is for all bindings of its element, or for those that it names", () => {
    const all = element({ "live-prevent": "" });
    const some = element({ "live-prevent": "keydown dragover" });
    expect(isModified(all, "prevent", "click")).to.equal(true);
    expect(isModified(some, "prevent", "dragover")).to.equal(true);
    expect(isModified(some, "prevent", "click")).to.equal(false);
    expect(isModified(some, "prevent", "key")).to.equal(false);
    expect(isModified(element({}), "prevent", "click")).to.equal(false);
  });
});
