// What a snapshot of a session costs to write and to read, and how long it is.
import { spawnNode } from "../process.mjs";
import { jsonOf } from "./measure.mjs";

export async function measureSnapshotRows({ isQuick }) {
  const flags = isQuick ? ["--quick"] : [];
  const child = spawnNode(["bench/servers/snapshot.mjs", ...flags], ["ignore", "pipe", "inherit"]);
  const pages = Object.entries(await jsonOf(child));
  return pages.flatMap(([page, { write, read, bytes }]) => [
    { id: `snapshot-write-${page}`, unit: "µs", values: { slotwire: write } },
    { id: `snapshot-read-${page}`, unit: "µs", values: { slotwire: read } },
    { id: `snapshot-bytes-${page}`, unit: "B", values: { slotwire: bytes } },
  ]);
}
