// Starts a server on core 0 and talks with it over IPC; the bench and its load run on core 1.
import { execFileSync, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const serverCore = 0;
const loadCore = 1;

function hasTaskset() {
  try {
    execFileSync("taskset", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export const isPinned = availableParallelism() > 1 && hasTaskset();

/** Moves the bench itself, and what it starts from now on, to the core of the load. */
export function pinLoad() {
  if (!isPinned) return;
  execFileSync("taskset", ["-acp", String(loadCore), String(process.pid)], { stdio: "ignore" });
}

/** What has to stand before a program's name for it to run on the server's core. */
const serverPrefix = isPinned ? ["taskset", "-c", String(serverCore)] : [];

const precompiled = ["--import", "slotwire/register", "--import", "tsx"];
const slotwireFile = "bench/servers/slotwire.tsx";

const programs = {
  slotwire: [...precompiled, slotwireFile],
  runtime: ["--import", "tsx", slotwireFile],
  liveviewjs: ["bench/servers/liveviewjs.mjs"],
  floor: ["bench/servers/floor.mjs"],
  navigation: [...precompiled, "bench/servers/navigation.tsx"],
  beside: [...precompiled, slotwireFile],
};

/** Another checkout of Slotwire, built and with its own node_modules: what `beside` runs. */
let besideFolder = root;

export function setBeside(folder) {
  besideFolder = folder;
}

/** A server: `call(command, argument)` asks it, `stop()` ends it. */
class ServerProcess {
  port = 0;
  #child;
  #waiting = new Map();
  #nextId = 1;

  constructor(name, child) {
    this.name = name;
    this.#child = child;
  }

  answered({ id, result, error }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(`${this.name}: ${error}`));
  }

  exited(code) {
    for (const { reject } of this.#waiting.values()) {
      reject(new Error(`${this.name} ended with ${code}`));
    }
  }

  call(command, argument) {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, command, argument });
    });
  }

  stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#child.once("exit", resolve);
      this.#child.kill("SIGKILL");
    });
  }
}

/** Runs Node on the server's core. `args` are its arguments; the working folder is the repository. */
export function spawnNode(args, stdio, cwd = root) {
  const [program, ...rest] = [...serverPrefix, process.execPath, ...args];
  return spawn(program, rest, {
    cwd,
    env: { ...process.env, NODE_ENV: "production" },
    stdio,
  });
}

export function startServer(name) {
  const child = spawnNode(
    ["--expose-gc", ...programs[name]],
    ["ignore", "inherit", "inherit", "ipc"],
    name === "beside" ? besideFolder : root,
  );
  const server = new ServerProcess(name, child);
  return new Promise((resolve, reject) => {
    child.on("exit", (code) => {
      server.exited(code);
      reject(new Error(`${name} ended with ${code} before it listened`));
    });
    child.on("message", (message) => {
      if (message.port === undefined) {
        server.answered(message);
        return;
      }
      server.port = message.port;
      resolve(server);
    });
  });
}

/** Starts the named servers, runs `task(servers)` and stops them, whatever happened. */
export async function withServers(names, task) {
  const servers = [];
  try {
    for (const name of names) servers.push(await startServer(name));
    return await task(servers);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}
