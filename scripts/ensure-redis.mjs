// Makes sure that the tests have a Redis server: found, else installed by the platform's own means.
import { commandsHere, install } from "./machine.mjs";
import { findRedis, redisCommands } from "./redis.mjs";

function help() {
  const commands = commandsHere(redisCommands);
  const advice =
    commands === null
      ? "Install one (https://redis.io/docs/latest/operate/oss_and_stack/install/)"
      : `Install one:  ${commands.map((words) => words.join(" ")).join(" && ")}`;
  return `The tests of slotwire/redis need a Redis server, and none was found.
  ${advice}
  Or say where it is:  REDIS_SERVER=/path/to/redis-server npm test`;
}

if (findRedis() === null) await install("a Redis server", redisCommands);
if (findRedis() === null) {
  console.error(help());
  // Where somebody works on something else, those tests are skipped; where changes are taken, never.
  if (process.env.CI) process.exitCode = 1;
}
