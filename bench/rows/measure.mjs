// What every row shares: medians, repeats that take turns among servers, CPU around a piece of work.

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** CPU microseconds of the server's process while `work()` runs, divided by what `work` returns. */
export async function cpuPer(server, work) {
  const before = await server.call("usage");
  const count = await work();
  return ((await server.call("usage")) - before) / count;
}

/**
 * Measures each server once, then each again, `repeats` times: what disturbs the machine for a
 * while disturbs all of them. Each turn begins with another server, so that none always comes after
 * the same one. Returns `{ name: median }`.
 */
export async function inTurns(servers, repeats, measure) {
  const taken = new Map(servers.map(({ name }) => [name, []]));
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (let place = 0; place < servers.length; place += 1) {
      const server = servers[(repeat + place) % servers.length];
      taken.get(server.name).push(await measure(server));
    }
  }
  return Object.fromEntries([...taken].map(([name, numbers]) => [name, median(numbers)]));
}

export const mapValues = (values, convert) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, convert(value)]));

/** What a child process printed, as JSON. */
export async function jsonOf(child) {
  const chunks = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}
