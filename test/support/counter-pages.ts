// The pages, frames and waits that the browser tests of the client share: a counter, written by hand.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { documentOf, type FrameServer, serveFrames, viewOf } from "./frame-server.js";

export const counter = (token: string, count: number, more = "") =>
  `<div l=1 live="${token}"><p>Count: ${count}</p><button live-click="increment">+</button>${more}</div>`;

const templates =
  '["root",["<div>","</div>"],[0],"t",["<p>Count: ","</p><button live-click=\\"increment\\">+</button>"],[0]]';
/** The first touch of a counter that shows one digit. */
export const showCount = (s: number, seq: number, ref: number, count: number) =>
  `[1,${s},${seq},${ref},${templates},[1,["root",0,["t",0,1]],0,[0,0,${count}]]]`;

/** Serves the counter under token T1; each rejoin has the next token and counts ten more. */
export async function serveCounter(more = ""): Promise<FrameServer> {
  let pages = 0;
  return serveFrames(({ isRejoin }) => {
    pages++;
    const html = counter(`T${pages}`, (pages - 1) * 10, more);
    return isRejoin ? viewOf(html, `Rejoined ${pages}`) : documentOf(html);
  });
}

/** The join's parts after token, and the instance that it carried. */
export async function nextJoin(server: FrameServer) {
  const [tag, s, token, instance, ...rest] = JSON.parse(await server.next());
  expect(tag).to.equal(0);
  return { s, token, instance: instance as string, rest };
}

export const liveState = (page: Page) => page.locator("[live]").getAttribute("live-state");
export const waitForLiveState = (page: Page, state: string) =>
  page.locator(`[live][live-state=${state}]`).waitFor({ state: "attached" });

/** Notes the page's `live:` events from its first moment, as `name detail`. */
export async function recordEvents(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const recorded: string[] = [];
    Object.assign(window, { recorded });
    const names = "joined patched disconnected reconnected lost error reply chart".split(" ");
    for (const name of names) {
      addEventListener(`live:${name}`, (event) => {
        const { detail } = event as CustomEvent;
        recorded.push(detail === null ? name : `${name} ${JSON.stringify(detail)}`);
      });
    }
  });
  return () => page.evaluate(() => (window as unknown as { recorded: string[] }).recorded);
}
