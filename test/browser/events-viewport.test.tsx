// live-viewport-*: long lists that grow at the end that the user scrolls to, and stay where the user reads.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { defineView } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { interactionLoaded } from "../support/interaction.js";
import { appWith } from "../support/live-app.js";
import { serve } from "../support/server.js";

/** A window of numbered rows, 20 at first, that grows by 20 at either end up to 0 and 100. */
function listView(first: number, style = "height: 200px; overflow-y: auto", target?: string) {
  const calls: string[] = [];
  const List = defineView({
    mount: () => ({ from: first, to: first + 20 }),
    events: {
      earlier: ({ from }, { payload }) => {
        calls.push(`earlier ${JSON.stringify(payload)}`);
        return { from: Math.max(0, from - 20) };
      },
      later: ({ to }, { payload }) => {
        calls.push(`later ${JSON.stringify(payload)}`);
        return { to: Math.min(100, to + 20) };
      },
    },
    render: ({ from, to }) => (
      <div
        id="list"
        style={style}
        live-viewport-top="earlier"
        live-viewport-bottom="later"
        live-viewport-overrun-target={target}
      >
        {Array.from({ length: to - from }, (_, i) => from + i).map((n) => (
          <p key={n} id={`n${n}`} style="height: 40px; margin: 0; flex: none">
            {n}
          </p>
        ))}
      </div>
    ),
  });
  return { calls, List };
}

async function withList(
  list: ReturnType<typeof listView>,
  check: (page: Page) => Promise<void>,
): Promise<void> {
  const { app, live } = appWith(list.List);
  await using site = await serve(app, live);
  await using opened = await openPage(site.url);
  await settled(opened.page);
  await interactionLoaded(opened.page);
  await check(opened.page);
  expect(opened.problems).to.deep.equal([]);
}

const scrollTo = (page: Page, top: number) =>
  page.$eval("#list", (el, to) => el.scrollTo(0, to), top);
/** Scrolling is looked at before the next paint. */
const twoFrames = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
/** Where the row is seen, from the top of the list. */
const placeOf = (page: Page, id: string) =>
  page.$eval(`#${id}`, (el) => {
    const list = el.parentElement as Element;
    return Math.round(el.getBoundingClientRect().top - list.getBoundingClientRect().top);
  });

describe("live-viewport-*", () => {
  it("asks for more when the last child comes into view, once, with its id", async () => {
    const list = listView(0);
    await withList(list, async (page) => {
      await scrollTo(page, 300);
      await twoFrames(page);
      await scrollTo(page, 600);
      await page.waitForSelector("#n39");
      expect(list.calls).to.deep.equal(['later {"id":"n19"}']);
      expect(await placeOf(page, "n19")).to.equal(160);
      await page.mouse.move(50, 50);
      await page.mouse.wheel(0, 5000);
      await page.waitForSelector("#n59");
      expect(list.calls).to.deep.equal(['later {"id":"n19"}', 'later {"id":"n39"}']);
    });
  });

  it("asks for what is before when the first child comes into view upwards, and keeps it in place", async () => {
    const list = listView(40);
    await withList(list, async (page) => {
      await scrollTo(page, 300);
      await twoFrames(page);
      await scrollTo(page, 0);
      await page.waitForSelector("#n20");
      await settled(page);
      expect(list.calls).to.deep.equal(['earlier {"id":"n40"}']);
      expect(await placeOf(page, "n40")).to.equal(0);
      await twoFrames(page);
      await scrollTo(page, 0);
      await page.waitForSelector("#n0");
      await settled(page);
      expect(list.calls).to.deep.equal(['earlier {"id":"n40"}', 'earlier {"id":"n20"}']);
      expect(await placeOf(page, "n20")).to.equal(0);
    });
  });

  it("fills a view that is larger than its list as soon as it is shown, without any scrolling", async () => {
    const list = listView(0, "display: none; height: 1000px; overflow-y: auto");
    await withList(list, async (page) => {
      await twoFrames(page);
      expect(list.calls).to.deep.equal([]);
      await page.$eval("#list", (el) => el.attributeStyleMap.delete("display"));
      await page.waitForSelector("#n39");
      expect(list.calls).to.deep.equal(['later {"id":"n19"}']);
    });
  });

  it("says when the list was scrolled past as a whole", async () => {
    const list = listView(0, "margin-bottom: 4000px");
    await withList(list, async (page) => {
      await page.evaluate(() => window.scrollTo(0, 3000));
      await page.waitForSelector("#n39");
      expect(list.calls[0]).to.equal('later {"id":"n19","_overran":"true"}');
    });
  });

  it("asks another element whether the list was scrolled past", async () => {
    const list = listView(0, "margin-bottom: 4000px", "#n5");
    await withList(list, async (page) => {
      // The rows up to the sixth are above the window, the last ones are in it.
      await page.evaluate(() => window.scrollTo(0, 300));
      await page.waitForSelector("#n39");
      expect(list.calls[0]).to.equal('later {"id":"n19","_overran":"true"}');
    });
  });

  it("asks at the end of a list that is shown from the bottom up when the user scrolls up", async () => {
    const list = listView(
      0,
      "height: 200px; overflow-y: auto; display: flex; flex-direction: column-reverse",
    );
    await withList(list, async (page) => {
      await scrollTo(page, -300);
      await twoFrames(page);
      expect(list.calls).to.deep.equal([]);
      await scrollTo(page, -600);
      await page.waitForSelector("#n39");
      expect(await placeOf(page, "n19")).to.equal(0);
      expect(list.calls).to.deep.equal(['later {"id":"n19"}']);
    });
  });

  it("does not ask again when nothing more came", async () => {
    const list = listView(80);
    await withList(list, async (page) => {
      for (const top of [400, 600, 580, 600]) {
        await scrollTo(page, top);
        await twoFrames(page);
        await settled(page);
      }
      expect(list.calls).to.deep.equal(['later {"id":"n99"}']);
    });
  });
});
