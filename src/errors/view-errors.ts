// Mistakes in a view: its definition, its handlers, and what they do with ctx.
import { type ErrorTable, type Explanation, show } from "./explanation.js";

export const viewErrors = {
  TOPIC_NAME: ({ got }: { got: unknown }): Explanation => ({
    expected: 'a topic name of 1 to 256 characters without "#"',
    got: show(got),
    fix: 'write: topic<Message>("scores"), or topic.family<Message>("rooms").of(id)',
  }),
  TOPIC_EXPECTED: ({ method, got }: { method: string; got: unknown }): Explanation => ({
    expected: `${method} with what topic() returned, or .of(id) of a family`,
    got: show(got),
    fix: 'name it once, export const scores = topic<Message>("scores"), and pass scores',
  }),
  VIEW_OPTION: (details: { option: string; expected: string; got: unknown }): Explanation => ({
    expected: `"${details.option}" of a view to be ${details.expected}`,
    got: show(details.got),
    fix: ["defineView", "mount", "render"].includes(details.option)
      ? "a view needs mount and render: defineView({ mount: () => ({}), render: () => <p /> })"
      : "correct it, or leave it out",
  }),
  VIEW_OPTION_UNKNOWN: ({ option, nearest }: { option: string; nearest: string | null }) => ({
    expected: "an option that defineView knows",
    got: `"${option}"`,
    fix: nearest === null ? "remove it" : `write "${nearest}"`,
  }),
  HANDLER_NAME: ({ where, name }: { where: string; name: string }): Explanation => ({
    expected: `${where} to have a name of 1 to 256 characters that does not begin with @, [ or live:`,
    got: show(name),
    fix: "rename it",
  }),
  HOOK_NAME: ({ got }: { got: unknown }): Explanation => ({
    expected: "the name of a hook, of letters, digits and _ $ . : -",
    got: show(got),
    fix: 'write the name that the script registers: hook("Chart", { points })',
  }),
  HOOK_PROPS: (details: { name: string; problem: string; maxChars: number }): Explanation => ({
    expected: `the props of the hook ${details.name} to be an object of plain data, at most ${details.maxChars} characters as JSON`,
    got: details.problem,
    fix: "give it numbers, texts, arrays and plain objects; send much data with ctx.push",
  }),
  FORM_SCHEMA: ({ got }: { got: unknown }): Explanation => ({
    expected: "form(schema) with a schema of the Standard Schema kind, such as zod's or valibot's",
    got: show(got),
    fix: "write: form(z.object({ email: z.email() }))",
  }),
  HANDLER_INVALID: (details: { where: string; problem: string; got: unknown }): Explanation => ({
    expected: `${details.where} to be a function (state, ctx, input), or for events { schema, policy, limit, run }, for messages { topic, run }`,
    got: `${details.problem} in ${show(details.got)}`,
    fix: "write the handler in one of these forms",
  }),
  EVENT_AND_ACTION: ({ view, name }: { view: string; name: string }): Explanation => ({
    expected: `the events and actions of ${view} to have different names`,
    got: `"${name}" in both`,
    fix: "rename one: events can be called by the page, actions only where render bound them",
  }),
  UNKNOWN_EVENT: (details: {
    view: string;
    name: string;
    nearest: string | null;
    isAction?: boolean;
  }): Explanation => ({
    expected: `a name among the events and actions of ${details.view}`,
    got: `"${details.name}"`,
    fix: details.isAction
      ? `bind it in render: live-click={on.${details.name}(…)}`
      : details.nearest === null
        ? "define it under events"
        : `write "${details.nearest}"`,
  }),
  UNKNOWN_LOADER: (details: { view: string; name: string; nearest: string | null }) => ({
    expected: `a name among the loaders of ${details.view}`,
    got: `"${details.name}"`,
    fix: details.nearest === null ? "define it under loaders" : `write "${details.nearest}"`,
  }),
  UNKNOWN_MESSAGE: (details: { view: string; name: string; nearest: string | null }) => ({
    expected: `a name among the messages of ${details.view}`,
    got: `"${details.name}"`,
    fix: details.nearest === null ? "define it under messages" : `write "${details.nearest}"`,
  }),
  UNHANDLED_TOPIC: ({ view, topic }: { view: string; topic: string }): Explanation => ({
    expected: `${view} to handle the messages of topic "${topic}" that it subscribes to`,
    got: "no entry of messages with this topic",
    fix: "add: messages: { name: { topic, run: (state, ctx, message) => ({ … }) } }",
  }),
  ACTION_ARGUMENT: ({ action, path }: { action: string; path: string }): Explanation => ({
    expected: `the argument of on.${action}() to be plain data`,
    got: `something else at ${path}`,
    fix: "bind an id, and look the rest up in the handler",
  }),
  MESSAGE_NOT_PLAIN: ({ topic, path }: { topic: string; path: string }): Explanation => ({
    expected: `messages of topic "${topic}" to be plain data`,
    got: `something else at ${path}`,
    fix: "publish strings, numbers, booleans, null, arrays and plain objects of these",
  }),
  BAD_INTERVAL: ({ name, got }: { name: string; got: unknown }): Explanation => ({
    expected: `ctx.every and ctx.after for "${name}" with milliseconds from 1 to 2147483647`,
    got: show(got),
    fix: "pass a whole number of milliseconds",
  }),
  STATE_NOT_OBJECT: (details: { view: string; handler: string; got: unknown }): Explanation => ({
    expected: `${details.handler} of ${details.view} to return the state, a plain object`,
    got: show(details.got),
    fix: "return an object: mount: () => ({ count: 0 })",
  }),
  CHANGE_NOT_OBJECT: (details: { view: string; handler: string; got: unknown }): Explanation => ({
    expected: `${details.handler} of ${details.view} to return nothing, some entries of the state, or a function of the state`,
    got: show(details.got),
    fix: "return an object with what changed: ({ count: state.count + 1 })",
  }),
  CTX_AFTER_CALL: ({
    view,
    handler,
    method,
  }: {
    view: string;
    handler: string;
    method: string;
  }) => ({
    expected: `ctx.${method} during the call of ${handler} of ${view}`,
    got: "a use after the handler had returned; it had no effect",
    fix: "await what you start in the handler, or use ctx.after and messages",
  }),
  HANDLER_TIMEOUT: (details: { view: string; handler: string; ms: number }): Explanation => ({
    expected: `${details.handler} of ${details.view} to settle within limits.handlerMs = ${details.ms}`,
    got: "no result; its signal was aborted",
    fix: "pass ctx.signal on to what it waits for, or raise limits.handlerMs",
  }),
  MOUNT_TIMEOUT: ({ view, ms }: { view: string; ms: number }): Explanation => ({
    expected: `mount of ${view} to settle within limits.mountMs = ${ms}`,
    got: "no result; the visit was answered with 503",
    fix: "give what it waits for a time limit, load slow parts after mount, or raise limits.mountMs",
  }),
  URL_NOT_ALLOWED: ({ method, got }: { method: string; got: unknown }): Explanation => ({
    expected: `ctx.${method} with a path of this site, such as "/todos?done=1"`,
    got: show(got),
    fix: "for another site: ctx.redirect(url, { external: true }), with a URL you trust",
  }),
  PATCH_OF_OTHER_PAGE: ({ got }: { got: unknown }): Explanation => ({
    expected: "ctx.patch with a URL of the same page: its own path, with any query and hash",
    got: show(got),
    fix: "go there with ctx.navigate, or let path params change: live.page(View, { patchParams: true })",
  }),
  PATCH_LOOP: (details: { view: string; url: string; maxPatches: number }): Explanation => ({
    expected: `params of ${details.view} to ask for at most limits.maxPatches = ${details.maxPatches} other URLs in a row`,
    got: `one more, ${show(details.url)}`,
    fix: "ask only where the URL is not the wanted one yet: if (query.page !== wanted) ctx.patch(…)",
  }),
  FLASH_ARGUMENT: (details: { method: string; expected: string; got: unknown }): Explanation => ({
    expected: `ctx.${details.method} with ${details.expected}`,
    got: show(details.got),
    fix: 'write ctx.flash("info", "Saved"); what is more than a text belongs into the state',
  }),
  STATUS_NOT_ALLOWED: ({ got }: { got: unknown }): Explanation => ({
    expected: "ctx.status with a code from 400 to 599",
    got: show(got),
    fix: "answer redirects with ctx.redirect and pages by returning the state",
  }),
} satisfies ErrorTable;
