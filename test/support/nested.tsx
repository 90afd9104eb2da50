// Pages with views inside, and their HTML without what is different each time.
import express from "express";
import {
  createLive,
  defineView,
  type Limits,
  type Live,
  type MountVisit,
  type Child as Rendered,
  type SessionData,
  type View,
} from "slotwire";

export const Child = defineView({
  name: "child",
  mount: ({ props }: MountVisit<{ start: number }>) => ({ count: props.start }),
  events: { add: ({ count }) => ({ count: count + 1 }) },
  render: ({ count }) => <b>{count}</b>,
});

export const page = (render: () => Rendered) =>
  defineView({ name: "page", mount: () => ({}), events: { again: () => ({}) }, render });

interface Options {
  readonly limits?: Partial<Limits>;
  readonly session?: (request: express.Request) => SessionData;
}

interface NestingApp {
  readonly live: Live<express.Request>;
  readonly app: express.Express;
  /** What was reported: view, place and first line. */
  readonly errors: readonly string[];
}

export function createApp(view: View, { limits = {}, session }: Options = {}): NestingApp {
  const errors: string[] = [];
  const live = createLive({
    limits,
    session: (request: express.Request) => session?.(request) ?? {},
    onError: (error, { view: name, where }) => errors.push(`${name} ${where}: ${messageOf(error)}`),
  });
  const app = express().use(live).get("/", live.page(view));
  return { live, app, errors };
}

function messageOf(error: unknown): string {
  return (error as Error).message.split("\n")[0] ?? "";
}

/** The body, without what is different each time. */
export function known(html: string): string {
  const body = /<body>(.*)<\/body>/.exec(html)?.[1] ?? "";
  return body.replace(/live="[^"]+"/g, "live=T").replace(/live-embed="[^"]+"/g, "live-embed=E");
}

export function tokensIn(html: string): string[] {
  return [...html.matchAll(/ live="([^"]+)"/g)].map(([, token = ""]) => token);
}

export const around = (content: string, l = 2) =>
  `<div l=${l} live-embeds live-update="ignore"><!--r-->${content}<!--/r--></div>`;
