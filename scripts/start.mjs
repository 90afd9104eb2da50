// Installs what is missing, builds, and runs the demos; with --watch it runs them from their source.
import { spawn } from "node:child_process";
import { build } from "./build.mjs";
import { ensureDependencies, root } from "./run.mjs";

const isWatching = process.argv.includes("--watch");

await ensureDependencies();
if (!(await build())) process.exit(1);

const children = isWatching
  ? [
      start(["scripts/build-client.mjs", "--watch"]),
      start([
        "node_modules/tsx/dist/cli.mjs",
        "watch",
        "--conditions=slotwire-src",
        "views/server.ts",
      ]),
    ]
  : [start(["--import=slotwire/register", "--import=tsx", "views/server.ts"])];

function start(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  // One that ends takes the others with it, so that no half of the demos is left running.
  child.once("exit", (code) => {
    process.exitCode ??= code ?? 0;
    stop("SIGTERM");
  });
  return child;
}

function stop(signal) {
  for (const child of children ?? []) if (child.exitCode === null) child.kill(signal);
}

// A terminal sends SIGINT to every process of its group; only SIGTERM has to be passed on.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => stop("SIGTERM"));
