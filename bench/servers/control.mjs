// The server's end of the control channel: answers the bench over IPC and reports its own CPU and memory.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { renders } from "./pace.mjs";

const loop = monitorEventLoopDelay({ resolution: 5 });

const settle = () => new Promise((resolve) => setTimeout(resolve, 50));

const common = {
  /** CPU of this process so far, user and system, in microseconds. */
  usage() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** RSS and used heap after full collections; several, because finalizers free in a later one. */
  async memory() {
    for (let round = 0; round < 4; round += 1) {
      globalThis.gc?.();
      await settle();
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss, heap: heapUsed, external };
  },
  /** From now on the longest time that the event loop was not its own is remembered. */
  watchLoop() {
    loop.enable();
    loop.reset();
  },
  /** In milliseconds. */
  longestStall: () => loop.max / 1e6,
  renders: () => renders.count,
};

/** Answers `{ id, command, argument }` with `{ id, result }` and tells the parent the port. */
export function serveControl(port, commands) {
  const table = { ...common, ...commands };
  process.on("message", async ({ id, command, argument }) => {
    try {
      process.send({ id, result: await table[command](argument) });
    } catch (error) {
      process.send({ id, error: String(error?.stack ?? error) });
    }
  });
  process.on("disconnect", () => process.exit());
  process.send({ port });
}
