// A server for the tests: started on a port of its own for one test run, killed, and started again.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/**
 * One server in a folder of its own. `argumentsOf(port, folder)` starts it; when it is up it answers
 * `ask` ("" for one that speaks first) with a text that begins with `answer`.
 */
export class TestServer {
  #kind;
  #folder = mkdtempSync(join(tmpdir(), "slotwire-server-"));
  #child = null;
  #guard = null;
  port = 0;

  constructor(kind) {
    this.#kind = kind;
  }

  /** Starts it and waits until it answers. The port stays the same over restarts. */
  static async start(kind) {
    const server = new TestServer(kind);
    // A port that looks free may be taken by the time that Redis asks for it.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      // Below the ports that the system gives to connections: a killed server must find its own again.
      server.port = 20_000 + Math.floor(Math.random() * 12_000);
      if ((await isFree(server.port)) && (await server.#run())) return server;
    }
    throw new Error(`${kind.program} did not start`);
  }

  async restart() {
    if (!(await this.#run()))
      throw new Error(`${this.#kind.program} did not start again on port ${this.port}`);
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
    const { program, argumentsOf } = this.#kind;
    const child = spawn(program, argumentsOf(this.port, this.#folder), { stdio: "ignore" });
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
      if (await isUp(this.port, this.#kind)) return true;
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

/** Whether the server answers there. */
function isUp(port, { ask, answer }) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(ask));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once("data", (data) => {
      resolve(String(data).startsWith(answer));
      socket.destroy();
    });
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
  });
}
