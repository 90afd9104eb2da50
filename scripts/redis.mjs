// A Redis for the tests: found on the machine, or installed.
import { findOnPath } from "./find-browser.mjs";
import { packageCommands } from "./package-commands.mjs";
import { TestServer } from "./test-server.mjs";

/** Answers the path of a Redis server's program, or null. A REDIS_SERVER that is set is not doubted. */
export function findRedis(env = process.env, platform = process.platform) {
  return env.REDIS_SERVER || findOnPath(["redis-server", "valkey-server"], env, platform);
}

/** The commands that install one, or null. */
export function redisCommands(machine) {
  const [apt, dnf, apk, pacman] = ["redis-server", "redis", "redis", "valkey"];
  return packageCommands(machine, { apt, dnf, apk, pacman, brew: ["redis"] });
}

/** Writes nothing to disk. */
export function startRedis(program = findRedis()) {
  const options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  return TestServer.start({
    program,
    argumentsOf: (port, folder) => ["--port", String(port), "--dir", folder, ...options],
    ask: "PING\r\n",
    answer: "+PONG",
  });
}
