// A Redis for the tests: found on the machine, or installed, and started on a port of its own for one test run.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { findOnPath } from "./find-browser.mjs";
import { packageCommands } from "./package-commands.mjs";

/** Answers the path of a Redis server's program, or null. A REDIS_SERVER that is set is not doubted. */
export function findRedis(env = process.env, platform = process.platform) {
  return env.REDIS_SERVER || findOnPath(["redis-server", "valkey-server"], env, platform);
}

/** The commands that install one, or null. */
export function redisCommands(machine) {
  const [apt, dnf, apk, pacman] = ["redis-server", "redis", "redis", "valkey"];
  return packageCommands(machine, { apt, dnf, apk, pacman, brew: ["redis"] });
}

/** One server that writes nothing to disk but its socket's folder, and dies with the test run. */
export class RedisServer {
  #program;
  #folder = mkdtempSync(join(tmpdir(), "slotwire-redis-"));
  #child = null;
  #guard = null;
  port = 0;

  constructor(program) {
    this.#program = program;
  }

  /** Starts it and waits until it answers. The port stays the same over restarts. */
  static async start(program = findRedis()) {
    const server = new RedisServer(program);
    // A port that looks free may be taken by the time that Redis asks for it.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      // Below the ports that the system gives to connections: a killed server must find its own again.
      server.port = 20_000 + Math.floor(Math.random() * 12_000);
      if ((await isFree(server.port)) && (await server.#run())) return server;
    }
    throw new Error(`${program} did not start`);
  }

  async restart() {
    if (!(await this.#run())) throw new Error(`Redis did not start again on port ${this.port}`);
  }

  /** Ends it as a crash does. */
  async kill() {
    await this.#end("SIGKILL");
  }

  /** Keeps it from answering, with its connections open. */
  pause() {
    this.#child?.kill("SIGSTOP");
  }

  resume() {
    this.#child?.kill("SIGCONT");
  }

  async stop() {
    await this.#end("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run() {
    const options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    const args = ["--port", String(this.port), "--dir", this.#folder, ...options];
    const child = spawn(this.#program, args, { stdio: "ignore" });
    const ended = once(child, "exit").catch(() => {});
    this.#child = child;
    // Its input ends when this process does, however that happens, and then so does the server.
    const guard = ["-c", `read _; kill -9 ${child.pid}`];
    this.#guard = spawn("sh", guard, { stdio: ["pipe", "ignore", "ignore"] });
    const isUp = await Promise.race([this.#answers(), ended.then(() => false)]);
    if (!isUp) await this.#end("SIGKILL");
    return isUp;
  }

  async #end(signal) {
    const child = this.#child;
    this.#child = null;
    this.#guard?.kill("SIGKILL");
    this.#guard = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  async #answers() {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await isOpen(this.port)) return true;
      await wait(20);
    }
    return false;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** Whether a Redis answers there. */
function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("PING\r\n"));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once("data", (data) => {
      resolve(String(data).startsWith("+PONG"));
      socket.destroy();
    });
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
  });
}
