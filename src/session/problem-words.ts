// An error in words, for the page of whoever is developing: what it says, and where in the app's code it came from.
import { fileURLToPath } from "node:url";
import type { Problem } from "../wire/server-frames.js";

interface Place {
  readonly view: string | null;
  readonly where: string;
  readonly reference: string;
}

const maxChars = 4000;
const maxCalls = 12;
/** This file is in src/session or dist/src/session: whatever is two levels up from it is the library's own. */
const ownFolder = fileURLToPath(new URL("..", import.meta.url));

/** Never throws, whatever the error is. */
export function problemOf(error: unknown, { view, where, reference }: Place): Problem {
  const { message, stack } = wordsOf(error);
  const calls = stack.split("\n").filter(isCall).map(shortened);
  const own = calls.filter((call) => !isForeign(call));
  return {
    ...{ view, where, reference },
    message: message.slice(0, maxChars),
    source: positionIn(own[0] ?? ""),
    calls: (own.length > 0 ? own : calls).slice(0, maxCalls),
  };
}

function wordsOf(error: unknown): { readonly message: string; readonly stack: string } {
  try {
    if (!(error instanceof Error)) return { message: `thrown: ${String(error)}`, stack: "" };
    return { message: `${error.name}: ${error.message}`, stack: String(error.stack) };
  } catch {
    return { message: "thrown: something that cannot be shown", stack: "" };
  }
}

function isCall(line: string): boolean {
  return /^\s+at /.test(line);
}

/** `at render (file:///app/views/a.tsx:3:7)` as `render (views/a.tsx:3:7)`, as seen from where the app was started. */
function shortened(line: string): string {
  const plain = line.trim().slice(3).replace("file://", "");
  return plain.replace(`${process.cwd()}/`, "");
}

/** Of Node, of a package, or of this library. */
function isForeign(call: string): boolean {
  if (/node:|node_modules\//.test(call)) return true;
  return call.includes(ownFolder.replace(`${process.cwd()}/`, ""));
}

/** `views/a.tsx:3:7`, or null when no code of the app is in the stack. */
function positionIn(call: string): string | null {
  return /\(?([^()\s]+:\d+:\d+)\)?$/.exec(call)?.[1] ?? null;
}
