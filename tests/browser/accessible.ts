import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The page has nothing that WCAG 2.2 AA calls serious or critical, as far as axe can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated by the debugger: the page's policy lets no such script in, and stays as it is.
  await page.evaluate(source);
  const { violations } = await page.evaluate<axe.AxeResults, string[]>(
    (tags) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({
        runOnly: { type: "tag", values: tags },
        resultTypes: ["violations"],
      }),
    STANDARD,
  );
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(grave.map(wordsOf)).toEqual([]);
}

function wordsOf({ id, help, nodes }: axe.Result): string {
  const places = nodes
    .slice(0, 3)
    .map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ""}`);
  return `${id}: ${help} (${nodes.length})\n${places.join("\n")}`;
}
