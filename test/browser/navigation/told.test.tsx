// What scripts of a page are told of changes of its URL.
import { expect } from "chai";
import { defineView, js } from "slotwire";
import { openPage, settled } from "../../support/browser.js";
import { createSite, headingIs, ready } from "../../support/navigation-site.js";
import { serve } from "../../support/server.js";

const Start = defineView({
  mount: () => ({ step: "" }),
  params: ({ query }) => ({ step: String(query.step ?? "none") }),
  render: ({ step }) => (
    <main>
      <h1>start</h1>
      <a href="/two" live-nav="navigate">
        to two
      </a>
      <button type="button" live-click={js.patch("/start?step=1")}>
        Step
      </button>
      <i>{step}</i>
    </main>
  ),
});

describe("a page that changes its URL", () => {
  it("tells before and after each change, by a command, a link and the way back", async () => {
    const { app, live } = createSite((to, site) => to.get("/start", site.live.page(Start)));
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page } = opened;
    await page.goto(`${site.url}/start`);
    await ready(page, "start");
    await settled(page);
    await page.evaluate(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      for (const type of ["live:navigating", "live:navigated"]) {
        addEventListener(type, (event) => {
          const { url, kind } = (event as CustomEvent).detail;
          told.push(`${type} ${kind} ${url.replace(location.origin, "")}`);
        });
      }
    });
    await page.click("text=Step");
    await page.locator("i", { hasText: "1" }).waitFor();
    await page.waitForURL("**/start?step=1");
    await page.click("text=to two");
    await headingIs(page, "two");
    await page.goBack();
    await headingIs(page, "start");
    await page.waitForFunction("told.length === 6");
    expect(await page.evaluate("told")).to.deep.equal([
      "live:navigating patch /start?step=1",
      "live:navigated patch /start?step=1",
      "live:navigating navigate /two",
      "live:navigated navigate /two",
      "live:navigating pop /start?step=1",
      "live:navigated pop /start?step=1",
    ]);
    expect(await page.textContent("i")).to.equal("1");
    expect(opened.problems).to.deep.equal([]);
  });
});
