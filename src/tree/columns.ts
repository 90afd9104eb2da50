// Writes ops of consecutive boundaries that set the same slots as one: a price in each of 1,000 rows.
import type { Op } from "../wire/patch.js";

/**
 * `[7,3,1.5] [8,3,2] [9,3,2.5]` → `[-1,7,3,0,[3],1.5,2,2.5]`. Only scalars, and only first touches
 * without shapes: the others need a place of their own.
 */
export function compressColumns(ops: readonly Op[]): readonly Op[] {
  if (ops.length < minRun) return ops;
  const compressed: Op[] = [];
  let start = 0;
  while (start < ops.length) {
    const end = runEnd(ops, start);
    if (end - start >= minRun) compressed.push(columnOf(ops.slice(start, end)));
    else for (let at = start; at < end; at++) compressed.push(ops[at] as Op);
    start = end;
  }
  return compressed;
}

/** Of two ops a column is no shorter. */
const minRun = 3;

function runEnd(ops: readonly Op[], start: number): number {
  const first = ops[start] as Op;
  let end = start + 1;
  if (!isScalarOp(first)) return end;
  while (end < ops.length && continues(first, ops[end] as Op, end - start)) end++;
  return end;
}

/** Slots stand at odd places, after a template at even ones. */
function slotsBegin(op: Op): number {
  return typeof op[1] === "string" ? 2 : 1;
}

function isScalarOp(op: Op): boolean {
  const begin = slotsBegin(op);
  // [id, "<html>"] has no slots, and [id, ["tpl", …], …] has shapes.
  if (op.length === begin || typeof op[1] === "object") return false;
  for (let at = begin + 1; at < op.length; at += 2) {
    if (typeof op[at] === "object" && op[at] !== null) return false;
  }
  return true;
}

function continues(first: Op, op: Op, distance: number): boolean {
  if (op[0] !== first[0] + distance || op.length !== first.length) return false;
  const begin = slotsBegin(first);
  if (begin !== slotsBegin(op) || (begin === 2 && op[1] !== first[1])) return false;
  for (let at = begin; at < op.length; at += 2) if (op[at] !== first[at]) return false;
  return isScalarOp(op);
}

function columnOf(ops: readonly Op[]): Op {
  const first = ops[0] as Op;
  const begin = slotsBegin(first);
  const slots: unknown[] = [];
  for (let at = begin; at < first.length; at += 2) slots.push(first[at]);
  const column: [number, ...unknown[]] = [
    -1,
    first[0],
    ops.length,
    begin === 2 ? first[1] : 0,
    slots,
  ];
  for (const op of ops) for (let at = begin + 1; at < op.length; at += 2) column.push(op[at]);
  return column;
}
