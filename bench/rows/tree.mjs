// The tree alone, without sockets, in both modes: what a change costs before it is a frame.
import { spawnNode } from "../process.mjs";
import { jsonOf } from "./measure.mjs";

const imports = {
  slotwire: ["--import", "slotwire/register", "--import", "tsx"],
  runtime: ["--import", "tsx"],
};

export async function measureTreeRows({ isQuick }) {
  const rows = new Map();
  for (const [mode, args] of Object.entries(imports)) {
    const flags = isQuick ? ["--quick"] : [];
    const child = spawnNode(
      [...args, "bench/servers/tree.tsx", ...flags],
      ["ignore", "pipe", "inherit"],
    );
    for (const [name, elapsed] of Object.entries(await jsonOf(child))) {
      const id = `tree-${name}`;
      const row = rows.get(id) ?? { id, unit: "µs", values: {} };
      row.values[mode] = elapsed;
      rows.set(id, row);
    }
  }
  return [...rows.values()];
}
