// The todo lists of the demo's visitors: what a database would hold, so that a list outlives its page.
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";

export interface Todo {
  readonly id: number;
  readonly title: string;
  readonly isDone: boolean;
}

const first: readonly Todo[] = [
  { id: 1, title: "Open this page in the browser", isDone: true },
  { id: 2, title: "Add a todo of your own", isDone: false },
  { id: 3, title: "Edit one in place", isDone: false },
];

const maxLists = 1000;
const lists = new Map<string, readonly Todo[]>();

/** Knows a visitor again by a cookie; as `response.locals.visitor`. */
export const knowVisitor: RequestHandler = (request, response, next) => {
  const known = /(?:^|;\s*)visitor=([\w-]{36})(?:;|$)/.exec(request.headers.cookie ?? "")?.[1];
  const visitor = known ?? randomUUID();
  if (known === undefined) response.cookie("visitor", visitor, { httpOnly: true, sameSite: "lax" });
  response.locals.visitor = visitor;
  next();
};

export function todosOf(visitor: unknown): readonly Todo[] {
  return lists.get(String(visitor)) ?? first;
}

/** Answers with what it was given, as the change of a state. */
export function keepTodos(visitor: unknown, todos: readonly Todo[]): { todos: readonly Todo[] } {
  lists.delete(String(visitor));
  lists.set(String(visitor), todos);
  const oldest = lists.keys().next();
  if (lists.size > maxLists && !oldest.done) lists.delete(oldest.value);
  return { todos };
}
