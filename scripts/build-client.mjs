// Bundles the browser runtime into dist/client: one script for pages, compressed beforehand, and one for development.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = `${root}dist/client`;

async function bundle({ isDevelopment }) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["client/script.ts"],
    bundle: true,
    write: false,
    format: "iife",
    // Private fields need no helpers from here on; every browser since 2022 has them.
    target: "es2022",
    charset: "utf8",
    conditions: ["slotwire-src"],
    define: { __DEV__: String(isDevelopment) },
    minify: !isDevelopment,
    legalComments: "none",
  });
  return outputFiles[0].contents;
}

const [page, development] = await Promise.all([
  bundle({ isDevelopment: false }),
  bundle({ isDevelopment: true }),
]);
const gzip = gzipSync(page, { level: 9 });
const brotli = brotliCompressSync(page, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: page.length },
});
await mkdir(outDir, { recursive: true });
await Promise.all([
  writeFile(`${outDir}/slotwire.js`, page),
  writeFile(`${outDir}/slotwire.js.gz`, gzip),
  writeFile(`${outDir}/slotwire.js.br`, brotli),
  writeFile(`${outDir}/slotwire.dev.js`, development),
]);
console.log(
  `client: ${page.length} bytes, ${gzip.length} gzip, ${brotli.length} brotli (development: ${development.length})`,
);
