// Writes the browser runtime to dist/client: the scripts for pages, compressed beforehand, and their development forms.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { bundleClient } from "./client-bundle.mjs";
import { bundleDebug } from "./debug-bundle.mjs";

const outDir = fileURLToPath(new URL("../dist/client", import.meta.url));

const [published, development] = await Promise.all([
  bundleClient(),
  bundleClient({ isDevelopment: true }),
]);
await mkdir(outDir, { recursive: true });
const builtBefore = /^(forms|interaction|navigation|morph|fallback|later)-.*\.js(\.gz|\.br)?$/;
for (const name of await readdir(outDir)) {
  if (builtBefore.test(name)) await rm(`${outDir}/${name}`);
}
await writeFile(`${outDir}/slotwire.dev.js`, development.page);
await writeFile(`${outDir}/slotwire.debug.js`, await bundleDebug());
for (const [name, text] of Object.entries(development.others)) {
  await writeFile(`${outDir}/${name}`, text);
}
await writeCompressed("slotwire.js", published.page);
for (const [name, text] of Object.entries(published.others)) await writeCompressed(name, text);

async function writeCompressed(name, text) {
  const bytes = Buffer.from(text);
  const gzip = gzipSync(bytes, { level: 9, memLevel: 9 });
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  await writeFile(`${outDir}/${name}`, bytes);
  await writeFile(`${outDir}/${name}.gz`, gzip);
  await writeFile(`${outDir}/${name}.br`, brotli);
  console.log(`${name}: ${bytes.length} bytes, ${gzip.length} gzip, ${brotli.length} brotli`);
}
