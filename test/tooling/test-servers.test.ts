// The servers of the tests: where they are looked for, how they are installed.
import { expect } from "chai";
import { findNats, natsCommands } from "../../scripts/nats.mjs";
import type { PackageMachine } from "../../scripts/package-commands.mjs";
import { findRedis, redisCommands } from "../../scripts/redis.mjs";

type Commands = (machine: PackageMachine) => string[][] | null;

function lastOf(commands: Commands, program: string, platform: NodeJS.Platform = "linux") {
  const machine = { platform, has: (name: string) => name === program, prefix: ["sudo", "-n"] };
  return commands(machine)?.at(-1)?.join(" ") ?? null;
}

describe("the servers of the tests", () => {
  it("are those that are named, whatever else there is", () => {
    expect(findRedis({ REDIS_SERVER: "/opt/redis" }, "linux")).to.equal("/opt/redis");
    expect(findRedis({ PATH: "" }, "linux")).to.equal(null);
    expect(findNats({ NATS_SERVER: "/opt/nats" }, "linux")).to.equal("/opt/nats");
  });

  it("are installed by the package manager of the machine", () => {
    const apt =
      "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends";
    expect(lastOf(redisCommands, "apt-get")).to.equal(`${apt} redis-server`);
    expect(lastOf(redisCommands, "dnf")).to.equal("sudo -n dnf install -y redis");
    expect(lastOf(redisCommands, "apk")).to.equal("sudo -n apk add redis");
    expect(lastOf(redisCommands, "pacman")).to.equal("sudo -n pacman -S --noconfirm valkey");
    expect(lastOf(redisCommands, "brew", "darwin")).to.equal("brew install redis");
    expect(lastOf(natsCommands, "apt-get")).to.equal(`${apt} nats-server`);
    expect(lastOf(natsCommands, "brew", "darwin")).to.equal("brew install nats-server");
    expect(lastOf(natsCommands, "none")).to.equal(null);
  });
});
