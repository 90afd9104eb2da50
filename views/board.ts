// The board of the kanban demo, one for everyone; an app would keep it in a database.
import { topic } from "slotwire";

export const columns = [
  { id: "todo", name: "To do" },
  { id: "doing", name: "Doing" },
  { id: "done", name: "Done" },
] as const;

export type Column = (typeof columns)[number]["id"];

export interface Card {
  readonly id: number;
  readonly title: string;
  readonly column: Column;
}

export type Board = readonly Card[];

/** Each change of the board, whole: a topic carries it to every open tab. */
export const changes = topic<Board>("kanban");

export const maxTitle = 80;
const maxCards = 60;

let board: Board = [
  { id: 1, title: "Order seed potatoes", column: "todo" },
  { id: 2, title: "Mend the cold frame", column: "todo" },
  { id: 3, title: "Ask the neighbours about the hedge", column: "todo" },
  { id: 4, title: "Turn the compost", column: "doing" },
  { id: 5, title: "Prune the apple trees", column: "doing" },
  { id: 6, title: "Sharpen the secateurs", column: "done" },
];
let nextId = 7;

function changed(next: Board): Board {
  board = next;
  return board;
}

export function currentBoard(): Board {
  return board;
}

export function isFull(cards: Board): boolean {
  return cards.length >= maxCards;
}

export function titleOf(value: unknown): string {
  return typeof value === "string" ? value.trim().slice(0, maxTitle) : "";
}

export function addCard(title: string): Board {
  if (title === "" || isFull(board)) return board;
  return changed([...board, { id: nextId++, title, column: "todo" }]);
}

export function renameCard(id: number, title: string): Board {
  return changed(board.map((card) => (card.id === id ? { ...card, title } : card)));
}

export function removeCard(id: number): Board {
  return changed(board.filter((card) => card.id !== id));
}

/** Puts a card into a column: before another card, or at the end. */
export function moveCard(id: number, column: Column, beforeId: number | null): Board {
  const card = board.find((each) => each.id === id);
  if (card === undefined || id === beforeId) return board;
  const others = board.filter((each) => each.id !== id);
  const before = others.findIndex((each) => each.id === beforeId);
  const at = before < 0 ? others.length : before;
  return changed(others.toSpliced(at, 0, { ...card, column }));
}

/** One place up (-1) or down (1) among the cards of its column. */
export function shiftCard(id: number, by: -1 | 1): Board {
  const card = board.find((each) => each.id === id);
  if (card === undefined) return board;
  const column = board.filter((each) => each.column === card.column);
  const at = column.indexOf(card);
  const next = column[by === -1 ? at - 1 : at + 2];
  if (by === -1 && next === undefined) return board;
  return moveCard(id, card.column, next?.id ?? null);
}
