// How the tools for development become one script, which only development loads.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The text of the script; readable, since it is never sent to a visitor. */
export async function bundleDebug() {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
    entryPoints: ["client/debug-script.ts"],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
  });
  return outputFiles[0].text;
}
