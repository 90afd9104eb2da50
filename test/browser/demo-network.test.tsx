// Clicks on a network that delays and breaks: none is lost, none counts twice, none hits another target.
import { expect } from "chai";
import { defineView, topic } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { FaultProxy } from "../support/fault-proxy.js";
import { appWith, textBecomes } from "../support/live-app.js";
import { serve } from "../support/server.js";

describe("a live page on a bad network", () => {
  it("counts two clicks that come before the socket is open, each once", async () => {
    let runs = 0;
    const Counter = defineView({
      mount: () => ({ count: 0 }),
      events: {
        increment: ({ count }) => {
          runs++;
          return { count: count + 1 };
        },
      },
      render: ({ count }) => (
        <button type="button" live-click="increment">
          {count}
        </button>
      ),
    });
    const { live, app } = appWith(Counter);
    await using site = await serve(app, live);
    await using proxy = await FaultProxy.start(site.port);
    proxy.hold("up");
    await using opened = await openPage(proxy.url);
    const { page } = opened;
    await page.waitForFunction(() => "slotwire" in window);
    await page.click("button");
    await page.click("button");
    expect(await page.textContent("button")).to.equal("0");
    expect(live.stats().connections).to.equal(0);
    proxy.release("up");
    await textBecomes(page, "button", "2");
    await settled(page);
    expect([runs, await page.textContent("button")]).to.deep.equal([2, "2"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("never runs a click in flight with an argument that came after it", async () => {
    const picked: number[] = [];
    const current = topic<number>("current");
    const Picker = defineView({
      mount: ({ ctx }) => {
        ctx.subscribe(current);
        return { id: 1, extra: false };
      },
      actions: {
        pick: (_state, _ctx, id: number) => {
          picked.push(id);
        },
      },
      messages: {
        changed: { topic: current, run: (_state, _ctx, id) => ({ id, extra: id === 3 }) },
      },
      render: ({ id, extra }, on) => (
        <div>
          <button type="button" id="pick" live-click={on.pick(id)}>
            Pick {id}
          </button>
          {extra && (
            <p>
              <button type="button" live-click={on.pick(2)}>
                Pick 2
              </button>
            </p>
          )}
        </div>
      ),
    });
    const { live, app } = appWith(Picker);
    await using site = await serve(app, live);
    await using proxy = await FaultProxy.start(site.port);
    await using opened = await openPage(proxy.url);
    const { page } = opened;
    await settled(page);
    await page.evaluate(() => {
      const errors: unknown[] = [];
      Object.assign(window, { errors });
      addEventListener("live:error", (event) => errors.push((event as CustomEvent).detail.code));
    });

    proxy.hold("up");
    await page.click("#pick");
    live.publish(current, 2);
    await textBecomes(page, "#pick", "Pick 2");
    proxy.release("up");
    await settled(page);
    expect(picked).to.deep.equal([]);
    expect(await page.evaluate(() => (window as unknown as { errors: unknown }).errors))
      .to.deep //
      .equal(["stale"]);

    // Bound anew elsewhere, the same action is still rendered: it runs, with its own argument.
    proxy.hold("up");
    await page.click("#pick");
    live.publish(current, 3);
    await textBecomes(page, "#pick", "Pick 3");
    proxy.release("up");
    await settled(page);
    expect(picked).to.deep.equal([2]);
    await page.click("#pick");
    await settled(page);
    expect(picked).to.deep.equal([2, 3]);
  });

  it("comes back after the network is lost, with what was typed", async () => {
    const Form = defineView({
      mount: () => ({ count: 0 }),
      events: { increment: ({ count }) => ({ count: count + 1 }) },
      render: ({ count }) => (
        <form>
          <input name="text" />
          <button type="button" live-click="increment">
            {count}
          </button>
        </form>
      ),
    });
    const { live, app } = appWith(Form);
    await using site = await serve(app, live);
    await using proxy = await FaultProxy.start(site.port);
    await using opened = await openPage(proxy.url);
    const { page } = opened;
    await settled(page);
    await page.focus("input");
    await page.keyboard.type("still here");
    // Remembered, since the page may be back before anybody has looked.
    await page.evaluate(() => {
      addEventListener("live:disconnected", () => document.body.classList.add("was-offline"));
    });
    proxy.cut();
    await page.locator("body.was-offline").waitFor();
    await settled(page);
    await page.click("button");
    await textBecomes(page, "button", "1");
    expect(await page.inputValue("input")).to.equal("still here");
  });
});
