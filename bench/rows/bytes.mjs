// The bytes of each page and frame of one scripted visit; the frames are kept in the results.
import { visit } from "../load/visit.mjs";
import { withServers } from "../process.mjs";

const sizeOf = (text) => Buffer.byteLength(text);

async function recordCounter(server, record) {
  const { socket, speaker, html, reply } = await visit(server, "/counter");
  record("html-counter", html);
  record("join-up", speaker.join);
  record("join-down", reply);
  for (const name of ["click-first", "click"]) {
    const click = speaker.click();
    record(`${name}-up`, click);
    record(`${name}-down`, await socket.ask(click));
  }
  socket.close();

  const bound = await visit(server, "/bound");
  await bound.socket.ask(bound.speaker.boundClick());
  const click = bound.speaker.boundClick();
  record("click-bound-up", click);
  record("click-bound-down", await bound.socket.ask(click));
  bound.socket.close();
}

async function recordTable(server, record) {
  const { socket, html, reply } = await visit(server, "/table");
  record("html-table", html);
  record("join-table-down", reply);
  const ticked = async (name, tick) => {
    const frame = socket.next();
    await server.call("tick", tick);
    record(name, await frame);
  };
  await ticked("cell-first", { kind: "one", index: 500, price: "12.34" });
  await ticked("cell", { kind: "one", index: 500, price: "12.35" });
  await ticked("cell-next-row", { kind: "one", index: 501, price: "12.36" });
  await ticked("move-first", { kind: "move", from: 700, to: 10 });
  await ticked("move", { kind: "move", from: 300, to: 20 });
  await ticked("shift-first", { kind: "shift" });
  await ticked("shift", { kind: "shift" });
  await ticked("prices-first", { kind: "all" });
  await ticked("prices", { kind: "all" });
  socket.close();
}

async function recordScore(server, record) {
  const { socket } = await visit(server, "/score");
  for (const [name, home] of [
    ["broadcast-first", 1],
    ["broadcast", 2],
  ]) {
    const frame = socket.next();
    await server.call("broadcast", home);
    record(`bytes-${name}`, await frame);
  }
  socket.close();
}

const recorded = {
  slotwire: [recordCounter, recordTable, recordScore],
  runtime: [recordTable],
  liveviewjs: [recordCounter, recordTable, recordScore],
};

export async function measureByteRows({ names }) {
  const rows = new Map();
  const compared = names.filter((name) => recorded[name] !== undefined);
  await withServers(compared, async (servers) => {
    for (const server of servers) {
      const record = (name, text) => {
        const id = name.startsWith("bytes-") ? name : `bytes-${name}`;
        const row = rows.get(id) ?? { id, unit: "B", values: {}, samples: {} };
        row.values[server.name] = sizeOf(text);
        row.samples[server.name] = text.slice(0, 300);
        rows.set(id, row);
      };
      for (const recordPage of recorded[server.name]) await recordPage(server, record);
    }
  });
  return [...rows.values()];
}
