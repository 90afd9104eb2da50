// The checks of the chaos suite: nothing lost, nothing twice, everybody's page as the server would print it.
import type { Done } from "./backend.js";
import { type Deed, expectedOf } from "./model.js";
import type { Visitor } from "./run.js";
import { until } from "./until.js";

/** What a run has to promise; less when processes die. */
export interface Expectations {
  /** Sessions may be mounted afresh: what was sent and not answered is reported as lost. */
  readonly losesSessions: boolean;
  /** A handler may run again that ran in a process that died before its event was answered. */
  readonly repeatsRuns: boolean;
  /** Every session hears every message of its topics. */
  readonly hearsAll: boolean;
}

interface Given {
  readonly done: Done;
  readonly expects: Expectations;
}

type Say = (problem: string) => void;

export async function checkClients(
  visitors: readonly Visitor[],
  given: Given,
): Promise<readonly string[]> {
  const { done, expects } = given;
  const shared = sharedTexts(visitors, given);
  const hasAll = ({ client }: Visitor) =>
    Object.entries(shared).every(([name, text]) => client.page.text(name) === text);
  await until(() => visitors.every(hasAll), 10_000);
  const problems: string[] = [];
  const fresh = visitors.reduce((sum, { client }) => sum + client.counts.fresh, 0);
  const mounts = visitors.length + (expects.losesSessions ? fresh : 0);
  if (done.mounts !== mounts) problems.push(`${done.mounts} mounts, expected ${mounts}`);
  for (const visitor of visitors) {
    const { client, user } = visitor;
    problems.push(...client.problems);
    const say = (problem: string) => problems.push(`${client.name}: ${problem}`);
    if (client.counts.pageLoads > 0) say("loaded the page");
    if (client.counts.fresh > 0 && !expects.losesSessions) say("was mounted afresh");
    if (!client.isSettled) {
      const waiting = user.deeds.filter(({ code }) => code === undefined);
      const what = waiting.map(
        ({ kind, id }) => `${kind} ${id}, ran ${done.runs.get(id) ?? 0} times`,
      );
      say(`is ${client.channel.state} and waits for ${what.join("; ")}`);
      continue;
    }
    for (const deed of user.deeds) checkDeed(deed, given, say);
    checkPage(visitor, { shared, done }, say);
    await checkPrint(visitor, say);
  }
  return problems;
}

/** What every page has to say in the end. */
function sharedTexts(
  visitors: readonly Visitor[],
  { done, expects }: Given,
): Readonly<Record<string, string>> {
  const heard = `${done.news}`;
  if (!expects.hearsAll) return { heard };
  const told = visitors.flatMap(({ user }) => user.deeds).filter(isTold).length;
  return { heard, missed: "0", rumours: `${told}` };
}

const isTold = ({ kind, code }: Deed) => kind === "tell" && code === null;
const replies: Readonly<Record<string, string>> = { add: "added", slow: "slow", beside: "beside" };

function checkDeed(deed: Deed, { done, expects }: Given, say: Say): void {
  const { id, kind, code, reply, answers } = deed;
  if (answers !== 1) say(`${kind} ${id} was answered ${answers} times`);
  const runs = done.runs.get(id) ?? 0;
  if (code === "lost" && expects.losesSessions) {
    if (runs > 1) say(`${kind} ${id}, which was lost, ran ${runs} times`);
    return;
  }
  const wanted = kind === "fail" ? ["failed"] : kind in replies ? [null] : [null, "stale"];
  if (!wanted.includes(code as string | null)) say(`${kind} ${id} was answered with ${code}`);
  const expectedRuns = code === "stale" ? 0 : 1;
  const isRepeated = expects.repeatsRuns && expectedRuns === 1 && runs > 1;
  if (runs !== expectedRuns && !isRepeated) say(`${kind} ${id} ran ${runs} times`);
  const word = replies[kind];
  const expectedReply = word === undefined ? undefined : `${word} ${id}`;
  if (reply !== expectedReply) say(`${kind} ${id} was replied ${JSON.stringify(reply)}`);
}

function checkPage(
  { client, user }: Visitor,
  { shared, done }: { readonly shared: Readonly<Record<string, string>>; readonly done: Done },
  say: Say,
): void {
  // A fresh mount knows nothing of what was before it.
  const deeds = user.deeds.filter(({ life }) => life === client.counts.fresh);
  const { texts, items } = expectedOf(deeds);
  const pushes = `${client.counts.pushes}`;
  for (const [name, text] of Object.entries({ ...texts, ...shared, pushes })) {
    const found = client.page.text(name);
    if (found === text) continue;
    // What a call commits before it ends is there when it runs again.
    const more = Number(found) - Number(text);
    if (name === "steps" && more > 0 && more <= repeatsOf(deeds, done)) continue;
    say(`${name} is ${found?.slice(0, 60)}, expected ${text.slice(0, 60)}`);
  }
  const listed = client.page.items();
  if (listed.join() !== items.join()) say(`the list is ${listed}, expected ${items}`);
}

/** How often calls ran again that commit before they end. */
function repeatsOf(deeds: readonly Deed[], { runs }: Done): number {
  const slow = deeds.filter(({ kind }) => kind === "slow");
  return slow.reduce((sum, { id }) => sum + Math.max(0, (runs.get(id) ?? 0) - 1), 0);
}

async function checkPrint({ client }: Visitor, say: Say): Promise<void> {
  const printed = await client.serverPrint();
  const own = client.page.print();
  if (own === printed) return;
  let at = 0;
  while (own[at] === printed[at]) at += 1;
  const from = Math.max(0, at - 40);
  say(`has ${own.slice(from, at + 60)} where the server prints ${printed.slice(from, at + 60)}`);
}
