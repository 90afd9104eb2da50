// Every error that the library throws at an app's author: a code, what was expected, what was got, and the fix.

interface Explanation {
  readonly expected: string;
  readonly got: string;
  readonly fix: string;
}

/** Shows a value in an error message, short and on one line. */
export function show(value: unknown): string {
  if (typeof value === "function") return value.name ? `function ${value.name}` : "a function";
  let text: string | undefined;
  try {
    text = typeof value === "string" ? JSON.stringify(value) : JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= String(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

const table = {
  SECRET_MISSING: (_: Record<never, never>): Explanation => ({
    expected: "createLive({ secret }) with at least 32 bytes, since NODE_ENV is production",
    got: "no secret",
    fix: "set one from the environment, for example the output of: openssl rand -hex 32",
  }),
  SECRET_TOO_SHORT: ({ bytes }: { bytes: number }): Explanation => ({
    expected: "each secret of createLive to have at least 32 bytes",
    got: `${bytes} bytes`,
    fix: "use the output of: openssl rand -hex 32",
  }),
  LIVE_OPTION_INVALID: (details: { option: string; expected: string; got: unknown }) => ({
    expected: `the option "${details.option}" of createLive to be ${details.expected}`,
    got: show(details.got),
    fix: "correct it, or leave it out for the default",
  }),
  LIVE_OPTION_UNKNOWN: ({ option, known }: { option: string; known: readonly string[] }) => ({
    expected: `options among ${known.join(", ")}`,
    got: `"${option}"`,
    fix: "correct the spelling, or remove it",
  }),
  ORIGIN_INVALID: ({ got }: { got: unknown }): Explanation => ({
    expected: 'origins as a browser sends them, scheme, host and port: "https://example.com"',
    got: show(got),
    fix: "write each origin in lower case, without a path, a last slash or the default port",
  }),
  CLIENT_NOT_BUILT: ({ folder }: { folder: string }): Explanation => ({
    expected: "the built client script",
    got: `no slotwire.js in ${folder}`,
    fix: "run: npm run build",
  }),
  PAGE_WITHOUT_VIEW: ({ got }: { got: unknown }): Explanation => ({
    expected: "live.page(View) with what defineView returned",
    got: show(got),
    fix: "export the view as: export const Counter = defineView({ … })",
  }),
  ATTACH_WITHOUT_SERVER: ({ got }: { got: unknown }): Explanation => ({
    expected: "live.attach(server) with the server that listens",
    got: show(got),
    fix: "write: live.attach(app.listen(3000)), or pass what http.createServer(app) returned",
  }),
  LAYOUT_WITHOUT_CHILDREN: (_: Record<never, never>): Explanation => ({
    expected: "the layout to place { head } in <head> and { children } in <body>, each once",
    got: "a document that lacks one of them or holds it twice",
    fix: "write {head} inside <head> and {children} inside <body>",
  }),
  DUPLICATE_KEY: ({ key }: { key: string }): Explanation => ({
    expected: "the keys of a list to differ",
    got: `two items with the key ${show(key)}`,
    fix: "use something unique of the item, such as its id",
  }),
  RENDER_TOO_DEEP: ({ limit }: { limit: number }): Explanation => ({
    expected: `a page nested at most ${limit} components, elements in slots and arrays deep`,
    got: "more; often a component that renders itself without an end",
    fix: "give the recursion a condition to stop, or render the levels flat",
  }),
  TOPIC_NAME: ({ got }: { got: unknown }): Explanation => ({
    expected: 'a topic name of 1 to 256 characters without "#"',
    got: show(got),
    fix: 'write: topic<Message>("scores"), or topic.family<Message>("rooms").of(id)',
  }),
  VIEW_OPTION: (details: { option: string; expected: string; got: unknown }): Explanation => ({
    expected: `"${details.option}" of a view to be ${details.expected}`,
    got: show(details.got),
    fix: "a view needs mount and render: defineView({ mount: () => ({}), render: () => <p /> })",
  }),
  VIEW_OPTION_UNKNOWN: ({ option, nearest }: { option: string; nearest: string | null }) => ({
    expected: "an option that defineView knows",
    got: `"${option}"`,
    fix: nearest === null ? "remove it" : `write "${nearest}"`,
  }),
  HANDLER_NAME: ({ where, name }: { where: string; name: string }): Explanation => ({
    expected: `${where} to have a name of 1 to 256 characters that does not begin with @ or [`,
    got: show(name),
    fix: "rename it",
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
  STATE_NOT_OBJECT: ({ view, got }: { view: string; got: unknown }): Explanation => ({
    expected: `mount of ${view} to return the state, a plain object`,
    got: show(got),
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
  URL_NOT_ALLOWED: ({ method, got }: { method: string; got: unknown }): Explanation => ({
    expected: `ctx.${method} with a path of this site, such as "/todos?done=1"`,
    got: show(got),
    fix: "for another site: ctx.redirect(url, { external: true }), with a URL you trust",
  }),
  STATUS_NOT_ALLOWED: ({ got }: { got: unknown }): Explanation => ({
    expected: "ctx.status with a code from 400 to 599",
    got: show(got),
    fix: "answer redirects with ctx.redirect and pages by returning the state",
  }),
  LIMIT_INVALID: ({ limit, got }: { limit: string; got: unknown }): Explanation => ({
    expected: `limits.${limit} to be a whole number above 0`,
    got: show(got),
    fix: "correct it, or leave it out for the default",
  }),
  LIMIT_UNKNOWN: ({ limit, nearest }: { limit: string; nearest: string | null }): Explanation => ({
    expected: "a limit that createLive knows",
    got: `"${limit}"`,
    fix: nearest === null ? "remove it" : `write "${nearest}"`,
  }),
  ATTRIBUTE_NAME: ({ name }: { name: string }): Explanation => ({
    expected: "attribute names of letters, digits and _ : . -",
    got: show(name),
    fix: "correct the name; of data, spread only objects whose keys you know",
  }),
  HANDLER_ATTRIBUTE: ({ name }: { name: string }): Explanation => ({
    expected: "no attribute that begins with on, since its value would run as code",
    got: name,
    fix: `handle the event on the server, live-${name.slice(2).toLowerCase()}={on.…}, or in a hook`,
  }),
  UNKNOWN_BINDING: ({ name, nearest }: { name: string; nearest: string }): Explanation => ({
    expected: `a binding, such as ${nearest}`,
    got: name,
    fix: "correct the spelling; attributes of your own begin with data-",
  }),
  ATTRIBUTE_VALUE: ({ name, value }: { name: string; value: string }): Explanation => ({
    expected: `a string, number, bigint, boolean or null as the value of ${name}`,
    got: value,
    fix: "make a string of it: lists and objects are for class and style, on.… for live-*",
  }),
  TAG_NAME: ({ tag }: { tag: string }): Explanation => ({
    expected: "a tag name of letters, digits and : . _ -",
    got: tag,
    fix: "choose the tag from a fixed list, never from data",
  }),
  UNKNOWN_COMPONENT: ({ got }: { got: string }): Explanation => ({
    expected: "a tag name or a component before the first attribute",
    got,
    fix: "check the import: is it exported under this name, and not part of an import cycle?",
  }),
  RAW_TEXT: ({ tag, got }: { tag: string; got: string }): Explanation => ({
    expected: `raw() as the content of <${tag}>, where nothing can be escaped`,
    got,
    fix: `vouch for it: <${tag}>{raw(text)}</${tag}>, or hand data over in a data-* attribute`,
  }),
  TEXT_ONLY: ({ tag, got }: { tag: string; got: string }): Explanation => ({
    expected: `text as the content of <${tag}>`,
    got,
    fix:
      tag === "noscript" ? "write its elements as raw(html)" : "write text and {expressions} only",
  }),
  ASYNC_CHILD: (_: Record<never, never>): Explanation => ({
    expected: "children that are there when render runs",
    got: "a promise",
    fix: "load the data in mount or in a handler, and put it into the state; components are not async",
  }),
  INVALID_CHILD: ({ got }: { got: unknown }): Explanation => ({
    expected: "text, a number, TSX, an array of these, null or raw() between tags",
    got: show(got),
    fix: "print a field of it, or turn an iterable into an array: [...items].map(…)",
  }),
  TEMPLATE_COLLISION: ({ first, second }: { first: string; second: string }): Explanation => ({
    expected: "a hash of its own for each template",
    got: `the same one for ${show(first)} and ${show(second)}`,
    fix: "change a word in one of the two, for example by an attribute data-n",
  }),
  TOO_MANY_TEMPLATES: ({ max }: { max: number }): Explanation => ({
    expected: `at most ${max} templates in a process`,
    got: "one more",
    fix: "find the tag or attribute names that are made from data, and choose them from a fixed list",
  }),
} satisfies Record<string, (details: never) => Explanation>;

type Table = typeof table;
/** The codes of all errors; a code is never reused for another mistake. */
export type LiveErrorCode = keyof Table;
type Details<Code extends LiveErrorCode> = Parameters<Table[Code]>[0];

/** A mistake of the app's author, with the way out. */
export class LiveError<Code extends LiveErrorCode = LiveErrorCode> extends Error {
  readonly code: Code;

  constructor(code: Code, details: Details<Code>) {
    const { expected, got, fix } = (table[code] as (details: Details<Code>) => Explanation)(
      details,
    );
    super(`expected ${expected}, got: ${got}\n  Fix: ${fix}\n  ${code}`);
    this.name = "LiveError";
    this.code = code;
  }
}
