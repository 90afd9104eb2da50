// The demos: an ordinary Express app with a page for each, and a whole shop.
import { createServer } from "node:http";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type Request } from "express";
import { createLive } from "slotwire";
import { Chart } from "./chart.js";
import { Clock } from "./clock.js";
import { Counter } from "./counter.js";
import { Dialogs } from "./dialogs.js";
import { Index } from "./index.js";
import { Kanban } from "./kanban.js";
import { AppLayout } from "./layout.js";
import { Like } from "./like.js";
import { Prices } from "./prices.js";
import { Search } from "./search.js";
import { Shared } from "./shared.js";
import { createShop } from "./shop/router.js";
import { Signup } from "./signup.js";
import { knowVisitor } from "./todo-lists.js";
import { Todos } from "./todos.js";

const app = express();
const server = createServer(app);
const folder = fileURLToPath(new URL("../public", import.meta.url));
const live = createLive({
  assets: { folder },
  layout: AppLayout,
  // Of the shop, the only part that has sessions: who logs out leaves in all tabs of that browser.
  key: ({ sessionID }: Request) => sessionID,
  secret: process.env.LIVE_SECRET,
  session: ({ res }: Request) => ({ visitor: res?.locals.visitor }),
});

app.disable("x-powered-by");
app.use((_request, response, next) => {
  // Nothing on these pages is inline: one script, one stylesheet, one socket, all from here.
  response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
  response.setHeader("X-Content-Type-Options", "nosniff");
  next();
});
// First, so that it can say how long a file with a hash in its URL may be kept.
app.use(live);
app.use(express.static(folder));
// The library of the chart demo, as npm has installed it.
app.use("/vendor/uplot", express.static(dirname(fileURLToPath(import.meta.resolve("uplot")))));
app.get("/", live.page(Index));
app.get("/counter", live.page(Counter));
app.get("/clock", live.page(Clock));
// `all`: their forms work without JavaScript, too.
app.all("/todos", knowVisitor, live.page(Todos));
app.get("/prices", live.page(Prices));
app.get("/shared", live.page(Shared));
app.all("/kanban", live.page(Kanban));
app.get("/chart", live.page(Chart));
app.get("/search", live.page(Search));
app.all("/signup", live.page(Signup));
app.get("/dialogs", live.page(Dialogs));
app.get("/like", live.page(Like));
app.use("/shop", createShop(live));
live.attach(server);

const port = Number(process.env.PORT ?? 3000);
server.once("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EADDRINUSE") throw error;
  process.stderr.write(`Port ${port} is in use; the variable PORT chooses another one.\n`);
  process.exit(1);
});
server.listen(port, () => {
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  process.stdout.write(`Slotwire demos: http://localhost:${actual}\n`);
});

async function stop(): Promise<void> {
  server.close();
  await live.close();
  server.closeAllConnections();
}

process.once("SIGTERM", stop);
process.once("SIGINT", stop);
