// The Redis of the tests: where it is looked for, how it is installed, that it ends.
import { expect } from "chai";
import { findRedis, redisCommands } from "../../scripts/redis.mjs";

function commandsOf(program: string, platform: NodeJS.Platform = "linux"): string[] | null {
  const machine = { platform, has: (name: string) => name === program, prefix: ["sudo", "-n"] };
  return redisCommands(machine)?.map((words) => words.join(" ")) ?? null;
}

describe("the Redis server of the tests", () => {
  it("is the one that is named, whatever else there is", () => {
    expect(findRedis({ REDIS_SERVER: "/opt/redis" }, "linux")).to.equal("/opt/redis");
    expect(findRedis({ PATH: "" }, "linux")).to.equal(null);
  });

  it("is installed by the package manager of the machine", () => {
    expect(commandsOf("apt-get")).to.deep.equal([
      "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get update",
      "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends redis-server",
    ]);
    expect(commandsOf("dnf")).to.deep.equal(["sudo -n dnf install -y redis"]);
    expect(commandsOf("apk")).to.deep.equal(["sudo -n apk add redis"]);
    expect(commandsOf("pacman")).to.deep.equal(["sudo -n pacman -S --noconfirm valkey"]);
    expect(commandsOf("brew", "darwin")).to.deep.equal(["brew install redis"]);
    expect(commandsOf("none")).to.equal(null);
  });
});
