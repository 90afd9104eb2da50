// Processes that are killed and started again, under the network's chaos: what is lost, and what is not.
import { expect } from "chai";
import { Fleet } from "../support/chaos/fleet.js";
import { isWhole, strict, survives } from "../support/chaos/survive.js";
import { until } from "../support/chaos/until.js";
import { useRedis } from "../support/redis-server.js";

/** Of one process all clients come back at once, after each kill; of three a third of them. */
const paceOf = (processes: number) =>
  isWhole
    ? { clients: processes > 1 ? 500 : 150, stormMs: 100_000, scale: 1, deedMs: 3_000 }
    : { clients: 20, stormMs: 3_000, scale: 0.2, deedMs: 200 };
const limits = {
  ...{ eventsBurst: 300, silenceMs: isWhole ? 20_000 : 4_000 },
  // A process that lost a session to another one learns of it when it wants to store it.
  detachedMs: isWhole ? 20_000 : 5_000,
};
const kills = isWhole ? 10 : 1;
const pauseMs = paceOf(1).stormMs / (kills + 1);

describe("chaos of processes", function () {
  this.timeout(0);

  /** Ends one process after the other; each comes back on its port. */
  const ending = (fleet: () => Fleet, signal: "SIGKILL" | "SIGTERM", processes: number) =>
    async function trouble(): Promise<void> {
      for (let at = 0; at < kills; at += 1) {
        await until(() => false, pauseMs);
        await fleet().end(at % processes, signal);
        await fleet().startOne(at % processes);
      }
      expect(fleet().kills).to.equal(kills);
    };

  it("reports what a kill has lost where nothing is stored, and goes on with fresh mounts", () => {
    let fleet: Fleet;
    const start = async () => {
      fleet = await new Fleet({ processes: 1, redisUrl: "", limits }).start();
      return fleet;
    };
    const expects = { losesSessions: true, repeatsRuns: false, hearsAll: false };
    const trouble = ending(() => fleet, "SIGKILL", 1);
    return survives(start, { ...paceOf(1), trouble, expects });
  });

  describe("with a shared store", () => {
    const redis = useRedis();

    // In short, and without a network: test/session/owners.test.tsx and overtaken.test.tsx.
    if (isWhole) {
      it("loses nothing to one of 3 that stops for a while, and wakes up with sessions that others have", () => {
        let fleet: Fleet;
        const start = async () => {
          fleet = await new Fleet({ processes: 3, redisUrl: redis.url(), limits }).start();
          return fleet;
        };
        const trouble = async () => {
          for (let at = 0; at < kills; at += 1) {
            await until(() => false, pauseMs);
            await fleet.pause(at % 3, 7_000);
          }
        };
        const expects = { ...strict, repeatsRuns: true, hearsAll: false };
        return survives(start, { ...paceOf(3), trouble, expects });
      });
    }

    for (const signal of ["SIGKILL", "SIGTERM"] as const) {
      for (const processes of isWhole ? [1, 3] : [3]) {
        it(`loses nothing to ${signal} of one of ${processes}`, () => {
          let fleet: Fleet;
          const start = async () => {
            fleet = await new Fleet({ processes, redisUrl: redis.url(), limits }).start();
            return fleet;
          };
          // A handler that was running runs again, and its events count once all the same.
          const expects = { ...strict, repeatsRuns: true, hearsAll: false };
          const trouble = ending(() => fleet, signal, processes);
          return survives(start, { ...paceOf(processes), trouble, expects });
        });
      }
    }
  });
});
