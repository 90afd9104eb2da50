// Opens an empty page with a module of page/ in it, bundled with the real client.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { trimMorphdom } from "../../../scripts/trim-morphdom.mjs";
import { type OpenPage, openPage } from "../../support/browser.js";

const here = fileURLToPath(new URL(".", import.meta.url));

async function bundle(module: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${here}page/${module}`],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    plugins: [trimMorphdom],
    conditions: ["slotwire-src"],
    jsx: "automatic",
    jsxImportSource: "slotwire",
    alias: { "node:crypto": `${here}page/hash.ts` },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return outputFiles[0]?.text ?? "";
}

export async function openPatchPage(module: string): Promise<OpenPage> {
  const content = await bundle(module);
  const opened = await openPage();
  await opened.page.setContent("<!doctype html><title>patches</title><body></body>");
  await opened.page.addScriptTag({ content });
  return opened;
}
