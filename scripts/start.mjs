// Installs what is missing, builds, and runs the demos; with --watch from their source, again on every change.
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { ensureDependencies, root, run } from "./run.mjs";

const isWatching = process.argv.includes("--watch");
const settleMs = 100;

await ensureDependencies();
if (!(await build())) process.exit(1);
if (isWatching) watchClient();

const args = isWatching
  ? [
      "node_modules/tsx/dist/cli.mjs",
      "watch",
      // The server reads the built client when it starts.
      "--include=dist/client/slotwire.dev.js",
      "--conditions=slotwire-src",
      "views/server.ts",
    ]
  : ["--import=slotwire/register", "--import=tsx", "views/server.ts"];
const server = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
server.once("exit", (code) => process.exit(code ?? 0));

// A terminal sends SIGINT to every process of its group; only SIGTERM has to be passed on.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => server.kill("SIGTERM"));

/** Builds the client again when its sources have been quiet for a moment. */
function watchClient() {
  let timer;
  for (const folder of ["client", "src/wire"]) {
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => run(process.execPath, ["scripts/build-client.mjs"]), settleMs);
    });
  }
}
