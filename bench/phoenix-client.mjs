// Bundles what an app of Phoenix's client loads: its channels and its live view, nothing else.
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./process.mjs";

/** LiveViewJS 0.8 speaks the protocol of the client's 0.18; its later ones encode lists differently. */
const entry = `
  import { Socket } from "phoenix";
  import { LiveSocket } from "phoenix_live_view";
  const csrf = document.querySelector("meta[name='csrf-token']")?.getAttribute("content");
  const live = new LiveSocket("/live", Socket, { params: { _csrf_token: csrf } });
  // On localhost it would log every frame, which a visitor of a deployed page does not pay for.
  live.disableDebug();
  live.connect();
`;

export async function buildPhoenixClient() {
  const result = await build({
    stdin: { contents: entry, resolveDir: join(root, "bench") },
    bundle: true,
    minify: true,
    format: "iife",
    write: false,
    logLevel: "error",
  });
  return result.outputFiles[0].text;
}
