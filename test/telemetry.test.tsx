// What observers are told, and where errors go when nobody listens.
import { type ChannelListener, subscribe, unsubscribe } from "node:diagnostics_channel";
import { expect } from "chai";
import { defineView } from "slotwire";
import { type ErrorPlace, reportError } from "../src/telemetry.js";
import { useSessions } from "./support/sessions.js";

const place: ErrorPlace = { view: "counter", where: "increment", sessionId: "s" };

/** What was written to stderr while `task` ran. */
function stderrOf(task: () => void): string {
  const { write } = process.stderr;
  let text = "";
  process.stderr.write = (chunk: unknown) => {
    text += String(chunk);
    return true;
  };
  try {
    task();
  } finally {
    process.stderr.write = write;
  }
  return text;
}

function listening(channel: string, task: () => void): unknown[] {
  const heard: unknown[] = [];
  const listener: ChannelListener = (message) => heard.push(message);
  subscribe(channel, listener);
  task();
  unsubscribe(channel, listener);
  return heard;
}

describe("telemetry", () => {
  const sessions = useSessions();

  it("writes errors to stderr when the app does not listen", () => {
    const text = stderrOf(() => reportError(null, new Error("boom"), place));
    expect(text).to.match(/^slotwire: error in increment of counter\nError: boom\n/);
    expect(stderrOf(() => reportError(null, "a text", place))).to.contain("\na text\n");
  });

  it("gives errors to the app, and survives what the app throws at them", () => {
    const heard: unknown[] = [];
    const text = stderrOf(() => {
      reportError((...given) => heard.push(given), "one", place);
      reportError(
        () => {
          throw new Error("second");
        },
        "two",
        place,
      );
    });
    expect(heard).to.deep.equal([["one", place]]);
    expect(text).to.match(/^slotwire: error in onError of counter\nError: second\n/);
  });

  it("publishes errors, mounts and ends on diagnostics_channel", async () => {
    const error = listening("slotwire:error", () => reportError(() => {}, "one", place));
    expect(error).to.deep.equal([{ error: "one", place }]);
    const View = defineView({ name: "v", mount: () => ({}), render: () => "" });
    const mounted: unknown[] = [];
    const listener: ChannelListener = (message) => mounted.push(message);
    subscribe("slotwire:mount", listener);
    const session = await sessions().mount(View);
    unsubscribe("slotwire:mount", listener);
    const ended = listening("slotwire:close", () => session.end(null));
    expect([mounted, ended]).to.deep.equal([
      [{ sessionId: session.id, view: "v" }],
      [{ sessionId: session.id, view: "v" }],
    ]);
  });
});
