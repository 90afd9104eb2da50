// The numbers of a live app: as data, and as the text that Prometheus reads.
import { expect } from "chai";
import express, { type ErrorRequestHandler } from "express";
import { createLive, defineView, topic } from "slotwire";
import { metricsOf } from "../../src/http/metrics.js";
import { createLocalAdapter } from "../../src/pubsub/local-adapter.js";
import { MemoryStore } from "../../src/stores/memory-store.js";
import { Counter } from "../support/counter.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

describe("live.stats", () => {
  it("tells sessions by state, what they did, and what they hold", async () => {
    const live = createLive();
    const app = express().use(live).get("/counter", live.page(Counter));
    await using site = await serve(app, live);
    await new Visitor(site.url).get("/counter");
    const { socket } = await new Visitor(site.url).join("/counter");
    socket.send([1, 1, 1, 0, "increment"]);
    const chars = (await socket.next()).length + (await socket.next()).length;
    const { store, ...stats } = live.stats();
    expect(stats).to.deep.equal({
      ...{ sessions: 2, mounting: 0, parked: 1, live: 1, detached: 0, asleep: 0 },
      ...{ connections: 1, congested: 0, unjoined: 0, addresses: 1, waitingJoins: 0 },
      ...{ alarms: 1, topics: 0 },
      mailbox: { messages: 0, largest: 0 },
      unacked: { chars, largest: chars },
      totals: { joins: 1, events: 1, patches: 1, errors: 0 },
      perSecond: { events: 0, patches: 0 },
    });
    expect(store).to.include({ count: 0, bytes: 0 });
    socket[Symbol.dispose]();
  });
});

describe("the errors that live.stats counts", () => {
  it("are those of mount and the first render, too, but no answer that was meant", async () => {
    const live = createLive({ onError: () => {} });
    const thrown: Record<string, unknown> = {
      text: "no database",
      error: new Error("no database"),
      missing: Object.assign(new Error("Not Found"), { status: 404 }),
      unavailable: Object.assign(new Error("Bad Gateway"), { statusCode: 502 }),
    };
    const Page = defineView({
      mount: ({ query, ctx }) => {
        if (query.status !== undefined) ctx.status(503);
        if (query.mount !== undefined) throw thrown[String(query.mount)];
        return { isBroken: query.render !== undefined };
      },
      render: ({ isBroken }) => {
        if (isBroken) throw new Error("no page");
        return <p>page</p>;
      },
    });
    const app = express()
      .get("/page", live.page(Page))
      .get("/early", live.page(Page, { early: true }));
    app.use(((_error, _request, response, _next) => {
      response.sendStatus(500);
    }) satisfies ErrorRequestHandler);
    await using site = await serve(app, live);
    const errorsAfter = async (path: string): Promise<number> => {
      await new Visitor(site.url).get(path);
      return live.stats().totals.errors;
    };
    expect(await errorsAfter("/page")).to.equal(0);
    expect(await errorsAfter("/page?mount=text")).to.equal(1);
    expect(await errorsAfter("/page?mount=error")).to.equal(2);
    expect(await errorsAfter("/page?mount=missing")).to.equal(2);
    expect(await errorsAfter("/page?mount=unavailable")).to.equal(3);
    expect(await errorsAfter("/page?status")).to.equal(3);
    expect(await errorsAfter("/page?render")).to.equal(4);
    expect(await errorsAfter("/early?mount=error")).to.equal(5);
  });

  it("counts what fails in topics and in the store, all that onError was told", async () => {
    const told: string[] = [];
    const broken = (): Promise<never> => Promise.reject(new Error("out of order"));
    const store = new MemoryStore();
    Object.assign(store, { start: broken, close: broken });
    const pubsub = { ...createLocalAdapter(), publish: broken };
    const live = createLive({
      ...{ store, pubsub },
      onError: (_error, { where }) => void told.push(where),
    });
    await live.publish(topic<number>("scores"), 1);
    await live.close();
    // The process itself publishes too, when it says that it goes.
    expect(told.filter((where) => where === "store")).to.have.length(2);
    expect(told).to.include("pubsub");
    expect(live.stats().totals.errors).to.equal(told.length);
  });
});

describe("live.metricsPage", () => {
  it("answers GET with the text of the moment, and nothing else", async () => {
    const live = createLive();
    await using site = await serve(express().all("/metrics", live.metricsPage()), live);
    const { response, html } = await new Visitor(site.url).get("/metrics");
    expect(response.headers.get("content-type")).to.equal(
      "text/plain; version=0.0.4; charset=utf-8",
    );
    expect(response.headers.get("cache-control")).to.equal("no-store");
    expect(html).to.equal(live.metrics());
    const posted = await new Visitor(site.url).get("/metrics", { method: "POST" });
    expect(posted.response.status).to.equal(405);
  });

  it("says it in the words of Prometheus", () => {
    const text = metricsOf({
      ...{ sessions: 10, mounting: 1, parked: 2, live: 3, detached: 4, asleep: 20 },
      ...{ connections: 5, congested: 6, unjoined: 7, addresses: 8, waitingJoins: 9 },
      ...{ alarms: 11, topics: 12 },
      mailbox: { messages: 13, largest: 2 },
      unacked: { chars: 14, largest: 3 },
      totals: { joins: 15, events: 16, patches: 17, errors: 18 },
      perSecond: { events: 1.5, patches: 2.5 },
      store: { count: 19, bytes: null, latencyMs: 2.5 },
    });
    expect(text).to.equal(`# HELP slotwire_sessions Sessions by state.
# TYPE slotwire_sessions gauge
slotwire_sessions{state="mounting"} 1
slotwire_sessions{state="parked"} 2
slotwire_sessions{state="live"} 3
slotwire_sessions{state="detached"} 4
slotwire_sessions{state="asleep"} 20
# HELP slotwire_sockets Open sockets.
# TYPE slotwire_sockets gauge
slotwire_sockets 5
# HELP slotwire_sockets_congested Sockets whose page reads too slowly.
# TYPE slotwire_sockets_congested gauge
slotwire_sockets_congested 6
# HELP slotwire_sockets_unjoined Sockets without any join yet.
# TYPE slotwire_sockets_unjoined gauge
slotwire_sockets_unjoined 7
# HELP slotwire_addresses Addresses that have sockets.
# TYPE slotwire_addresses gauge
slotwire_addresses 8
# HELP slotwire_joins_waiting Upgrades and joins that wait to be let in.
# TYPE slotwire_joins_waiting gauge
slotwire_joins_waiting 9
# HELP slotwire_alarms Timers and time limits that are armed.
# TYPE slotwire_alarms gauge
slotwire_alarms 11
# HELP slotwire_topics Topics with a subscriber.
# TYPE slotwire_topics gauge
slotwire_topics 12
# HELP slotwire_mailbox_messages Messages that wait in mailboxes.
# TYPE slotwire_mailbox_messages gauge
slotwire_mailbox_messages 13
# HELP slotwire_unacked_chars Characters of frames that pages have not acknowledged.
# TYPE slotwire_unacked_chars gauge
slotwire_unacked_chars 14
# HELP slotwire_joins_total Joins that were answered.
# TYPE slotwire_joins_total counter
slotwire_joins_total 15
# HELP slotwire_events_total Events of pages.
# TYPE slotwire_events_total counter
slotwire_events_total 16
# HELP slotwire_patches_total Patches to pages.
# TYPE slotwire_patches_total counter
slotwire_patches_total 17
# HELP slotwire_errors_total Errors of the app's code.
# TYPE slotwire_errors_total counter
slotwire_errors_total 18
# HELP slotwire_store_snapshots Sessions in the store.
# TYPE slotwire_store_snapshots gauge
slotwire_store_snapshots 19
# HELP slotwire_store_bytes Bytes of all of them.
# TYPE slotwire_store_bytes gauge
# HELP slotwire_store_latency_seconds What a call of the store takes.
# TYPE slotwire_store_latency_seconds gauge
slotwire_store_latency_seconds 0.0025
`);
  });
});
