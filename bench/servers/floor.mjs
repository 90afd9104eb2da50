// The floor under every number: bare Express for the pages and a bare ws echo for the frames.
import express from "express";
import { WebSocketServer } from "ws";
import { serveControl } from "./control.mjs";
import { makeItems } from "./items.mjs";

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escapeText = (text) => String(text).replace(/[&<>]/g, (character) => escapes[character]);

const page = (body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Floor</title></head><body>${body}</body></html>`;

const row = ({ id, name, price, stock }) =>
  `<tr${stock < 10 ? ' class="low"' : ""}><td>${id}</td><td>${escapeText(name)}</td><td>${escapeText(price)}</td><td>${stock}</td></tr>`;

const app = express();
app.get("/counter", (_request, response) => {
  response.send(page("<div>Counter: 0 <button>+</button></div>"));
});
/** The items of the newest page: its socket keeps them, as a view's state would be kept. */
let newest = [];
app.get("/table", (_request, response) => {
  newest = makeItems();
  response.send(page(`<table><tbody>${newest.map(row).join("")}</tbody></table>`));
});
app.get("/score", (_request, response) => {
  response.send(page("<p>Score: <b>0</b></p>"));
});

const server = app.listen(0, "127.0.0.1", () => {
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => {
    socket.on("message", (data) => {
      if (newest.length > 0) {
        socket.items = newest;
        newest = [];
      }
      socket.send(data, { binary: false });
    });
  });
  serveControl(server.address().port, {
    broadcast(home) {
      const frame = JSON.stringify([1, 1, home]);
      for (const socket of sockets.clients) socket.send(frame);
    },
  });
});
