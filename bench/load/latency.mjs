// A TCP proxy that keeps every piece of data for a while, in order: a network with a round trip of its own.
import { connect, createServer } from "node:net";

function passSlowly(from, to, delayMs) {
  const waiting = [];
  // One timer at a time, so that nothing overtakes what came before it.
  const passNext = () => {
    const [first] = waiting;
    if (first === undefined) return;
    const leftMs = first.dueMs - performance.now();
    if (leftMs > 0) {
      setTimeout(passNext, leftMs);
      return;
    }
    waiting.shift();
    if (to.writable) to.write(first.piece);
    passNext();
  };
  from.setNoDelay(true);
  from.on("data", (piece) => {
    waiting.push({ piece, dueMs: performance.now() + delayMs });
    if (waiting.length === 1) passNext();
  });
  from.on("error", () => to.destroy());
  from.on("close", () => to.destroy());
}

/** Resolves to `{ url, close }`; half of the round trip each way. */
export function startLatency(targetPort, roundTripMs) {
  const sockets = new Set();
  const proxy = createServer((browser) => {
    const server = connect(targetPort, "127.0.0.1");
    for (const socket of [browser, server]) sockets.add(socket);
    passSlowly(browser, server, roundTripMs / 2);
    passSlowly(server, browser, roundTripMs / 2);
  });
  return new Promise((resolve) => {
    proxy.listen(0, "127.0.0.1", () => {
      resolve({
        url: `http://127.0.0.1:${proxy.address().port}`,
        close() {
          for (const socket of sockets) socket.destroy();
          proxy.close();
        },
      });
    });
  });
}
