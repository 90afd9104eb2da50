// Addresses that are made to leave a site or to run script in it: no link with live-nav and no command falls for one.
import { expect } from "chai";
import { type OpenPage, openPage } from "../../support/browser.js";
import { createSite, ready } from "../../support/navigation-site.js";
import { type Served, serve } from "../../support/server.js";
import { urlTricks } from "../../support/url-tricks.js";

interface Client {
  run(el: Element, chain: readonly unknown[]): void;
}

describe("an address that is a trick", () => {
  let server: Served;
  let opened: OpenPage;

  before(async () => {
    const site = createSite();
    server = await serve(site.app, site.live);
    opened = await openPage(`${server.url}/one`);
    await ready(opened.page, "one");
    await opened.page.evaluate(() => {
      const asked: string[] = [];
      const ran: string[] = [];
      for (const name of ["alert", "fetch", "open"]) {
        Object.assign(window, { [name]: () => ran.push(name) });
      }
      Object.assign(window, { asked, ran });
      addEventListener("live:navigating", (event) => {
        asked.push((event as CustomEvent).detail.url);
        event.preventDefault();
      });
      // What a link leaves to the browser is not what is tested here.
      addEventListener("click", (event) => event.preventDefault());
    });
  });
  after(async () => {
    await opened[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    expect(await opened.page.evaluate("ran")).to.deep.equal([]);
    expect(opened.page.url()).to.equal(`${server.url}/one`);
  });

  it("is left to the browser by links, where it does not lead to a page of the site", async () => {
    const rows = urlTricks.map(({ given, goes }) => [given, goes] as const);
    const wrong = await opened.page.evaluate((tricks) => {
      const { asked } = window as unknown as { asked: string[] };
      const link = document.querySelector("a") as HTMLAnchorElement;
      return tricks.filter(([given, goes]) => {
        asked.length = 0;
        link.setAttribute("href", given);
        for (const kind of ["patch", "navigate"]) {
          link.setAttribute("live-nav", kind);
          link.click();
        }
        const isElsewhere = asked.some((url) => new URL(url).origin !== location.origin);
        return isElsewhere || (goes !== "here" && asked.length > 0);
      });
    }, rows);
    expect(rows.length).to.be.at.least(60);
    expect(wrong).to.deep.equal([]);
  });

  it("is refused of commands, which never lead to another site", async () => {
    const tricks = urlTricks.filter(({ goes }) => goes !== "here").map(({ given }) => given);
    const asked = await opened.page.evaluate(async (all) => {
      const { asked, slotwire } = window as unknown as { asked: string[]; slotwire: Client };
      asked.length = 0;
      const last = new Promise((done) => addEventListener("live:navigating", done));
      for (const given of [...all, "/two"]) {
        for (const code of [20, 19]) slotwire.run(document.body, [[code, 0, given]]);
      }
      await last;
      return asked;
    }, tricks);
    expect(asked[0]).to.equal(`${server.url}/two`);
  });
});
