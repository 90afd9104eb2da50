// The scripts that a page loads when it first needs them: when they come, what waits for them, what happens without them.
import { expect } from "chai";
import { openPage, settled } from "../support/browser.js";
import { counter, nextJoin, serveCounter, showCount } from "../support/counter-pages.js";
import { documentOf, serveFrames } from "../support/frame-server.js";

/** The paths of the scripts that a page asked for, without their hashes. */
function recordScripts(page: Awaited<ReturnType<typeof openPage>>["page"]): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const name = /\/live\/([a-z]+)-/.exec(request.url())?.[1];
    if (name) asked.push(name);
  });
  return asked;
}

describe("a page in the browser: scripts that it loads when it needs them", () => {
  it("a page without commands, hooks and the like loads one script, and a moment later what can wait", async () => {
    await using server = await serveCounter();
    await using opened = await openPage();
    const scripts = recordScripts(opened.page);
    await opened.page.goto(server.url);
    await nextJoin(server);
    server.send("[0,1,1]", showCount(1, 1, 0, 7));
    await opened.page.getByText("Count: 7").waitFor();
    await opened.page.click("button");
    await server.next();
    server.send("[1,1,2,1]");
    await settled(opened.page);
    await opened.page.locator("live-banner").waitFor({ state: "attached" });
    expect(scripts).to.deep.equal(["client", "later"]);
  });

  it("a page with a live form loads what forms need, and the rest when a patch brings something for it", async () => {
    const form = '<form live-change="check"><input name="q"></form>';
    await using server = await serveFrames(() => documentOf(counter("T1", 0) + form));
    await using opened = await openPage();
    const { page } = opened;
    const scripts = recordScripts(page);
    const forms = page.waitForResponse("**/forms-*");
    await page.goto(server.url);
    await nextJoin(server);
    server.send("[0,1,1]");
    await forms;
    expect(scripts).to.deep.equal(["client", "forms"]);
    await page.evaluate(() => document.querySelector("p")?.replaceChildren("torn"));
    server.send(showCount(1, 1, 0, 1));
    expect(await server.next()).to.equal("[4,1,1]");
    const interaction = page.waitForRequest("**/interaction-*");
    server.send(
      '[1,1,2,0,[1,"<div l=1><p>Count: 0</p><b live-mounted=look live-connected=greet></b></div>"]]',
    );
    await interaction;
    // It came after the join, and is told of it all the same.
    expect(await server.next()).to.equal('[1,1,1,2,"look"]');
    expect(await server.next()).to.equal('[1,1,2,2,"greet"]');
  });

  it("frames wait, in order, for the script that HTML in a patch needs", async () => {
    await using server = await serveCounter();
    await using opened = await openPage();
    const { page } = opened;
    let release = (): void => {};
    await page.route("**/morph-*", async (route) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      await route.continue();
    });
    const asked = page.waitForRequest("**/morph-*");
    await page.goto(server.url);
    await nextJoin(server);
    server.send("[0,1,1]");
    await page.evaluate(() => document.querySelector("p")?.replaceChildren("torn"));
    server.send(showCount(1, 1, 0, 1));
    expect(await server.next()).to.equal("[4,1,1]");
    await asked;
    server.send(
      '[1,1,2,0,[1,"<div l=1><p>Count: 2</p><button live-click=\\"increment\\">+</button></div>"]]',
    );
    server.send('[1,1,3,0,[1,["root",0,["t",0,1]],0,[0,0,3]]]');
    await page.waitForFunction("slotwire.isSettled");
    expect(await page.locator("p").textContent()).to.equal("torn");
    release();
    await page.getByText("Count: 3").waitFor();
    expect(opened.problems).to.deep.equal([]);
  });

  it("a page whose script cannot be loaded tells so, and tries again when it is needed next", async () => {
    const chain = "[[0,&quot;&quot;,&quot;increment&quot;]]";
    await using server = await serveFrames(() =>
      documentOf(`${counter("T1", 0)}<div live-mounted="${chain}"></div>`),
    );
    await using opened = await openPage();
    const { page } = opened;
    let tries = 0;
    await page.route("**/interaction-*", (route) => {
      tries++;
      return tries === 1 ? route.abort() : route.continue();
    });
    await page.goto(server.url);
    await nextJoin(server);
    server.send("[0,1,1]");
    await until(() =>
      opened.problems.some((each) => each.includes("slotwire NOT_LOADED (network)")),
    );
    server.send(`[1,1,1,0,["new",["<i live-hook=\\"x\\"></i>"],[]]]`);
    await until(() => tries === 2);
  });
});

/** Waits until a condition of the test itself holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
