// axe-core in a page: what it finds, as texts that say where and how to mend it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const source = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly failureSummary?: string;
  }[];
}

interface Axe {
  run(context: Document, options: object): Promise<{ violations: Finding[]; passes: Finding[] }>;
}

export interface AxeReport {
  /** One text for each element that breaks a rule. */
  readonly violations: readonly string[];
  /** The rules that elements of the page were held against and kept. */
  readonly passed: readonly string[];
}

/**
 * Runs every rule, those of best practice too, or those about colours alone, once what moves has come
 * to rest.
 */
export async function runAxe(page: Page, rules: "all" | "colors" = "all"): Promise<AxeReport> {
  // Evaluated by the debugger, which no content security policy holds back.
  await page.evaluate(source);
  const { violations, passes } = await page.evaluate(async (which) => {
    const running = document.getAnimations().filter((each) => {
      const { iterations } = each.effect?.getComputedTiming() ?? {};
      return iterations !== Number.POSITIVE_INFINITY;
    });
    // What is half faded has no contrast to speak of; an animation that is taken away rejects.
    await Promise.allSettled(running.map((each) => each.finished));
    const { axe } = window as unknown as { axe: Axe };
    const colors = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
    const runOnly = which === "colors" ? colors : undefined;
    return axe.run(document, { resultTypes: ["violations"], runOnly });
  }, rules);
  return {
    violations: violations.flatMap(({ id, help, nodes }) =>
      nodes.map((each) => `${id} (${help}): ${each.target.join(" ")} ${each.failureSummary ?? ""}`),
    ),
    passed: passes.map(({ id }) => id),
  };
}
