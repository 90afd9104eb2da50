// Pages with bindings, for tests of what each of them sends.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { openPage } from "./browser.js";
import { nextJoin } from "./counter-pages.js";
import { documentOf, type FrameServer, serveFrames } from "./frame-server.js";
import { interactionLoaded } from "./interaction.js";

interface Live {
  readonly server: FrameServer;
  readonly page: Page;
}

/** Runs `check` on a page that shows `html` and is joined; then nothing else may have been sent. */
export async function withLive(html: string, check: (live: Live) => Promise<void>): Promise<void> {
  await using server = await serveFrames(() => documentOf(`<div l=1 live="T1">${html}</div>`));
  await using opened = await openPage(server.url);
  await nextJoin(server);
  server.send("[0,1,1]");
  // Until then a form is not locked, nothing is held back, and nobody knows what was used.
  if (/live-(change|input|trigger|submit|debounce|throttle|disable)/.test(html)) {
    await interactionLoaded(opened.page);
  }
  await check({ server, page: opened.page });
  // Frames keep their order: what was sent too much would come before this one.
  await opened.page.evaluate(() => {
    const button = document.createElement("button");
    button.setAttribute("live-click", "end");
    document.querySelector("[live]")?.append(button);
    button.click();
  });
  expect(JSON.parse(await server.next())[4]).to.equal("end");
  expect(opened.problems).to.deep.equal([]);
}

/** The next event's handler, boundary and payload, as far as they are there. */
export async function nextEvent(server: FrameServer): Promise<unknown[]> {
  const [tag, s, , , ...event] = JSON.parse(await server.next());
  expect([tag, s]).to.deep.equal([1, 1]);
  return event;
}

/** Answers the event `ref`, which changed nothing, as message `seq`; then nothing may be waiting any more. */
export async function answer({ server, page }: Live, seq: number, ref = seq): Promise<void> {
  server.send(`[1,1,${seq},${ref}]`);
  await page.waitForSelector("[live]:not(:has([live-loading]))");
}
