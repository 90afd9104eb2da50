// Makes the pictures of README.md and docs/ from the demos: `node scripts/pictures.mjs [name …]`, after a build.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser } from "./find-browser.mjs";
import { root } from "./run.mjs";

const folder = join(root, "docs/images");
const maxBytes = 165_000;
const maxHeight = 680;

/** What each picture shows: the demo, the part of it, and how to get there. */
const pictures = [
  {
    name: "signup",
    path: "/signup",
    async reach(page) {
      await page.getByLabel("Email").pressSequentially("ada@example.org");
      await page.getByText("Somebody has signed up").waitFor();
      await page.getByLabel("Password").pressSequentially("long enough");
      await page.getByText("A good password").waitFor();
      await page.getByRole("button", { name: "Add a guest" }).click();
      await page.locator(".guest input:focus").waitFor();
      await page.keyboard.type("Grace");
    },
  },
  {
    name: "kanban",
    path: "/kanban",
    width: 1080,
    async reach(page) {
      await page.getByRole("button", { name: "Edit “Turn the compost”" }).click();
      await page.locator(".editing input:focus").waitFor();
    },
  },
  {
    name: "dialogs",
    path: "/dialogs",
    async reach(page) {
      await page.getByRole("button", { name: "Archive the project" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "search",
    path: "/search",
    async reach(page) {
      await page.getByLabel("Place", { exact: true }).pressSequentially("oak");
      await page.getByRole("option").nth(3).waitFor();
      await page.keyboard.press("ArrowDown");
      await page.locator("#place-1[aria-selected=true]").waitFor();
    },
  },
  {
    name: "chart",
    path: "/chart",
    async reach(page) {
      await page.getByRole("slider").press("Home");
      await page.getByText("Last 30 seconds").waitFor();
      // The line has to have come a part of its way; the server measures once a second.
      await page.waitForFunction(() => performance.now() > 20_000, undefined, { timeout: 60_000 });
    },
  },
  {
    name: "shop",
    path: "/shop",
    width: 1000,
    height: 600,
    async reach(page) {
      await page.getByRole("button", { name: "Add Harbour tumbler to the cart" }).click();
      await page.getByRole("button", { name: "Close this message" }).click();
      await page.getByRole("button", { name: "Add Heron bottle to the cart" }).click();
      await page.getByRole("button", { name: "Close this message" }).click();
      await page.getByRole("button", { name: "Cart 2" }).click();
    },
  },
];

/** The windows of the collage, from back to front. */
const windows = [
  { path: "/", width: 1200, height: 590, at: [36, 28, 700] },
  { path: "/shop", width: 1000, height: 700, at: [770, 60, 474] },
  { ...pictures[1], scheme: "dark", width: 1100, height: 700, at: [340, 372, 600] },
  { ...pictures[0], width: 390, height: 800, at: [64, 336, 236] },
  { ...pictures[3], width: 390, height: 640, at: [980, 330, 240] },
];

const browser = await chromium.launch({
  executablePath: findBrowser() ?? undefined,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const demos = await startDemos();
try {
  for (const picture of pictures) {
    if (isWanted(picture.name)) await saved(picture.name, await shotOf({ width: 760, ...picture }));
  }
  if (isWanted("demos")) await saved("demos", await collage());
} finally {
  demos.stop();
  await browser.close();
}

function isWanted(name) {
  const names = process.argv.slice(2);
  return names.length === 0 || names.includes(name);
}

async function startDemos() {
  const flags = ["--conditions=slotwire-src", "--import=tsx"];
  const child = spawn(process.execPath, [...flags, "views/server.ts"], {
    cwd: root,
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  for await (const chunk of child.stdout) {
    text += chunk;
    const [, url] = /(http:\S+)/.exec(text) ?? [];
    if (url !== undefined) return { url, stop: () => child.kill() };
  }
  throw new Error("The demos ended before they said where they are.");
}

/** A window on the demo; without a height, the part of the page that the demo fills. */
async function shotOf({ path, width, height, scheme = "light", reach }) {
  const viewport = { width, height: height ?? 900 };
  const context = await browser.newContext({ viewport, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(demos.url + path);
  await page.waitForFunction(() => window.slotwire?.isSettled === true);
  await reach?.(page);
  await page.evaluate(async () => {
    const running = document.getAnimations();
    await Promise.allSettled(running.map((each) => each.finished));
    window.scrollTo(0, 0);
  });
  const clip = height === undefined ? await partOf(page, width) : undefined;
  const png = await page.screenshot({ clip });
  await context.close();
  return png;
}

/** From the first line of the demo to its last one, with a margin, in a shape that suits a document. */
async function partOf(page, width) {
  const bottom = await page.evaluate(() => {
    const shown = [...document.querySelectorAll(".panel, .board, .places, .dialog")];
    return Math.max(...shown.map((each) => each.getBoundingClientRect().bottom));
  });
  const top = await page.evaluate(
    () => document.querySelector("h1")?.getBoundingClientRect().top ?? 0,
  );
  return { x: 0, y: top - 24, width, height: Math.min(bottom + 28 - top + 24, maxHeight) };
}

async function collage() {
  const parts = [];
  for (const each of windows) {
    const png = await shotOf(each);
    const [x, y, width] = each.at;
    parts.push(
      `<img src="data:image/png;base64,${png.toString("base64")}" style="left:${x}px;top:${y}px;width:${width}px">`,
    );
  }
  const page = await browser.newPage({ viewport: { width: 986, height: 585 } });
  await page.setContent(`<style>
    body { margin: 0; height: 760px; overflow: hidden; background: #e3dccb; position: relative; zoom: 0.77 }
    img { position: absolute; border-radius: 10px; box-shadow: 0 12px 28px -10px rgb(24 35 31 / 38%) }
  </style>${parts.join("")}`);
  const png = await page.screenshot();
  await page.close();
  return png;
}

async function saved(name, png) {
  const path = join(folder, `${name}.png`);
  await writeFile(path, png);
  console.log(`${name}.png: ${png.length} bytes`);
  if (png.length > maxBytes) throw new Error(`${path} has more than ${maxBytes} bytes.`);
}
