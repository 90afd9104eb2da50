// Writes the browser runtime to dist/client: the script for pages, compressed beforehand, and its other forms.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { bundleClient } from "./client-bundle.mjs";

const outDir = fileURLToPath(new URL("../dist/client", import.meta.url));

const [page, development] = await Promise.all([
  bundleClient(),
  bundleClient({ isDevelopment: true }),
]);
const bytes = Buffer.from(page);
const gzip = gzipSync(bytes, { level: 9, memLevel: 9 });
const brotli = brotliCompressSync(bytes, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  },
});
await mkdir(outDir, { recursive: true });
const files = {
  "slotwire.js": bytes,
  "slotwire.js.gz": gzip,
  "slotwire.js.br": brotli,
  "slotwire.dev.js": development,
};
await Promise.all(
  Object.entries(files).map(([name, content]) => writeFile(`${outDir}/${name}`, content)),
);
console.log(`client: ${bytes.length} bytes, ${gzip.length} gzip, ${brotli.length} brotli`);
