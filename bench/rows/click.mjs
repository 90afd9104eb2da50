// A click on a counter: 200 connections, each sends its next click when the last one is answered.
import { dialects } from "../load/dialects.mjs";
import { visitMany } from "../load/visit.mjs";
import { withServers } from "../process.mjs";
import { cpuPer, inTurns, mapValues } from "./measure.mjs";

const connections = 200;

const during = (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs));

/** Starts the loop of one connection; `stop` ends it and resolves with its number of clicks. */
function clickOn({ socket, speaker }, clickAnswered) {
  let clicks = 1;
  let isOver = false;
  let whenIdle = () => {};
  socket.onFrame = () => {
    clickAnswered();
    if (isOver) {
      whenIdle();
      return;
    }
    clicks += 1;
    socket.send(speaker.click());
  };
  socket.onClose = (why) => {
    throw new Error(`the server closed a socket under clicks: ${why}`);
  };
  socket.send(speaker.click());
  return {
    stop: () =>
      new Promise((resolve) => {
        isOver = true;
        socket.onClose = () => {};
        whenIdle = () => resolve(clicks);
      }),
  };
}

/** A server that answers without counting would be fast: the last answer has to show every click. */
async function assertCounted(server, { socket, speaker }, clicks) {
  const reply = await socket.ask(speaker.click());
  if (dialects[server.name].shows(reply, clicks + 1)) return;
  throw new Error(`expected ${clicks + 1} in the answer of ${server.name}, got ${reply}`);
}

async function measureClicks(server, { warmMs, measuredMs }) {
  const visitors = await visitMany(server, "/counter", connections);
  let answered = 0;
  const clickAnswered = () => {
    answered += 1;
  };
  const loops = visitors.map((visitor) => clickOn(visitor, clickAnswered));
  await during(warmMs);
  const cpu = await cpuPer(server, async () => {
    const before = answered;
    await during(measuredMs);
    return answered - before;
  });
  const clicks = await Promise.all(loops.map((loop) => loop.stop()));
  for (const [index, visitor] of visitors.entries()) {
    await assertCounted(server, visitor, clicks[index]);
    visitor.socket.close();
  }
  return cpu;
}

export const measureClickRows = ({ names, isQuick }) =>
  withServers(names, async (servers) => {
    const times = isQuick ? { warmMs: 800, measuredMs: 700 } : { warmMs: 1000, measuredMs: 2000 };
    const cpu = await inTurns(servers, isQuick ? 1 : 3, (server) => measureClicks(server, times));
    return [
      { id: "click", unit: "µs", values: cpu },
      { id: "click-rate", unit: "/s", values: mapValues(cpu, (each) => 1e6 / each) },
    ];
  });
