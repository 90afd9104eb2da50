// One process of the chaos suite's fleet: the same page as in the suite's own process, and a ledger in a file.
import { appendFileSync } from "node:fs";
import express from "express";
import { createLive } from "slotwire";
import { redis } from "slotwire/redis";
import { remainsOf } from "./backend.js";
import { createChaosView, news } from "./view.js";

/** What the suite says: the number of the news, and whether this process is to tell everybody. */
interface Order {
  readonly news?: number;
  readonly publish?: boolean;
  readonly remains?: number;
}

const { CHAOS_PORT = "0", CHAOS_REDIS = "", CHAOS_LEDGER = "", CHAOS_LIMITS = "{}" } = process.env;
const write = (line: string) => appendFileSync(CHAOS_LEDGER, `${line}\n`);
const ledger = {
  news: Number(process.env.CHAOS_NEWS ?? 0),
  mounted: () => write("mount"),
  ran: (id: string) => write(id),
};
const shared =
  CHAOS_REDIS === "" ? {} : { ...redis({ url: CHAOS_REDIS }), durability: "event" as const };
const live = createLive({
  secret: "0123456789abcdef0123456789abcdef",
  limits: JSON.parse(CHAOS_LIMITS),
  onError: () => {},
  ...shared,
});
const app = express()
  .use(live)
  .get("/", live.page(createChaosView(ledger)));
const server = live.attach(app.listen(Number(CHAOS_PORT), "127.0.0.1"));
server.once("listening", () => process.send?.({ address: server.address() }));

process.on("message", (order: Order) => {
  if (order.news !== undefined) {
    ledger.news = order.news;
    if (order.publish) live.publish(news, order.news);
  }
  if (order.remains !== undefined) {
    process.send?.({ answer: order.remains, remains: remainsOf(live.stats()) });
  }
});
process.once("SIGTERM", async () => {
  server.close(() => process.exit(0));
  await live.close({ timeoutMs: 3_000 });
  server.closeAllConnections();
});
// Whoever killed the suite has no use for its servers.
process.once("disconnect", () => process.exit(1));
