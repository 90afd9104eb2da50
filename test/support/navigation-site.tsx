// A small site for tests of live navigation: pages of one layout, one of another, and what is no live page.
import express, { type Express } from "express";
import type { Page } from "playwright-core";
import { createLive, defineView, type Layout, type View } from "slotwire";
import { type OpenPage, openPage, settled } from "./browser.js";
import { noIcon } from "./live-app.js";
import { type Served, serve } from "./server.js";

const Nav = () => (
  <nav>
    {["one", "two", "three"].map((name) => (
      <a href={`/${name}`} live-nav="navigate">
        {`to ${name}`}
      </a>
    ))}
  </nav>
);

/** A page of the site; each is as long as some windows. */
export function pageOf(name: string, mounts: string[]): View {
  return defineView({
    mount: ({ from }) => {
      mounts.push(name);
      return { count: 0, from: from ?? "nowhere" };
    },
    events: { more: ({ count }) => ({ count: count + 1 }) },
    head: () => (
      <>
        <title>{`Page ${name}`}</title>
        <meta name="description" content={`About ${name}`} />
        <link rel="canonical" href={`https://example.com/${name}`} />
      </>
    ),
    render: ({ count, from }) => (
      <main>
        <h1>{name}</h1>
        <Nav />
        <output>{count}</output>
        <button type="button" live-click="more">
          More
        </button>
        <i>{`from ${from}`}</i>
        <input name="text" />
        <div style="height: 3000px" />
        <p id="end">The end</p>
      </main>
    ),
  });
}

export const Shell: Layout = ({ head, children }) => (
  <html lang="en">
    <head>
      <meta name="theme-color" content="#ffffff" />
      {head}
    </head>
    <body>{children}</body>
  </html>
);

const Other: Layout = ({ head, children }) => (
  <html lang="en">
    <head>{head}</head>
    <body>
      <header>Another layout</header>
      {children}
    </body>
  </html>
);

export interface Site {
  readonly live: ReturnType<typeof createLive>;
  readonly app: Express;
  /** The pages in the order in which they were mounted. */
  readonly mounts: string[];
  /** What pages asked for, without the scripts: `GET /two navigate`. */
  readonly requests: string[];
}

/** `more` adds routes before those of the site. */
export function createSite(more: (app: Express, site: Site) => void = () => {}): Site {
  const live = createLive({ layout: Shell });
  const mounts: string[] = [];
  const requests: string[] = [];
  const app = express().use(live, noIcon);
  app.use((request, _response, next) => {
    requests.push(`${request.method} ${request.url} ${request.headers["live-nav"] ?? "load"}`);
    next();
  });
  const site = { live, app, mounts, requests };
  more(app, site);
  for (const name of ["one", "two", "three"]) app.get(`/${name}`, live.page(pageOf(name, mounts)));
  app.get("/other", live.page(pageOf("other", mounts), { layout: Other }));
  return site;
}

/** Remembers in the document that it is still the same one. */
export async function markDocument(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { isSameDocument: true }));
}

export function isSameDocument(page: Page): Promise<boolean> {
  return page.evaluate(() => "isSameDocument" in window);
}

export async function headingIs(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector("h1")?.textContent === wanted,
    text,
  );
}

/** A heading that is there, and the script that makes links navigate. */
export async function ready(page: Page, heading: string): Promise<void> {
  await headingIs(page, heading);
  await page.waitForFunction(() => history.state?.live !== undefined);
}

/** A site with a browser on it, for all tests of a file. */
export interface OpenSite extends AsyncDisposable {
  readonly site: Site;
  readonly server: Served;
  readonly opened: OpenPage;
  readonly page: Page;
  /** Loads a page of the site, and forgets what was asked for and mounted until then. */
  begin(path: string, heading: string): Promise<void>;
}

/** As `createSite`, with a server and a browser. */
export async function openSite(more?: (app: Express, site: Site) => void): Promise<OpenSite> {
  const site = createSite(more);
  const server = await serve(site.app, site.live);
  const opened = await openPage();
  const { page } = opened;
  return {
    ...{ site, server, opened, page },
    async begin(path, heading) {
      await page.goto(`${server.url}${path}`);
      await ready(page, heading);
      await settled(page);
      await markDocument(page);
      site.requests.length = 0;
      site.mounts.length = 0;
    },
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
