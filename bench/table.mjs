// The results as one Markdown table, and its place between the markers of a Markdown file.
import { readFileSync, writeFileSync } from "node:fs";
import { rowInfo } from "./targets.mjs";

const titles = {
  slotwire: "Slotwire",
  beside: "Slotwire, the checkout beside",
  runtime: "Slotwire, runtime mode",
  liveviewjs: "LiveViewJS 0.8",
  floor: "floor",
};
const columnsOf = (hasBeside) => [
  "slotwire",
  hasBeside ? "beside" : "runtime",
  "liveviewjs",
  "floor",
];

/** Three digits say enough: 0.048, 4.31, 43.2, 1,235. */
function formatNumber(value) {
  if (value === undefined || value === null || Number.isNaN(value)) return "";
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return Math.round(value).toLocaleString("en-US");
  if (size >= 10) return value.toFixed(1);
  return size >= 1 ? value.toFixed(2) : value.toFixed(3);
}

const verdict = ({ isReached }, values) => {
  if (isReached === undefined || values.slotwire === undefined) return "";
  return isReached(values) ? "reached" : "**missed**";
};

function tableLine({ id, unit, values }, columns) {
  const info = rowInfo[id] ?? { label: id };
  const cells = [
    info.label,
    unit,
    ...columns.map((name) => formatNumber(values[name])),
    info.phoenix ?? "",
    info.target ?? "",
    verdict(info, values),
  ];
  return `| ${cells.join(" | ")} |`;
}

const noteOf = (machine) =>
  `${machine}. ¹ measured on a machine of the same kind, not in this run.`;

/** `hasBeside`: a checkout of Slotwire was measured in the place of its runtime mode. */
export function resultsToTable({ rows, machine }, hasBeside = false) {
  const columns = columnsOf(hasBeside);
  const named = columns.map((name) => titles[name]);
  const header = ["", "unit", ...named, "Phoenix LiveView 1.2 ¹", "target", ""];
  return [
    `| ${header.join(" | ")} |`,
    `|---|---|${"---:|".repeat(5)}---|---|`,
    ...rows.map((row) => tableLine(row, columns)),
    "",
    noteOf(machine),
  ].join("\n");
}

/** What a reader of the project's README wants to know first. */
const headlines = [
  "click",
  "tick-one",
  "tick-all",
  "mount-counter",
  "mount-table",
  "broadcast",
  "crowd",
  "memory-rss",
  "memory-table",
  "bytes-join-table-down",
  "bytes-click-down",
  "bytes-cell",
  "client-size",
  "client-size-forms",
  "client-size-all",
  "client-join",
  "client-cell",
];

export function resultsToHeadlines({ rows, machine }) {
  const lines = rows
    .filter(({ id }) => headlines.includes(id))
    .map(({ id, unit, values }) => {
      const { label, phoenix = "" } = rowInfo[id];
      const numbers = ["slotwire", "liveviewjs"].map((name) => formatNumber(values[name]));
      return `| ${label}, ${unit} | **${numbers[0]}** | ${numbers[1]} | ${phoenix} |`;
    });
  return [
    "| | Slotwire | LiveViewJS 0.8 | Phoenix LiveView 1.2 ¹ |",
    "|---|---:|---:|---:|",
    ...lines,
    "",
    noteOf(machine),
  ].join("\n");
}

/** "12 of 14 targets reached", and which were not. */
export function resultsToSummary({ rows }) {
  const judged = rows
    .map(({ id, values }) => ({ id, verdict: verdict(rowInfo[id] ?? {}, values) }))
    .filter((row) => row.verdict !== "");
  const missed = judged.filter((row) => row.verdict !== "reached").map(({ id }) => id);
  const tail = missed.length === 0 ? "" : `; missed: ${missed.join(", ")}`;
  return `${judged.length - missed.length} of ${judged.length} targets reached${tail}`;
}

/** Replaces what stands between the markers of that name in `file`. */
export function writeBetweenMarkers(file, text, name = "bench") {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const whole = readFileSync(file, "utf8");
  const from = whole.indexOf(begin);
  const to = whole.indexOf(end);
  if (from < 0 || to < from) throw new Error(`expected ${begin} and ${end} in ${file}`);
  writeFileSync(file, `${whole.slice(0, from + begin.length)}\n${text}\n${whole.slice(to)}`);
}
