// The bytes a browser loads: Slotwire's built client beside Phoenix's, both minified and gzipped.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildPhoenixClient } from "../phoenix-client.mjs";
import { root } from "../process.mjs";

const gzipSize = (bytes) => gzipSync(bytes, { level: 9 }).length;

export async function measureSizeRows({ names }) {
  const values = { liveviewjs: gzipSize(await buildPhoenixClient()) };
  if (names.includes("slotwire")) {
    values.slotwire = gzipSize(readFileSync(join(root, "dist", "client", "slotwire.js")));
  }
  return [{ id: "client-size", unit: "B", values }];
}
