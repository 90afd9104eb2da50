// A server that is killed or deployed anew under a page in use: what the page shows, and what has run.
import { expect } from "chai";
import { openPage, settled } from "../../support/browser.js";
import { textBecomes } from "../../support/live-app.js";
import { useRedis } from "../../support/redis-server.js";
import { DeskProcess } from "./desk-process.js";
import { kept, offline, whatIsThere, work } from "./desk-use.js";

describe("a page in use whose server goes away", () => {
  const redis = useRedis();

  for (const signal of ["SIGKILL", "SIGTERM"] as const) {
    it(`goes on where it was after ${signal} and a start, with a shared store`, async function () {
      this.timeout(40_000);
      await using desk = await new DeskProcess(redis.url()).start();
      await using opened = await openPage(desk.url);
      const { page } = opened;
      await work(page);
      await desk.end(signal);
      await offline(page);
      await page.evaluate(() => document.querySelector<HTMLElement>("#add")?.click());
      await page.evaluate(() => document.querySelector<HTMLElement>("#add")?.click());
      await desk.start();
      await textBecomes(page, "#add", "5");
      await settled(page);
      expect(await whatIsThere(page)).to.deep.equal({ ...kept, count: "5" });
      expect(desk.log).to.deep.equal(["mount", "add 0", "add 1", "add 2", "add 3", "add 4"]);
      await page.click("#add");
      await textBecomes(page, "#add", "6");
    });
  }

  it("goes on where it was after SIGTERM and a start without a store: the page keeps its session", async function () {
    this.timeout(90_000);
    await using desk = await new DeskProcess().start();
    await using opened = await openPage(desk.url);
    const { page } = opened;
    for (let deployment = 0; deployment < 2; deployment++) {
      await work(page, deployment * 5);
      await desk.end("SIGTERM");
      await offline(page);
      await page.evaluate(() => document.querySelector<HTMLElement>("#add")?.click());
      await page.evaluate(() => document.querySelector<HTMLElement>("#add")?.click());
      await desk.start();
      await textBecomes(page, "#add", String(deployment * 5 + 5));
      await settled(page);
      const typed = kept.typed.repeat(deployment + 1);
      expect(await whatIsThere(page)).to.deep.include({ ...kept, typed });
    }
    expect(desk.log).to.deep.equal(["mount", ...Array.from({ length: 10 }, (_, n) => `add ${n}`)]);
  });

  it("survives ten deployments in a row", async function () {
    this.timeout(90_000);
    await using desk = await new DeskProcess(redis.url()).start();
    await using opened = await openPage(desk.url);
    const { page } = opened;
    await work(page);
    for (let deployment = 1; deployment <= 10; deployment++) {
      await desk.end("SIGTERM");
      await desk.start();
      await page.evaluate(() => document.querySelector<HTMLElement>("#add")?.click());
      await textBecomes(page, "#add", String(3 + deployment));
    }
    expect(await whatIsThere(page)).to.deep.equal({ ...kept, count: "13" });
    expect(desk.log.filter((line) => line === "mount")).to.have.length(1);
  });
});
