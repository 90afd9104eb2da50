// Sessions that their pages keep while no process does: handed out at the end, opened once, behind the guards.
import { expect } from "chai";
import express from "express";
import { createLive, type Limits } from "slotwire";
import { Desk, DeskPage, mounts, secret } from "../support/desk.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

describe("a process that ends in order without a store of its own", () => {
  const app = (options: { limits?: Partial<Limits> } = {}) => {
    const errors: unknown[] = [];
    const live = createLive({ secret, onError: (error) => errors.push(error), ...options });
    return { live, errors, app: express().use(live).get("/desk", live.page(Desk)) };
  };

  /** A page that was drained: what it was given to keep. */
  async function drained() {
    const first = app();
    await using site = await serve(first.app, first.live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    socket.send([1, 1, 1, 0, "add"]);
    await socket.next();
    const closing = first.live.close();
    const [tag, s, seq, ref, kind, sealed] = JSON.parse(await socket.next());
    expect([tag, s, seq, ref, kind]).to.deep.equal([2, 1, 0, 0, "seal"]);
    expect(await socket.next()).to.match(/^\[5,\d+\]$/);
    await closing;
    return { page, sealed: sealed as string };
  }

  async function awaited(page: DeskPage) {
    const { response, html } = await page.visitor.get("/desk?who=ada", {
      headers: { "live-rejoin": `${page.token} tab 1 1 1 sealed` },
    });
    expect(response.headers.get("live-view")).to.equal("awaited");
    expect(html).to.equal("");
    return response.headers.get("live-token") ?? "";
  }

  it("gives its sessions to their pages, and the next process opens them behind its guards", async () => {
    mounts.length = 0;
    const { page, sealed } = await drained();
    const second = app();
    await using site = await serve(second.app, second.live);
    const back = new DeskPage(site.url, page);
    const token = await awaited(back);
    const socket = await back.visitor.connect();
    socket.send([0, 1, token, "tab", 1, 1, 1, 1, sealed]);
    expect(await socket.next()).to.equal("[0,1,2,0,1]");
    const whole = await socket.next();
    expect(whole).to.match(/^\[1,1,1,0,\[1,"<div l=1><p live-click=/);
    expect(whole).to.contain(">ada 1 1 ");
    socket.send([1, 1, 2, 1, "add"]);
    expect(await socket.next()).to.match(/^\[1,1,2,2,/);
    expect(mounts).to.deep.equal(["ada"]);
    expect(second.live.stats()).to.include({ sessions: 1, parked: 0 });
    expect(second.errors).to.deep.equal([]);
  });

  it("nobody opens a seal twice, changed, under another epoch, or for another document", async () => {
    const { page, sealed } = await drained();
    const second = app();
    await using site = await serve(second.app, second.live);
    const tries: [instance: string, epoch: number, text: string][] = [
      ["tab", 2, sealed],
      ["copy", 1, sealed],
      ["tab", 1, `${sealed.slice(0, -9)}AAAAAAAA${sealed.at(-1)}`],
      ["tab", 1, "x".repeat(10_000)],
    ];
    for (const [instance, epoch, text] of tries) {
      const { page: own, sealed: fresh } = instance === "copy" ? await drained() : { page, sealed };
      const back = new DeskPage(site.url, own);
      const token = await awaited(back);
      const socket = await back.visitor.connect();
      socket.send([0, 1, token, instance, 1, epoch, 1, 1, text === sealed ? fresh : text]);
      expect(await socket.next()).to.equal('[4,1,"unknown"]');
    }
    const back = new DeskPage(site.url, page);
    const socket = await back.visitor.connect();
    socket.send([0, 1, await awaited(back), "tab", 1, 1, 1, 1, sealed]);
    expect(await socket.next()).to.equal("[0,1,2,0,1]");
    socket.send([5, 1]);
    await eventually(() => second.live.stats().sessions === 0);
    const again = await back.visitor.connect();
    again.send([0, 1, await awaited(back), "tab", 1, 1, 1, 1, sealed]);
    expect(await again.next()).to.equal('[4,1,"unknown"]');
    expect(second.live.stats().sessions).to.equal(0);
  });

  it("a page that says so and never brings its session costs nothing for long", async () => {
    const { page } = await drained();
    const second = app({ limits: { parkedMs: 20 } });
    await using site = await serve(second.app, second.live);
    await awaited(new DeskPage(site.url, page));
    await eventually(() => second.live.stats().sessions === 0);
    expect(second.live.stats().alarms).to.equal(0);
  });

  /** What the process after it says to a page that brings what it was given. */
  async function bring({ page, sealed }: Awaited<ReturnType<typeof drained>>, url: string) {
    const back = new DeskPage(url, page);
    const token = await awaited(back);
    const socket = await back.visitor.connect();
    socket.send([0, 1, token, "tab", 1, 1, 1, 1, sealed]);
    return socket.next();
  }

  it("a seal opens for sealedMs, and no longer", async () => {
    const kept = await drained();
    const second = app({ limits: { sealedMs: 1 } });
    await using site = await serve(second.app, second.live);
    expect(await bring(kept, site.url)).to.equal('[4,1,"unknown"]');
  });

  it("no more seals open than can be remembered: maxOpenedSeals", async () => {
    const [one, two] = [await drained(), await drained()];
    const second = app({ limits: { maxOpenedSeals: 1 } });
    await using site = await serve(second.app, second.live);
    expect(await bring(one, site.url)).to.equal("[0,1,2,0,1]");
    expect(await bring(two, site.url)).to.equal('[4,1,"unknown"]');
  });

  it("gives no page more than maxSealedBytes: it is told to come back, and mounts afresh", async () => {
    const first = app({ limits: { maxSealedBytes: 100 } });
    await using site = await serve(first.app, first.live);
    const socket = await new DeskPage(site.url).open();
    await socket.next();
    const closing = first.live.close();
    expect(await socket.next()).to.match(/^\[5,\d+\]$/);
    await closing;
  });
});
