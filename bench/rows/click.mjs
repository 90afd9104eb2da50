// A click on a counter: 200 connections, each sends its next click when the last one is answered.
import { visitMany } from "../load/visit.mjs";
import { withServers } from "../process.mjs";
import { cpuPer, inTurns, mapValues } from "./measure.mjs";

const connections = 200;

const during = (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs));

async function measureClicks(server, { warmMs, measuredMs }) {
  const visitors = await visitMany(server, "/counter", connections);
  let count = 0;
  let isOver = false;
  for (const { socket, speaker } of visitors) {
    socket.onFrame = () => {
      count += 1;
      if (!isOver) socket.send(speaker.click());
    };
    socket.onClose = () => {
      throw new Error(`${server.name} closed a socket under clicks`);
    };
    socket.send(speaker.click());
  }
  await during(warmMs);
  const cpu = await cpuPer(server, async () => {
    const before = count;
    await during(measuredMs);
    return count - before;
  });
  isOver = true;
  for (const { socket } of visitors) socket.close();
  return cpu;
}

export const measureClickRows = ({ names, isQuick }) =>
  withServers(names, async (servers) => {
    const times = isQuick ? { warmMs: 300, measuredMs: 700 } : { warmMs: 1000, measuredMs: 2000 };
    const cpu = await inTurns(servers, isQuick ? 1 : 3, (server) => measureClicks(server, times));
    return [
      { id: "click", unit: "µs", values: cpu },
      { id: "click-rate", unit: "/s", values: mapValues(cpu, (each) => 1e6 / each) },
    ];
  });
