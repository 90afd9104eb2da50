// Path params that change without a request, where the page allows it: by link, back and after a reload, and never past another guard.
import { expect } from "chai";
import { defineView } from "slotwire";
import { openPage, settled } from "../../support/browser.js";
import {
  createSite,
  headingIs,
  isSameDocument,
  markDocument,
  ready,
} from "../../support/navigation-site.js";
import { serve } from "../../support/server.js";

let mounts = 0;

const Item = defineView({
  route: "/items/:id",
  mount: () => {
    mounts += 1;
    return { id: "", clicks: 0 };
  },
  params: ({ params }) => ({ id: params.id }),
  events: {
    click: ({ clicks }) => ({ clicks: clicks + 1 }),
    next: ({ id }, ctx) => ctx.patch(`/items/${Number(id) + 1}`),
  },
  head: ({ id }) => <title>{`Item ${id}`}</title>,
  render: ({ id, clicks }) => (
    <main>
      <h1>{`item ${id}`}</h1>
      {["1", "2", "secret"].map((each) => (
        <a key={each} href={`/items/${each}`} live-nav="patch">
          {`to ${each}`}
        </a>
      ))}
      <button type="button" live-click="click">
        {`clicked ${clicks}`}
      </button>
      <button type="button" live-click="next">
        Next
      </button>
    </main>
  ),
});

describe("path params of a page that may change", () => {
  it("follow links, the server, back and a reload, and leave other guards to Express", async () => {
    const { app, live, requests } = createSite((to, site) => {
      to.use("/items/secret", (_request, response) => response.redirect("/one"));
      to.get("/items/:id", site.live.page(Item, { patchParams: true }));
    });
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page } = opened;
    await page.goto(`${site.url}/items/1`);
    await ready(page, "item 1");
    await settled(page);
    await markDocument(page);
    await page.click("text=clicked 0");
    await page.click("text=to 2");
    await headingIs(page, "item 2");
    await page.waitForURL("**/items/2");
    await page.click("text=Next");
    await headingIs(page, "item 3");
    await page.waitForURL("**/items/3");
    expect(await page.title()).to.equal("Item 3");
    await page.goBack();
    await headingIs(page, "item 2");
    await page.goBack();
    await headingIs(page, "item 1");
    expect(await page.textContent("button")).to.equal("clicked 1");
    expect([mounts, requests]).to.deep.equal([1, ["GET /items/1 load"]]);

    await page.click("text=to secret");
    await headingIs(page, "one");
    expect(await isSameDocument(page)).to.equal(true);
    expect(requests.slice(1)).to.deep.equal(["GET /items/secret navigate", "GET /one navigate"]);
    await page.goBack();
    await headingIs(page, "item 1");
    await page.click("text=to 2");
    await page.waitForURL("**/items/2");
    await page.reload();
    await ready(page, "item 2");
    expect(requests.at(-1)).to.equal("GET /items/2 load");
    expect(opened.problems).to.deep.equal([]);
  });
});
