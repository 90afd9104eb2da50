// A start of the demos where something else already has their port.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect } from "chai";

const execute = promisify(execFile);

describe("the demos on a port that is in use", () => {
  it("say so, with the way out, and end", async () => {
    const other = createServer().listen(0);
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const args = ["--conditions=slotwire-src", "--import=tsx", "views/server.ts"];
    const ended = await execute(process.execPath, args, {
      env: { ...process.env, PORT: String(port) },
    }).catch((failed: { code: number; stderr: string }) => failed);
    other.close();
    expect(ended).to.include({
      code: 1,
      stderr: `Port ${port} is in use; the variable PORT chooses another one.\n`,
    });
  });
});
