// The frames that docs/wire-protocol.md shows are those of a real visit to the view it shows.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { fenceFolder, writeFences } from "../support/fences.js";
import { type Recording, record } from "../support/record-frames.js";
import { runApp } from "../support/run-app.js";

const app = `
import express from "express";
import { createLive } from "slotwire";
import { Songs } from "./songs.js";
const app = express();
const live = createLive();
app.use(live);
app.get("/songs", live.page(Songs));
live.attach(app.listen(3000));
`;

describe("the visit in docs/wire-protocol.md", function () {
  this.timeout(30_000);
  const page = readFileSync("docs/wire-protocol.md", "utf8");
  const fence = (language: string) =>
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\`$`, "m").exec(page)?.[1];

  async function replay(visit: Recording): Promise<void> {
    const add = visit.actionOf("Add");
    const remove = visit.actionOf("Remove");
    await visit.send([1, 1, 1, 0, "count"]);
    await visit.send([1, 1, 2, 1, "count"]);
    await visit.send([1, 1, 3, 2, add.handler, add.boundary]);
    await visit.send([1, 1, 4, 3, remove.handler, remove.boundary]);
    await visit.send([1, 1, 5, 4, remove.handler, remove.boundary]);
    await visit.send([6, 1, 5]);
  }

  it("is what goes over the wire, byte for byte", async () => {
    writeFences();
    const file = join(fenceFolder, "wire-protocol", "app.ts");
    writeFileSync(file, app);
    await using running = await runApp(file);
    await using visit = await record(`${running.url}/songs`, "INSTANCE");
    await replay(visit);
    expect(visit.view).to.equal(fence("html"));
    expect(visit.lines.join("\n")).to.equal(fence("text"));
  });
});
