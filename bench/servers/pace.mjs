// Publishes one change at a time and measures the CPU from the message to the written frame.

/** How often any bench view of this process has rendered. */
export const renders = { count: 0 };

const immediate = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Calls `publish(i)` `count` times, each when the render that the one before caused is through, so
 * that no two changes share a render. Returns CPU microseconds per change.
 */
export async function paced(count, publish) {
  const before = process.cpuUsage();
  for (let i = 0; i < count; i += 1) {
    const goal = renders.count + 1;
    publish(i);
    while (renders.count < goal) await immediate();
    // The frame is written in the microtasks after the render or in the same turn.
    await immediate();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}
