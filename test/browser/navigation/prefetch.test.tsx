// Pages that are fetched before anybody clicks: by pointer, focus and sight, a few at a time.
import { expect } from "chai";
import { defineView } from "slotwire";
import { type OpenPage, settled } from "../../support/browser.js";
import { headingIs, type OpenSite, openSite, type Site } from "../../support/navigation-site.js";

describe("a page that is fetched ahead", () => {
  let visited: OpenSite;
  let site: Site;
  let page: OpenPage["page"];

  before(async () => {
    const Leaving = defineView({
      mount: () => ({}),
      events: { leave: (_state, ctx) => ctx.navigate("/two") },
      render: () => (
        <main>
          <h1>leaving</h1>
          <a href="/two" live-nav="navigate" live-prefetch>
            to two
          </a>
          <button type="button" live-click="leave">
            Leave
          </button>
        </main>
      ),
    });
    visited = await openSite((app, { live }) => app.get("/leaving", live.page(Leaving)));
    ({ site, page } = visited);
  });
  after(() => visited[Symbol.asyncDispose]());
  beforeEach(() => visited.begin("/one", "one"));

  it("costs no request at all at the click", async () => {
    await page.evaluate(() => {
      document.querySelector("a[href='/two']")?.setAttribute("live-prefetch", "");
    });
    const fetched = page.waitForResponse("**/two");
    await page.hover("text=to two");
    await (await fetched).finished();
    expect(site.requests).to.deep.equal(["GET /two prefetch"]);
    await page.click("text=to two");
    await headingIs(page, "two");
    await page.click("text=More");
    await page.locator("output", { hasText: "1" }).waitFor();
    expect(site.requests).to.deep.equal(["GET /two prefetch"]);
    expect(site.mounts).to.deep.equal(["two"]);
  });

  for (const [name, path, button, link] of [
    ["an event that may have changed it", "/one", "More", "to two"],
    ["a handler that leads there", "/leaving", "Leave", null],
  ] as const) {
    it(`is fetched again after ${name}`, async () => {
      await visited.begin(path, path.slice(1));
      await page.evaluate(() => {
        document.querySelector("a[href='/two']")?.setAttribute("live-prefetch", "");
      });
      const fetched = page.waitForResponse("**/two");
      await page.hover("text=to two");
      await (await fetched).finished();
      await page.click(`text=${button}`);
      if (link !== null) {
        await settled(page);
        await page.locator("output", { hasText: "1" }).waitFor();
        // As from a pointer that has been there all the time.
        await page.dispatchEvent(`text=${link}`, "click", { button: 0 });
      }
      await headingIs(page, "two");
      expect(site.requests).to.deep.equal(["GET /two prefetch", "GET /two navigate"]);
    });
  }

  it("is wanted by a finger, but by no pointer that only passes", async () => {
    await page.clock.install();
    // However long the pointer takes from one to the other.
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.evaluate(() => {
      for (const link of document.querySelectorAll("a")) link.setAttribute("live-prefetch", "");
    });
    await page.hover("text=to two");
    await page.hover("text=More");
    await page.clock.runFor(1000);
    const fetched = page.waitForResponse("**/three");
    await page.dispatchEvent("text=to three", "touchstart");
    await fetched;
    expect(site.requests).to.deep.equal(["GET /three prefetch"]);
    await page.clock.resume();
  });

  it("is wanted by focus, or when its link is in view, four at most", async () => {
    await page.evaluate(() => {
      document.querySelector("a[href='/two']")?.setAttribute("live-prefetch", "");
    });
    const fetched = page.waitForResponse("**/two");
    await page.focus("text=to two");
    await fetched;
    const others = Promise.all([1, 2, 3].map((n) => page.waitForResponse(`**/three?n=${n}`)));
    await page.evaluate(() => {
      const links = [1, 2, 3, 4, 5].map(
        (n) => `<a href="/three?n=${n}" live-nav="navigate" live-prefetch="visible">${n}</a>`,
      );
      document.querySelector("nav")?.insertAdjacentHTML("beforeend", links.join(""));
      dispatchEvent(new Event("live:navigated"));
    });
    await others;
    expect(site.requests).to.deep.equal([
      "GET /two prefetch",
      "GET /three?n=1 prefetch",
      "GET /three?n=2 prefetch",
      "GET /three?n=3 prefetch",
    ]);
  });
});
