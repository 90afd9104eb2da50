// The cluster of docs/deployment.md: SIGTERM to its primary lets every worker end in order, and nobody takes their place.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { fencesOf } from "../support/fences.js";

const workers = availableParallelism();
const folder = resolve(".cache/cluster");

/** Says when it is there, and what an app does on SIGTERM. */
const server = `
import { createServer } from "node:http";
createServer().listen(0, "127.0.0.1", () => console.log("up"));
process.once("SIGTERM", () => setTimeout(() => {
  console.log("stored");
  process.exit(0);
}, 50));
`;

describe("the cluster of docs/deployment.md", () => {
  it("ends in order when its primary is told to", async () => {
    const code = fencesOf("docs/deployment.md").find(({ path }) =>
      path.endsWith("/cluster.ts"),
    )?.code;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    writeFileSync(join(folder, "cluster.js"), code ?? "");
    writeFileSync(join(folder, "server.js"), server);
    const child = spawn(process.execPath, ["cluster.js"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    const said: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      said.push(line);
      if (line === "up" && said.length === workers) child.kill("SIGTERM");
    }
    expect(await exited).to.deep.equal([0, null]);
    expect(said).to.deep.equal([...Array(workers).fill("up"), ...Array(workers).fill("stored")]);
  });
});
