// Builds everything that is published: JavaScript and types by tsc, and the browser's client by esbuild.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies, root, run, runModule } from "./run.mjs";

/** Builds dist/ and answers whether all of it was made. */
export async function build({ isQuiet = false } = {}) {
  const startedAt = performance.now();
  const types = await runModule("typescript/bin/tsc", ["-b", "src", "client"]);
  const client = await run(process.execPath, ["scripts/build-client.mjs"]);
  const missing = missingExports();
  for (const path of missing) console.error(`package.json exports ${path}, which was not built.`);
  const isBuilt = types === 0 && client === 0 && missing.length === 0;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (isBuilt && !isQuiet) console.log(`Built dist/ in ${seconds} s.`);
  return isBuilt;
}

/** What `exports` names and is not there; `slotwire-src` counts as well, since the tests use it. */
function missingExports() {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const paths = Object.values(exports).flatMap((entry) =>
    typeof entry === "string" ? [entry] : Object.values(entry),
  );
  return paths.filter((path) => !existsSync(join(root, path)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureDependencies();
  process.exitCode = (await build()) ? 0 : 1;
}
