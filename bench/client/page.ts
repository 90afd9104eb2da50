// Runs in the browser: replays a scenario on fresh pages and times the decoding and the last patch.
import { ViewDom } from "../../client/patch/view-dom.js";

interface Scenario {
  readonly html: string;
  readonly frames: readonly string[];
  readonly wanted: string;
}

const headLength = 4;

const refuse = (what: string) => () => {
  throw new Error(`unexpected ${what}`);
};

function replay(scenario: Scenario): { root: Element; elapsedMs: number } {
  document.body.innerHTML = scenario.html;
  const root = document.body.firstElementChild;
  if (!(root instanceof HTMLElement)) throw new Error("expected a container");
  // Styles and layout of the fresh page belong to the page, not to the patch.
  root.getBoundingClientRect();
  const view = new ViewDom(root, {
    resyncNeeded: refuse("resync"),
    reloadNeeded: refuse("reload"),
    logError: refuse("error"),
  });
  let elapsedMs = 0;
  for (const frame of scenario.frames) {
    const from = performance.now();
    view.apply((JSON.parse(frame) as unknown[]).slice(headLength));
    elapsedMs = performance.now() - from;
    root.getBoundingClientRect();
  }
  view.destroy();
  return { root, elapsedMs };
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

function assertShown(root: Element, scenario: Scenario): void {
  const wanted = document.createElement("div");
  wanted.innerHTML = scenario.wanted;
  if (root.textContent !== wanted.textContent) throw new Error("the page does not show the state");
}

/** The median of `rounds` replays in milliseconds, after some to warm up. */
function time(scenario: Scenario, rounds: number): number {
  const times: number[] = [];
  for (let round = -5; round < rounds; round += 1) {
    const { root, elapsedMs } = replay(scenario);
    if (round >= 0) times.push(elapsedMs);
    else assertShown(root, scenario);
  }
  return median(times);
}

Object.assign(globalThis, { time });
