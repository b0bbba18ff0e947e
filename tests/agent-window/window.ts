import type { Page } from "playwright-core";
import { expect } from "vitest";

import { expectAccessible } from "../browser/accessible.ts";
import { openBrowser, type BrowserOptions } from "../browser/chromium.ts";
import { expectWholeText } from "../browser/whole-text.ts";

/* The agent's window as Windows opens it: a small app window of a browser. */

export type AgentWindow = {
  readonly page: Page;
  /** What the browser said was wrong, line by line. */
  readonly complaints: string[];
  close(): Promise<void>;
};

export const SMALL = { width: 480, height: 640 };

export async function openWindow(
  address: string,
  options: Partial<BrowserOptions> = {},
): Promise<AgentWindow> {
  const browser = await openBrowser({ ...SMALL, ...options });
  const page = await browser.context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address);
  return { page, complaints, close: browser.close };
}

/** Nothing is cut off or wider than the window, and nothing keeps anybody out. */
export async function expectWell(page: Page): Promise<void> {
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  await expectWholeText(page);
  await expectAccessible(page);
}

export const heading = (page: Page): Promise<string | null> =>
  page.getByRole("heading", { level: 1 }).textContent();

/** Waits for the screen of that heading. */
export async function expectScreen(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name }).waitFor();
  expect(await heading(page)).toBe(name);
}

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();
