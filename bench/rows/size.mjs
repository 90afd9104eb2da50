// The bytes a browser loads: Slotwire's built client beside Phoenix's, both minified and gzipped.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "../process.mjs";

const gzipSize = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** What an app of Phoenix's client bundles: its channels and its live view, nothing else. */
async function buildPhoenixClient() {
  const result = await build({
    stdin: {
      contents: `import { Socket } from "phoenix"; import { LiveSocket } from "phoenix_live_view";
        new LiveSocket("/live", Socket, { params: {} }).connect();`,
      resolveDir: join(root, "bench"),
    },
    bundle: true,
    minify: true,
    format: "iife",
    write: false,
    logLevel: "error",
  });
  return result.outputFiles[0].contents;
}

export async function measureSizeRows() {
  const built = join(root, "dist", "client", "slotwire.js");
  const values = { liveviewjs: gzipSize(await buildPhoenixClient()) };
  if (existsSync(built)) values.slotwire = gzipSize(readFileSync(built));
  return [{ id: "client-size", unit: "B", values }];
}
