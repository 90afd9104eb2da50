// The bytes a browser loads: Slotwire's built client beside Phoenix's, both minified and gzipped.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildPhoenixClient } from "../phoenix-client.mjs";
import { root } from "../process.mjs";

const gzipSize = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** The script of every page, and those that a page loads where it needs them: all there is. */
function slotwireSizes() {
  const folder = join(root, "dist", "client");
  const sizeOf = (name) => gzipSize(readFileSync(join(folder, name)));
  const page = sizeOf("slotwire.js");
  const loaded = readdirSync(folder).filter((name) => /^[a-z]+-[\w-]{8}\.js$/.test(name));
  const scripts = loaded.filter((name) => !name.includes("-dev-"));
  const withForms = page + sizeOf(scripts.find((name) => name.startsWith("forms-")));
  return { page, withForms, all: scripts.reduce((sum, name) => sum + sizeOf(name), page) };
}

export async function measureSizeRows({ names }) {
  const phoenix = gzipSize(await buildPhoenixClient());
  const { page, withForms, all } = names.includes("slotwire") ? slotwireSizes() : {};
  return [
    { id: "client-size", unit: "B", values: { slotwire: page, liveviewjs: phoenix } },
    { id: "client-size-forms", unit: "B", values: { slotwire: withForms, liveviewjs: phoenix } },
    { id: "client-size-all", unit: "B", values: { slotwire: all, liveviewjs: phoenix } },
  ];
}
