// The checks of the chaos suite: nothing lost, nothing twice, everybody's page as the server would print it.
import { type Deed, expectedOf } from "./model.js";
import type { Visitor } from "./run.js";
import { until } from "./run.js";
import type { ChaosServer } from "./server.js";

export interface Checked {
  /** What went wrong; empty when all is well. */
  readonly problems: string[];
}

export async function checkClients(
  visitors: readonly Visitor[],
  server: ChaosServer,
): Promise<Checked> {
  const told = visitors.flatMap(({ user }) => user.deeds).filter(isTold).length;
  const expected = { heard: `${server.ledger.news}`, rumours: `${told}` };
  const hasAll = ({ client }: Visitor) =>
    Object.entries(expected).every(([name, text]) => client.page.text(name) === text);
  await until(() => visitors.every(hasAll), 10_000);
  const problems: string[] = [];
  const mounts = visitors.length;
  if (server.ledger.mounts !== mounts) {
    problems.push(`${server.ledger.mounts} mounts of ${mounts} visits`);
  }
  for (const visitor of visitors) {
    const { client, user } = visitor;
    problems.push(...client.problems);
    const say = (problem: string) => problems.push(`${client.name}: ${problem}`);
    if (client.counts.pageLoads > 0) say("loaded the page");
    if (client.counts.rejoins > 0) say("fetched a fresh mount");
    if (!client.isSettled) {
      say(`is ${client.channel.state}, not settled`);
      continue;
    }
    for (const deed of user.deeds) checkDeed(deed, server.ledger.runs.get(deed.id) ?? 0, say);
    checkPage(visitor, expected, say);
    await checkPrint(visitor, say);
  }
  return { problems };
}

type Say = (problem: string) => void;

const isTold = ({ kind, code }: Deed) => kind === "tell" && code === null;
const replies: Readonly<Record<string, string>> = { add: "added", slow: "slow", beside: "beside" };

function checkDeed(deed: Deed, runs: number, say: Say): void {
  const { id, kind, code, reply, answers } = deed;
  const wanted = kind === "fail" ? ["failed"] : kind in replies ? [null] : [null, "stale"];
  if (!wanted.includes(code as string | null)) say(`${kind} ${id} was answered with ${code}`);
  if (answers !== 1) say(`${kind} ${id} was answered ${answers} times`);
  const expectedRuns = code === "stale" ? 0 : 1;
  if (runs !== expectedRuns) say(`${kind} ${id} ran ${runs} times`);
  const word = replies[kind];
  const expectedReply = word === undefined ? undefined : `${word} ${id}`;
  if (reply !== expectedReply) say(`${kind} ${id} was replied ${JSON.stringify(reply)}`);
}

function checkPage({ client, user }: Visitor, shared: Record<string, string>, say: Say): void {
  const { texts, items } = expectedOf(user.deeds);
  const pushes = `${client.counts.pushes}`;
  for (const [name, text] of Object.entries({ ...texts, ...shared, pushes })) {
    const found = client.page.text(name);
    if (found !== text) say(`${name} is ${found?.slice(0, 60)}, expected ${text.slice(0, 60)}`);
  }
  const listed = client.page.items();
  if (listed.join() !== items.join()) say(`the list is ${listed}, expected ${items}`);
}

async function checkPrint({ client }: Visitor, say: Say): Promise<void> {
  const own = client.page.print();
  const printed = await client.serverPrint();
  if (own === printed) return;
  let at = 0;
  while (own[at] === printed[at]) at += 1;
  const from = Math.max(0, at - 40);
  say(`has ${own.slice(from, at + 60)} where the server prints ${printed.slice(from, at + 60)}`);
}
