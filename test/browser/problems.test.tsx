// What a page shows of an error of the app's code in development.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { noIcon } from "../support/live-app.js";
import { serve } from "../support/server.js";

const Till = defineView({
  name: "Till",
  mount: () => ({ isBroken: false }),
  events: {
    pay: () => {
      throw new Error("the drawer is <stuck>");
    },
    breakIt: () => ({ isBroken: true }),
  },
  error: (_problem, { reference }) => <p id="sorry">Sorry: {reference}</p>,
  render: ({ isBroken }) => {
    if (isBroken) throw new Error("the display is dark");
    return (
      <main>
        <h1>Till</h1>
        <button type="button" live-click="pay">
          Pay
        </button>
        <button type="button" live-click="breakIt">
          Break
        </button>
      </main>
    );
  },
});

function createApp() {
  const reports: { readonly where: string; readonly reference?: string }[] = [];
  const live = createLive({
    secret: "0123456789abcdef0123456789abcdef",
    onError: (_error, place) => reports.push(place),
  });
  const app = express().use(live, noIcon).get("/", live.page(Till));
  return { live, app, reports };
}

describe("an error of the app's code", () => {
  it("is shown over the page in development, with its place in the source", async () => {
    const { live, app, reports } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.getByText("Pay").click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    const text = await alert.innerText();
    expect(text).to.contain("Error: the drawer is <stuck>");
    expect(text).to.match(/pay of Till at \S*problems\.test\.tsx:\d+:\d+/);
    expect(text).to.contain(`reference ${reports[0]?.reference}`);
    await page.getByText("Break").click();
    await page.getByText("the display is dark").waitFor();
    expect(await alert.getByRole("heading").allInnerTexts()).to.deep.equal([
      "Error: the display is dark",
      "Error: the drawer is <stuck>",
    ]);
    expect(await page.locator("#sorry").innerText()).to.equal(`Sorry: ${reports[1]?.reference}`);
    await page.keyboard.press("Escape");
    await alert.waitFor({ state: "detached" });
    expect(await page.locator("live-problems").count()).to.equal(0);
  });
});
