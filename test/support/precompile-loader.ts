// A load hook for tests: precompiles TSX, then strips its types; runs in front of tsx.
import { readFile } from "node:fs/promises";
import type { LoadHook } from "node:module";
import { fileURLToPath } from "node:url";
import { transform as stripTypes } from "esbuild";
import { transform } from "../../src/compile/transform.js";

export const load: LoadHook = async (url, context, nextLoad) => {
  const [location = ""] = url.split("?");
  if (!location.startsWith("file:") || !location.endsWith(".tsx")) return nextLoad(url, context);
  if (location.includes("/node_modules/")) return nextLoad(url, context);
  const file = fileURLToPath(location);
  const source = await readFile(file, "utf8");
  const compiled = transform(source, file);
  if (compiled === null) return nextLoad(url, context);
  const map = Buffer.from(JSON.stringify(compiled.map)).toString("base64");
  const { code } = await stripTypes(
    `${compiled.code}\n//# sourceMappingURL=data:application/json;base64,${map}`,
    { loader: "tsx", format: "esm", target: "node20", sourcemap: "inline", sourcefile: file },
  );
  return { format: "module", source: code, shortCircuit: true };
};
