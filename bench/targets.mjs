// Every row of the table: its label, what Slotwire has to reach, and when it has reached it.

const under = (limit) => (values) => values.slotwire <= limit;

const underBoth = (limit, share) => (values) =>
  values.slotwire <= limit &&
  (values.liveviewjs === undefined || values.slotwire <= share * values.liveviewjs);

/**
 * `phoenix` is what Phoenix LiveView 1.2 took on a machine of this kind: its server is not npm's,
 * so it does not run here. Rows without a target are there to be read.
 */
export const rowInfo = {
  click: {
    label: "counter click, server CPU (200 connections)",
    target: "≤ 16, ≤ 0.6 × LiveViewJS",
    isReached: underBoth(16, 0.6),
    phoenix: "52–69",
  },
  "click-rate": {
    label: "clicks a second of one core (1 s ÷ CPU a click)",
    target: "≥ 55,000",
    isReached: ({ slotwire }) => slotwire >= 55_000,
    phoenix: "14,400–19,000",
  },
  "tick-one": {
    label: "one row of 1,000 changed, server CPU",
    target: "≤ 80, runtime mode ≤ 450, ≤ 0.05 × LiveViewJS",
    isReached: (values) => underBoth(80, 0.05)(values) && !(values.runtime > 450),
    phoenix: "2,130–2,210",
  },
  "tick-all": {
    label: "all 1,000 rows changed, server CPU",
    target: "≤ 900",
    isReached: under(900),
    phoenix: "4,700–5,500",
  },
  "mount-counter": {
    label: "visit of the counter: GET + socket + join, server CPU",
    target: "≤ 350, ≤ 0.7 × LiveViewJS",
    isReached: underBoth(350, 0.7),
    phoenix: "790–1,053",
  },
  "mount-table": {
    label: "visit of the table of 1,000 rows, server CPU",
    target: "≤ 1,500",
    isReached: under(1500),
    phoenix: "12,200–17,900",
  },
  "storm-stall": {
    label: "15,000 pages come back at once: longest stall of the event loop",
    target: "≤ 200",
    isReached: under(200),
  },
  "storm-back": { label: "15,000 pages come back at once: until all of them are back" },
  "resume-counter": { label: "counter comes back after a cut: socket + join, server CPU" },
  "resume-table": {
    label: "table comes back after a cut: socket + join, server CPU",
    target: "≤ 0.1 × LiveViewJS",
    isReached: ({ slotwire, liveviewjs }) => slotwire <= 0.1 * liveviewjs,
  },
  "snapshot-write-counter": { label: "snapshot of the counter: write" },
  "snapshot-read-counter": { label: "snapshot of the counter: read" },
  "snapshot-bytes-counter": { label: "snapshot of the counter" },
  "snapshot-write-table": { label: "snapshot of the table's 1,000 items: write" },
  "snapshot-read-table": { label: "snapshot of the table's 1,000 items: read" },
  "snapshot-bytes-table": { label: "snapshot of the table's 1,000 items" },
  broadcast: {
    label: "broadcast of one number, server CPU a viewer",
    target: "≤ 20 (rendered per session)",
    isReached: under(20),
    phoenix: "34–46",
  },
  crowd: {
    label: "broadcast of one number to 19,500 viewers: until the last one has it",
    target: "≤ 0.5, ≤ 1.5 × floor",
    isReached: ({ slotwire, floor }) => slotwire <= 0.5 && slotwire <= 1.5 * floor,
    phoenix: "0.47–1.08",
  },
  "memory-rss": {
    label: "idle counter: RSS a session",
    target: "≤ 5.5",
    isReached: under(5.5),
    phoenix: "34–44.5",
  },
  "memory-heap": {
    label: "idle counter: JS heap a session",
    target: "≤ 2 above ws",
    isReached: ({ slotwire, floor }) => slotwire - floor <= 2,
  },
  "memory-table": {
    label: "idle table of 1,000 rows: JS heap a session",
    target: "≤ 220",
    isReached: under(220),
    phoenix: "486–1,730",
  },
  "memory-table-rss": { label: "idle table of 1,000 rows: RSS a session" },
  "bytes-html-counter": {
    label: "HTML of the counter",
    target: "≤ 700",
    isReached: under(700),
    phoenix: "1,237",
  },
  "bytes-html-table": { label: "HTML of the table" },
  "bytes-join-up": { label: "join, up", target: "≤ 200", isReached: under(200), phoenix: "870" },
  "bytes-join-down": {
    label: "join, down: counter",
    target: "≤ 40",
    isReached: under(40),
    phoenix: "226",
  },
  "bytes-join-table-down": {
    label: "join, down: 1,000 rows",
    target: "≤ 40",
    isReached: under(40),
    phoenix: "61,651",
  },
  "bytes-click-first-up": {
    label: "click, up: the first",
    target: "≤ 30",
    isReached: under(30),
    phoenix: "103",
  },
  "bytes-click-first-down": {
    label: "click, down: first touch",
    target: "≤ 200",
    isReached: under(200),
    phoenix: "93",
  },
  "bytes-click-up": {
    label: "click, up: later",
    target: "≤ 30",
    isReached: under(30),
    phoenix: "103",
  },
  "bytes-click-down": {
    label: "click, down: later",
    target: "≤ 30",
    isReached: under(30),
    phoenix: "93",
  },
  "bytes-click-bound-up": {
    label: "click on a bound action, up",
    target: "≤ 40",
    isReached: under(40),
    phoenix: "103",
  },
  "bytes-click-bound-down": {
    label: "click on a bound action, down",
    target: "≤ 30",
    isReached: under(30),
  },
  "bytes-cell-first": { label: "one cell of 1,000 rows: first touch, with its template" },
  "bytes-cell-next-row": {
    label: "one cell: first touch of the next row",
    target: "≤ 60",
    isReached: under(60),
  },
  "bytes-cell": { label: "one cell: later", target: "≤ 40", isReached: under(40), phoenix: "127" },
  "bytes-move-first": { label: "one row moved: first touch" },
  "bytes-move": {
    label: "one row moved: later",
    target: "≤ 60",
    isReached: under(60),
    phoenix: "≤ 9,900",
  },
  "bytes-shift-first": { label: "drop first + append: first touch" },
  "bytes-shift": {
    label: "drop first + append: later",
    target: "≤ 120",
    isReached: under(120),
    phoenix: "9,900",
  },
  "bytes-prices-first": { label: "all 1,000 prices: most rows touched first" },
  "bytes-prices": {
    label: "all 1,000 prices: later",
    target: "≤ 9,000",
    isReached: under(9000),
    phoenix: "20,997",
  },
  "bytes-broadcast-first": { label: "broadcast of one number: first touch" },
  "bytes-broadcast": {
    label: "broadcast of one number: later",
    target: "≤ 30",
    isReached: under(30),
    phoenix: "58",
  },
  "client-size": {
    label: "client, gzip: the script of every page (LiveViewJS uses Phoenix's client)",
    target: "≤ 12,000",
    isReached: under(12_000),
    phoenix: "46,900",
  },
  "client-size-forms": {
    label: "client, gzip: with the script that live forms need",
    phoenix: "46,900",
  },
  "client-size-all": {
    label: "client, gzip: with every script that pages load where they need it",
    target: "≤ 12,000",
    isReached: under(12_000),
    phoenix: "46,900",
  },
  "client-join": {
    label: "browser: answer to the join, 1,000 rows",
    target: "no patch",
    phoenix: "70–205",
  },
  "client-cell-cold": { label: "browser: first change of a fresh page, code still cold" },
  "client-cell-first": {
    label: "browser: one cell of 1,000 rows, first touch of its row",
    target: "≤ 0.5",
    isReached: under(0.5),
    phoenix: "0.8–31",
  },
  "client-cell": {
    label: "browser: one cell, later",
    target: "≤ 0.1",
    isReached: under(0.1),
    phoenix: "0.8–31",
  },
  "client-prices-first": { label: "browser: all 1,000 prices, first touch of a fresh page" },
  "client-prices": { label: "browser: all 1,000 prices, later" },
  "client-shift": {
    label: "browser: drop first + append, of 1,000 keyed",
    target: "≤ 0.3",
    isReached: under(0.3),
    phoenix: "45–60",
  },
  "client-move": { label: "browser: one row moved" },
  "client-fill": { label: "browser: from 0 to 1,000 rows" },
  "tree-counter": { label: "tree alone: counter render + reconcile + JSON" },
  "tree-same": { label: "tree alone: 1,000 rows rendered, nothing changed" },
  "tree-one": { label: "tree alone: one row of 1,000 changed" },
  "tree-all": { label: "tree alone: all rows changed" },
  "tree-print": { label: "tree alone: 1,000 rows made and printed as HTML" },
};
