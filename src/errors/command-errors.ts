// Mistakes in commands: their options, their targets, and where they stand.
import { type ErrorTable, type Explanation, show } from "./explanation.js";

export const commandErrors = {
  COMMAND_ARGUMENT: (details: {
    command: string;
    argument: string;
    expected: string;
    got: unknown;
  }): Explanation => ({
    expected: `${details.argument} of js.${details.command} to be ${details.expected}`,
    got: show(details.got),
    fix: "correct it where the chain is written",
  }),
  COMMAND_OPTION_UNKNOWN: (details: {
    command: string;
    option: string;
    known: readonly string[];
  }): Explanation => ({
    expected: `options that js.${details.command} knows`,
    got: `"${details.option}"`,
    fix: `its options: ${details.known.join(", ")}`,
  }),
  COMMAND_URL: ({ command, got }: { command: string; got: unknown }): Explanation => ({
    expected: `js.${command} with a path of this site, such as "/todos?done=1"`,
    got: show(got),
    fix: "for another site write an ordinary link",
  }),
  COMMAND_NOT_OPTIMISTIC: ({ command }: { command: string }): Explanation => ({
    expected: "commands that can be taken back inside js.optimistic",
    got: `js.${command}`,
    fix: "put it into the chain beside the optimistic one: js.optimistic(…).push(…)",
  }),
  OPTIMISTIC_WITHOUT_PUSH: (_: Record<never, never>): Explanation => ({
    expected: "a push in the chain of js.optimistic, whose answer ends what is optimistic",
    got: "none, so that it would never be taken back",
    fix: "add .push(event), or leave js.optimistic away",
  }),
  COMMAND_WITH_ACTION: ({ action }: { action: string }): Explanation => ({
    expected: "commands that are sent as data to push events by name only",
    got: `an action, on.${action}(…), which has to be rendered to be called`,
    fix: "make it an event, or put the chain into a live-* attribute",
  }),
} satisfies ErrorTable;
