// The numbers of a live app as Prometheus reads them, and the handler of a page that shows them.
import type { ServerResponse } from "node:http";
import type { LiveStats } from "../session/stats.js";
import { endWithText } from "./headers.js";
import type { Handler } from "./request.js";

type Kind = "gauge" | "counter";
type Sample = readonly [labels: string, value: number];

/** The text exposition format, version 0.0.4. */
export function metricsOf(stats: LiveStats): string {
  const { mailbox, unacked, totals, store } = stats;
  const latency = store.latencyMs === null ? null : store.latencyMs / 1000;
  return [
    metric("sessions", "gauge", "Sessions by state.", [
      ['{state="mounting"}', stats.mounting],
      ['{state="parked"}', stats.parked],
      ['{state="live"}', stats.live],
      ['{state="detached"}', stats.detached],
      ['{state="asleep"}', stats.asleep],
    ]),
    metric("sockets", "gauge", "Open sockets.", [["", stats.connections]]),
    metric("sockets_congested", "gauge", "Sockets whose page reads too slowly.", [
      ["", stats.congested],
    ]),
    metric("sockets_unjoined", "gauge", "Sockets without any join yet.", [["", stats.unjoined]]),
    metric("addresses", "gauge", "Addresses that have sockets.", [["", stats.addresses]]),
    metric("joins_waiting", "gauge", "Upgrades and joins that wait to be let in.", [
      ["", stats.waitingJoins],
    ]),
    metric("alarms", "gauge", "Timers and time limits that are armed.", [["", stats.alarms]]),
    metric("topics", "gauge", "Topics with a subscriber.", [["", stats.topics]]),
    metric("mailbox_messages", "gauge", "Messages that wait in mailboxes.", [
      ["", mailbox.messages],
    ]),
    metric("unacked_chars", "gauge", "Characters of frames that pages have not acknowledged.", [
      ["", unacked.chars],
    ]),
    metric("joins_total", "counter", "Joins that were answered.", [["", totals.joins]]),
    metric("events_total", "counter", "Events of pages.", [["", totals.events]]),
    metric("patches_total", "counter", "Patches to pages.", [["", totals.patches]]),
    metric("errors_total", "counter", "Errors of the app's code.", [["", totals.errors]]),
    metric("store_snapshots", "gauge", "Sessions in the store.", known(store.count)),
    metric("store_bytes", "gauge", "Bytes of all of them.", known(store.bytes)),
    metric("store_latency_seconds", "gauge", "What a call of the store takes.", known(latency)),
  ].join("");
}

/** Only GET and HEAD; nothing may keep what it says. */
export function createMetricsHandler(metrics: () => string): Handler {
  return (request, response: ServerResponse) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return endWithText(response, 405, "Method Not Allowed", { Allow: "GET, HEAD" });
    }
    endWithText(response, 200, metrics(), {
      "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
      "Cache-Control": "no-store",
    });
  };
}

/** What a store cannot tell has no sample. */
function known(value: number | null): readonly Sample[] {
  return value === null ? [] : [["", value]];
}

function metric(name: string, kind: Kind, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => `slotwire_${name}${labels} ${value}\n`);
  return `# HELP slotwire_${name} ${help}\n# TYPE slotwire_${name} ${kind}\n${lines.join("")}`;
}
