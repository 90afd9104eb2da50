// A NATS server for the tests: found on the machine, or installed.
import { delimiter } from "node:path";
import { findOnPath } from "./find-browser.mjs";
import { packageCommands } from "./package-commands.mjs";
import { TestServer } from "./test-server.mjs";

/** Answers the path of the server's program, or null. A NATS_SERVER that is set is not doubted. */
export function findNats(env = process.env, platform = process.platform) {
  // Debian puts it where only root's PATH looks.
  const PATH = [env.PATH ?? "", "/usr/sbin"].join(delimiter);
  return env.NATS_SERVER || findOnPath(["nats-server"], { ...env, PATH }, platform);
}

/** The commands that install one, or null. */
export function natsCommands(machine) {
  const name = "nats-server";
  return packageCommands(machine, { apt: name, dnf: name, apk: name, pacman: name, brew: [name] });
}

/** With JetStream in its folder, which a restart finds again; `more` are further arguments at each start. */
export function startNats(program = findNats(), more = () => []) {
  const options = (folder) => ["-a", "127.0.0.1", "-js", "-sd", folder, ...more(folder)];
  return TestServer.start({
    program,
    argumentsOf: (port, folder) => ["-p", String(port), ...options(folder)],
    ask: "",
    answer: "INFO ",
  });
}
