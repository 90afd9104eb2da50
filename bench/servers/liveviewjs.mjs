// LiveViewJS behind Express as its README wires it, with the same three views as the Slotwire server.
import "./offline.mjs";
import { NodeExpressLiveViewServer } from "@liveviewjs/express";
import express from "express";
import session from "express-session";
import { createLiveView, html, SingleProcessPubSub, safe } from "liveviewjs";
import { WebSocketServer } from "ws";
import { serveControl } from "./control.mjs";
import { changed, makeItems, randomPrice } from "./items.mjs";
import { paced, renders } from "./pace.mjs";

const createCounter = (render) =>
  createLiveView({
    mount: (socket) => {
      socket.assign({ count: 0, label: "Counter" });
    },
    handleEvent: (event, socket) => {
      const by = event.type === "add" ? Number(event.by) : 1;
      socket.assign({ count: socket.context.count + by });
    },
    render,
  });

const counter = createCounter(
  ({ label, count }) =>
    html`<div>${label}: ${count} <button phx-click="increment">+</button></div>`,
);

const bound = createCounter(
  ({ label, count }) =>
    html`<div>${label}: ${count} <button phx-click="add" phx-value-by="5">+5</button></div>`,
);

const row = ({ id, name, price, stock }) =>
  html`<tr class="${stock < 10 ? "low" : ""}"><td>${id}</td><td>${name}</td><td>${price}</td><td>${stock}</td></tr>`;

/** Each table has a topic of its own, so that a tick goes to the newest one alone. */
let tables = 0;

const table = createLiveView({
  mount: async (socket) => {
    socket.assign({ items: makeItems() });
    if (!socket.connected) return;
    tables += 1;
    await socket.subscribe(`tick:${tables}`);
  },
  handleInfo: (tick, socket) => {
    socket.assign({ items: changed(socket.context.items, tick) });
  },
  render: ({ items }) => {
    renders.count += 1;
    return html`<table><tbody>${items.map(row)}</tbody></table>`;
  },
});

const score = createLiveView({
  mount: async (socket) => {
    socket.assign({ home: 0 });
    if (socket.connected) await socket.subscribe("score");
  },
  handleInfo: ({ home }, socket) => {
    socket.assign({ home });
  },
  render: ({ home }) => html`<p>Score: <b>${home}</b></p>`,
});

const document = (_title, csrfToken, content) => html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="csrf-token" content="${csrfToken}"><title>Peer</title><script defer src="/client.js"></script></head><body>${safe(content)}</body></html>`;

const pubSub = new SingleProcessPubSub();
const live = new NodeExpressLiveViewServer(
  { "/counter": counter, "/bound": bound, "/table": table, "/score": score },
  document,
  { title: "Peer" },
  { serDeSigningSecret: "a secret of the bench, thirty-two bytes", pubSub },
);

/** Phoenix's client, which the bench bundles and hands over. */
let client = "";

const app = express();
app.get("/client.js", (_request, response) => {
  response.type("text/javascript").send(client);
});
// As LiveViewJS' own example servers set it up: it reads `request.session`, and so its visitors have a
// cookie too.
app.use(
  session({
    secret: "a secret of the bench, thirty-two bytes",
    resave: false,
    rolling: true,
    saveUninitialized: true,
    store: new session.MemoryStore(),
  }),
);
app.use(live.httpMiddleware());

const server = app.listen(0, "127.0.0.1", async () => {
  const sockets = new WebSocketServer({ server });
  (await live.wsMiddleware())(sockets);
  const tick = (message) => pubSub.broadcast(`tick:${tables}`, { type: "tick", ...message });
  serveControl(server.address().port, {
    ticks: ({ kind, count }) =>
      paced(count, (i) => tick({ kind, index: (i * 37) % 1000, price: randomPrice() })),
    burst: (list) => paced(list.length, (i) => tick(list[i])),
    tick,
    client: (text) => {
      client = text;
    },
    broadcast: (home) => pubSub.broadcast("score", { type: "score", home }),
  });
});
