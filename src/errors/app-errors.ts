// Mistakes in setting the app up: createLive, its options and limits, pages and layouts.
import { type ErrorTable, type Explanation, show } from "./explanation.js";

export const appErrors = {
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
  LIVE_OPTION_UNKNOWN: (details: {
    option: string;
    known: readonly string[];
    nearest: string | null;
  }): Explanation => ({
    expected: `options among ${details.known.join(", ")}`,
    got: `"${details.option}"`,
    fix: details.nearest === null ? "remove it" : `write "${details.nearest}"`,
  }),
  ORIGIN_INVALID: ({ got }: { got: unknown }): Explanation => ({
    expected: 'origins as a browser sends them, scheme, host and port: "https://example.com"',
    got: show(got),
    fix: "write each origin in lower case, without a path, a last slash or the default port",
  }),
  CLOSE_TIMEOUT: ({ got }: { got: unknown }): Explanation => ({
    expected: "live.close({ timeoutMs }) with a number of milliseconds",
    got: show(got),
    fix: "correct it; 10,000 are taken until then",
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
  ROUTE_PARAMS: (details: { view: string; route: string; param: string; got: string }) => ({
    expected: `the page of ${details.view} on a route with the params of ${show(details.route)}`,
    got: `${show(details.got)}, which has no such ${details.param}`,
    fix: "write the same path in defineView({ route }) and in app.get, there without the prefix of its router",
  }),
  ASSET_NOT_FOUND: ({ got, folder }: { got: unknown; folder: string }): Explanation => ({
    expected: `live.asset with the name of a file in ${folder}, such as "app.css" or "img/logo.svg"`,
    got: show(got),
    fix: "correct the name, which begins below the folder and has no slash in front",
  }),
  ATTACH_WITHOUT_SERVER: ({ got }: { got: unknown }): Explanation => ({
    expected: "live.attach(server) with the server that listens",
    got: show(got),
    fix: "write: live.attach(app.listen(3000)), or pass what http.createServer(app) returned",
  }),
  ATTACH_PATH_TAKEN: ({ path }: { path: string }): Explanation => ({
    expected: "each live app of a server to have a path of its own",
    got: `two that take ${path}`,
    fix: 'give one of them another: createLive({ path: "/admin/live" }), or share one createLive()',
  }),
  DISCONNECT_WITHOUT_KEY: ({ got }: { got: unknown }): Explanation => ({
    expected: "live.disconnect(key) with a text, as the option key of createLive returns it",
    got: show(got),
    fix: "ask first whether somebody is there: if (userId !== undefined) await live.disconnect(String(userId))",
  }),
  LAYOUT_WITHOUT_CHILDREN: (_: Record<never, never>): Explanation => ({
    expected: "the layout to place { head } in <head> and { children } in <body>, each once",
    got: "a document that lacks one of them or holds it twice",
    fix: "write {head} inside <head> and {children} inside <body>",
  }),
  LIVE_NOT_ATTACHED: (_: Record<never, never>): Explanation => ({
    expected: "live.attach(server), which takes the WebSockets of pages",
    got: "none: a page makes do with an event stream, after its WebSockets were refused",
    fix: "write: live.attach(app.listen(3000))",
  }),
  LIVE_NOT_USED: ({ scriptUrl }: { scriptUrl: string }): Explanation => ({
    expected: `app.use(live) to answer ${scriptUrl}, without which no page is live`,
    got: "a 404 of the app",
    fix: 'write app.use(live) on the outermost app, before its 404 handler; for another path: createLive({ path: "/shop/live" })',
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
} satisfies ErrorTable;
