// A page whose hook "Log" writes down everything that it is told, in `window.log`.
import type { Page } from "playwright-core";
import { type OpenPage, openPage } from "./browser.js";

declare global {
  interface Window {
    log: string[];
  }
}

/** Registers the hook before any script of the page runs, as a `<script>` in its head would. */
const registerLog = `
  window.log = [];
  const write = ({ el }, text) => log.push(el.id + " " + text);
  (window.slotwireHooks ??= []).push(["Log", {
    mounted() { write(this, "mounted " + JSON.stringify(this.props)); },
    beforeUpdate() { write(this, 'beforeUpdate "' + this.el.textContent + '"'); },
    updated() {
      write(this, 'updated "' + this.el.textContent + '" ' + JSON.stringify(this.props));
    },
    destroyed() { write(this, "destroyed " + this.el.isConnected); },
    disconnected() { write(this, "disconnected"); },
    reconnected() { write(this, "reconnected"); },
  }]);
`;

export async function openWithLog(url: string): Promise<OpenPage> {
  const opened = await openPage();
  await opened.page.addInitScript(registerLog);
  await opened.page.goto(url);
  await logHas(opened.page, "mounted");
  return opened;
}

/** Takes what was written since the last time. */
export function takeLog(page: Page): Promise<string[]> {
  return page.evaluate(() => window.log.splice(0));
}

export async function logHas(page: Page, text: string): Promise<void> {
  await page.waitForFunction((part) => window.log.some((line) => line.includes(part)), text);
}
