// One visitor: the GET, the upgrade with its cookie, the join and its answer.
import { dialects } from "./dialects.mjs";
import { get } from "./get.mjs";
import { LoadSocket } from "./socket.mjs";

/** Resolves when the join is answered: `{ socket, speaker, html, reply }`. */
export async function visit(server, path) {
  const { port } = server;
  const dialect = dialects[server.name];
  const origin = `http://127.0.0.1:${port}`;
  const { html, cookie } = await get(port, path);
  const speaker = dialect.createSpeaker({ html, url: origin + path });
  const headers = cookie === "" ? { Origin: origin } : { Origin: origin, Cookie: cookie };
  const socket = await LoadSocket.open({ port, path: dialect.socketPath, headers });
  const reply = await socket.ask(speaker.join);
  if (!dialect.isJoined(reply)) throw new Error(`${server.name} answered the join: ${reply}`);
  return { socket, speaker, html, reply };
}

/** What a visitor needs to come back: how to open a socket, and what to say. */
export async function createReturner(server, path) {
  const { port } = server;
  const dialect = dialects[server.name];
  const origin = `http://127.0.0.1:${port}`;
  const { html, cookie } = await get(port, path);
  const speaker = dialect.createSpeaker({ html, url: origin + path });
  const headers = cookie === "" ? { Origin: origin } : { Origin: origin, Cookie: cookie };
  const join = async (frame) => {
    const socket = await LoadSocket.open({ port, path: dialect.socketPath, headers });
    const reply = await socket.ask(frame);
    if (!dialect.isJoined(reply)) throw new Error(`${server.name} answered the join: ${reply}`);
    return socket;
  };
  const first = await join(speaker.join);
  first.cut();
  return async () => (await join(speaker.comeBack)).cut();
}

/** Runs `task(index)` `count` times, `width` at once. */
export async function inParallel(count, width, task) {
  const results = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      results[index] = await task(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, work));
  return results;
}

export const visitMany = (server, path, count, width = 8) =>
  inParallel(count, width, () => visit(server, path));
