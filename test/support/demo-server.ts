// The demos as a user starts them: a process of its own, from the first line to SIGTERM.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface DemoServer {
  readonly url: string;
  /** Sends SIGTERM and answers with the exit code. */
  stop(): Promise<number | null>;
}

export async function startDemos(env: Readonly<Record<string, string>> = {}): Promise<DemoServer> {
  const flags = ["--conditions=slotwire-src", "--import", "tsx"];
  const child = spawn(process.execPath, [...flags, "views/server.ts"], {
    env: { ...process.env, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const url = await Promise.race([
    addressOf(child),
    exited.then(([code]) => {
      throw new Error(`the demos ended with code ${code}`);
    }),
  ]);
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      const [code] = await exited;
      return code as number | null;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    child.stdout?.on("data", (chunk) => {
      text += String(chunk);
      const found = /^Slotwire demos: (http:\S+)$/m.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
}
