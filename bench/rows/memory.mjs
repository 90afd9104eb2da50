// What an idle session holds: the slope between two numbers of them, after full collections.
import { visitMany } from "../load/visit.mjs";
import { withServers } from "../process.mjs";

async function measureSlope(server, path, [first, last]) {
  // One after another: the floor gives the items of the newest page to the next socket.
  const width = path === "/table" ? 1 : 8;
  const visitors = await visitMany(server, path, first, width);
  const before = await server.call("memory");
  visitors.push(...(await visitMany(server, path, last - first, width)));
  const after = await server.call("memory");
  for (const { socket } of visitors) socket.close();
  const slope = (name) => (after[name] - before[name]) / 1024 / (last - first);
  return { rss: slope("rss"), heap: slope("heap") };
}

/** One server at a time in a process of its own: nothing of another row is in its heap. */
async function measureSlopes(names, path, counts) {
  const slopes = {};
  for (const name of names) {
    slopes[name] = await withServers([name], ([server]) => measureSlope(server, path, counts));
  }
  return slopes;
}

const valuesOf = (slopes, field) =>
  Object.fromEntries(Object.entries(slopes).map(([name, slope]) => [name, slope[field]]));

export async function measureMemoryRows({ names, isQuick }) {
  const counters = await measureSlopes(names, "/counter", isQuick ? [300, 1300] : [2000, 10_000]);
  const tables = await measureSlopes(names, "/table", isQuick ? [10, 30] : [20, 100]);
  return [
    { id: "memory-rss", unit: "KB", values: valuesOf(counters, "rss") },
    { id: "memory-heap", unit: "KB", values: valuesOf(counters, "heap") },
    { id: "memory-table", unit: "KB", values: valuesOf(tables, "heap") },
    { id: "memory-table-rss", unit: "KB", values: valuesOf(tables, "rss") },
  ];
}
