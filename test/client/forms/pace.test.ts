// When held-back events go out: after silence, at the end of an interval, or when their control is done.
import { mock } from "node:test";
import { expect } from "chai";
import { Pace, type Tempo } from "../../../client/forms/pace.js";

// The pace of events only compares controls, and asks for their form and whether they are there.
function control(form: unknown = null): Element {
  return { form, isConnected: true } as unknown as Element;
}

function form(): HTMLFormElement {
  return {} as unknown as HTMLFormElement;
}

const debounce: Tempo = { isThrottle: false, ms: 300, hasTrailing: true };
const untilBlur: Tempo = { isThrottle: false, ms: null, hasTrailing: true };
const throttleValues: Tempo = { isThrottle: true, ms: 500, hasTrailing: true };
const throttleClicks: Tempo = { isThrottle: true, ms: 500, hasTrailing: false };

describe("Pace", () => {
  let pace: Pace;
  let sent: string[];
  const post = (el: Element, what: string, tempo: Tempo | null, kind = "input") =>
    pace.post(el, kind, { tempo, send: () => sent.push(what) });

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    pace = new Pace();
    sent = [];
  });
  afterEach(() => mock.timers.reset());

  it("sends at once what has no tempo", () => {
    post(control(), "a", null);
    expect(sent).to.deep.equal(["a"]);
    expect(pace.isPending).to.equal(false);
  });

  it("debounce sends the last event, exactly when the control has been quiet long enough", () => {
    const el = control();
    post(el, "a", debounce);
    mock.timers.tick(299);
    post(el, "ab", debounce);
    mock.timers.tick(299);
    expect(sent).to.deep.equal([]);
    expect(pace.isPending).to.equal(true);
    mock.timers.tick(1);
    expect(sent).to.deep.equal(["ab"]);
    expect(pace.isPending).to.equal(false);
    mock.timers.tick(10_000);
    expect(sent).to.deep.equal(["ab"]);
  });

  it("debounce until blur waits for the flush, however long it takes", () => {
    const el = control();
    post(el, "a", untilBlur);
    mock.timers.tick(100_000);
    expect(sent).to.deep.equal([]);
    pace.flush(el);
    pace.flush(el);
    expect(sent).to.deep.equal(["a"]);
  });

  it("throttle sends the first value at once and the last one at the end of each interval", () => {
    const el = control();
    post(el, "a", throttleValues);
    post(el, "ab", throttleValues);
    post(el, "abc", throttleValues);
    expect(sent).to.deep.equal(["a"]);
    mock.timers.tick(500);
    expect(sent).to.deep.equal(["a", "abc"]);
    post(el, "abcd", throttleValues);
    mock.timers.tick(499);
    expect(sent).to.deep.equal(["a", "abc"]);
    mock.timers.tick(1);
    expect(sent).to.deep.equal(["a", "abc", "abcd"]);
    mock.timers.tick(500);
    post(el, "abcde", throttleValues);
    expect(sent.at(-1)).to.equal("abcde");
  });

  it("throttle drops surplus clicks, also over a blur", () => {
    const el = control();
    post(el, "1", throttleClicks, "click");
    post(el, "2", throttleClicks, "click");
    pace.flush(el);
    post(el, "3", throttleClicks, "click");
    mock.timers.tick(500);
    post(el, "4", throttleClicks, "click");
    expect(sent).to.deep.equal(["1", "4"]);
  });

  it("keeps controls, and kinds of events of one control, apart", () => {
    const el = control();
    post(el, "key a", throttleClicks, "keydown a");
    post(el, "key b", throttleClicks, "keydown b");
    post(el, "key a again", throttleClicks, "keydown a");
    post(el, "input", debounce);
    post(control(), "other", throttleClicks, "keydown a");
    expect(sent).to.deep.equal(["key a", "key b", "other"]);
    pace.flush(el);
    expect(sent).to.deep.equal(["key a", "key b", "other", "input"]);
  });

  it("flushes the controls of one form in the order in which they were touched", () => {
    const mine = form();
    const [first, second, other] = [control(mine), control(mine), control(form())];
    post(second, "second", untilBlur);
    post(first, "first", debounce);
    post(other, "other", debounce);
    pace.flush(mine);
    expect(sent).to.deep.equal(["second", "first"]);
    mock.timers.tick(300);
    expect(sent).to.deep.equal(["second", "first", "other"]);
  });

  it("waits for no control that was taken out of the page, and forgets it", () => {
    const el = { isConnected: true } as Element;
    post(el, "a", untilBlur);
    expect(pace.isPending).to.equal(true);
    Object.assign(el, { isConnected: false });
    expect(pace.isPending).to.equal(false);
    pace.flush(control());
    expect(pace.size).to.equal(0);
    expect(sent).to.deep.equal([]);
  });

  it("holds on to no control that is done", () => {
    const el = control();
    post(el, "a", debounce);
    post(el, "k", throttleClicks, "keydown k");
    pace.flush(el);
    mock.timers.tick(500);
    expect(sent).to.deep.equal(["k", "a"]);
    expect(pace.isPending).to.equal(false);
    expect(pace.size).to.equal(0);
  });
});
