// The app of the restart tests, a process of its own: a desk whose sessions may outlive it.
import { appendFileSync } from "node:fs";
import express from "express";
import { createLive, defineView } from "slotwire";
import { redis } from "slotwire/redis";

const { DESK_PORT = "0", DESK_REDIS = "", DESK_LOG = "" } = process.env;
const log = (line: string) => appendFileSync(DESK_LOG, `${line}\n`);

const Desk = defineView({
  name: "Desk",
  mount: () => {
    log("mount");
    return { count: 0, said: [] as string[] };
  },
  events: {
    add: ({ count }) => {
      log(`add ${count}`);
      return { count: count + 1 };
    },
    say: ({ said }, ctx) => ({ said: [...said, String(ctx.payload.text)] }),
  },
  render: ({ count, said }) => (
    <main>
      <button id="add" type="button" live-click="add">
        {count}
      </button>
      <dialog open>
        <form live-submit="say" live-reset>
          <input name="text" />
        </form>
      </dialog>
      <ol>
        {said.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
      <div id="long" style="height: 60px; overflow: auto">
        <div style="height: 900px">long</div>
      </div>
    </main>
  ),
});

const shared =
  DESK_REDIS === "" ? {} : { ...redis({ url: DESK_REDIS }), durability: "event" as const };
const live = createLive({ secret: "0123456789abcdef0123456789abcdef", ...shared });
const app = express().use(live).get("/", live.page(Desk));
const server = live.attach(app.listen(Number(DESK_PORT), "127.0.0.1"));
server.once("listening", () => process.stdout.write(`${JSON.stringify(server.address())}\n`));
process.once("SIGTERM", async () => {
  await live.close({ timeoutMs: 3_000 });
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
