// Makes sure that the tests have a Redis and a NATS server: found, else installed by the platform's own means.
import { commandsHere, install } from "./machine.mjs";
import { findNats, natsCommands } from "./nats.mjs";
import { findRedis, redisCommands } from "./redis.mjs";

const servers = [
  {
    name: "Redis",
    find: findRedis,
    commands: redisCommands,
    variable: "REDIS_SERVER=/path/to/redis-server",
  },
  {
    name: "NATS",
    find: findNats,
    commands: natsCommands,
    variable: "NATS_SERVER=/path/to/nats-server",
  },
];

function help({ name, commands, variable }) {
  const here = commandsHere(commands);
  const advice =
    here === null ? "" : `\n  Install one:  ${here.map((words) => words.join(" ")).join(" && ")}`;
  return `The tests of slotwire/${name.toLowerCase()} need a ${name} server, and none was found.${advice}
  Or say where it is:  ${variable} npm test`;
}

for (const server of servers) {
  if (server.find() === null) await install(`a ${server.name} server`, server.commands);
  if (server.find() !== null) continue;
  console.error(help(server));
  // Where somebody works on something else, those tests are skipped; where changes are taken, never.
  if (process.env.CI) process.exitCode = 1;
}
