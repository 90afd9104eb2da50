// An existing Express app with live pages added: the lines of the guide, nothing else of the library.
import express from "express";
import { createLive } from "slotwire";
import { Counter } from "./views/counter.js";
import { List } from "./views/list.js";
import { Match } from "./views/match.js";

export const app = express();
export const live = createLive({ secret: process.env.LIVE_SECRET });

app.use(live); // client script and upload endpoint, under /live
app.get("/counter", live.page(Counter)); // an ordinary handler: any middleware may stand before it
app.get("/list", live.page(List));
app.all("/match", live.page(Match));

export function start(port: number) {
  return live.attach(app.listen(port)); // WebSocket upgrades on /live/socket; others are left alone
}
