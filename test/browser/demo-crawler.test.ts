// The demos as a crawler reads them, which runs no script: the content of each page, its title, description and address.
import { expect } from "chai";
import { demos as demoList } from "../../views/demos.js";
import { type DemoServer, startDemos } from "../support/demo-server.js";

interface Read {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly canonical: string;
  /** What stands in the view, without tags. */
  readonly text: string;
}

const shopPaths = ["/shop", "/shop?category=cups", "/shop/products/morning-mug", "/shop/workshop"];

describe("the demos without scripts, as a crawler reads them", () => {
  let demos: DemoServer;
  let pages: readonly Read[];

  before(async function () {
    this.timeout(20_000);
    demos = await startDemos();
    const paths = new Set(["/", ...demoList.map(({ href }) => href), ...shopPaths]);
    pages = await Promise.all([...paths].map(read));
  });

  after(() => demos.stop());

  async function read(path: string): Promise<Read> {
    const response = await fetch(demos.url + path);
    expect(response.status, path).to.equal(200);
    const html = await response.text();
    const [head = "", body = ""] = html.split("</head>");
    const found = (pattern: RegExp) => {
      const all = [...head.matchAll(pattern)].map(([, value = ""]) => value);
      expect(all, `${path} ${pattern}`).to.have.length(1);
      return all[0] ?? "";
    };
    return {
      path,
      title: found(/<title>([^<]*)<\/title>/g),
      description: found(/<meta name="description" content="([^"]*)"/g),
      canonical: found(/<link rel="canonical" href="([^"]*)"/g),
      text: body.replace(/<[^>]*>/g, " "),
    };
  }

  it("have a title each, and a description that says what is there", () => {
    const titles = pages.map(({ title }) => title);
    expect(new Set(titles).size, titles.join()).to.equal(pages.length);
    for (const { path, title, description } of pages) {
      expect(title, path).to.match(/\S/);
      expect(description.length, path).to.be.within(30, 200);
    }
    const descriptions = new Set(pages.map(({ description }) => description));
    expect(descriptions.size).to.be.above(demoList.length);
  });

  it("have an address that is their own and nobody else's, whatever the request calls its host", () => {
    for (const { path, canonical } of pages) {
      const { origin, pathname } = new URL(canonical);
      expect(origin, path).to.match(/^https:\/\/[a-z]+\.example$/);
      expect(pathname, path).to.equal(path.split("?")[0]);
    }
  });

  it("have their whole content in the first HTML", () => {
    const textOf = (path: string) => pages.find((page) => page.path === path)?.text ?? "";
    for (const { name, text } of demoList) {
      expect(textOf("/"), name).to.contain(name);
      expect(textOf("/"), name).to.contain(text);
    }
    const content: Readonly<Record<string, RegExp>> = {
      "/counter": /Current value:\s+0/,
      "/clock": /Nobody clicks here/,
      "/shared": /Shared value:\s+\d+/,
      "/kanban": /One board for everyone/,
      "/shop": /Pots for every day/,
    };
    for (const [path, pattern] of Object.entries(content)) {
      expect(textOf(path), path).to.match(pattern);
    }
    expect(textOf("/prices").match(/\d+\.\d\d/g)).to.have.length.above(1_000);
  });
});
