// Compiled code with its source map at its end, for tools that read the map from there.
import type { Transformed } from "./transform.js";

export function inlineMap({ code, map }: Transformed): string {
  const json = Buffer.from(JSON.stringify(map)).toString("base64");
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${json}\n`;
}
