// The table of a run of the chaos suite: what was done, and what came of it.
import type { Done } from "./backend.js";
import type { Network } from "./network.js";
import type { Visitor } from "./run.js";

export interface Counted {
  readonly done: Done;
  readonly network: Network;
  readonly settledMs: number;
}

export function rowsOf(
  visitors: readonly Visitor[],
  { done, network, settledMs }: Counted,
): readonly (readonly [string, number])[] {
  const sum = (count: (visitor: Visitor) => number) =>
    visitors.reduce((total, visitor) => total + count(visitor), 0);
  const deeds = (isCounted: (code: string | null | undefined) => boolean) =>
    sum(({ user }) => user.deeds.filter(({ code }) => isCounted(code)).length);
  const { counts } = network;
  return [
    ["clients", visitors.length],
    ["events", deeds(() => true)],
    ["  that ran", deeds((code) => code === null)],
    ["  refused as stale", deeds((code) => code === "stale")],
    ["  whose handler threw", deeds((code) => code === "failed")],
    ["  reported as lost", deeds((code) => code === "lost")],
    ["frames received", sum(({ client }) => client.counts.frames)],
    ["pushes received", sum(({ client }) => client.counts.pushes)],
    ["cuts", counts.cuts],
    ["links reset", counts.resets],
    ["links half-open", counts.deaf],
    ["connections refused", counts.refused],
    ["sockets opened", sum(({ client }) => client.socket.opened)],
    ["resumes", sum(({ client }) => client.counts.resumes)],
    ["  with the whole page", sum(({ client }) => client.page.wholes)],
    ["sessions restored", sum(({ client }) => client.counts.restored)],
    ["fresh mounts", sum(({ client }) => client.counts.fresh)],
    ["mounts", done.mounts],
    ["page loads", sum(({ client }) => client.counts.pageLoads)],
    ["ms to settle after the storm", Math.round(settledMs)],
  ];
}
