// A state of a demo that people find themselves in, and how to get there.
import type { Page } from "playwright-core";

export interface DemoState {
  readonly path: string;
  readonly name: string;
  /** From the page at rest, joined, to this state. */
  reach(page: Page): Promise<unknown>;
}
