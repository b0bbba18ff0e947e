import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import type { DemoSignIn } from "@cfa/contract/auth";
import type { CashForecastAnswer } from "@cfa/contract/cash-forecast";
import type { Page } from "playwright-core";
import { expect, vi } from "vitest";

import { createChildren } from "../../tools/start/children.ts";
import { buildWeb } from "../../tools/start/web-build.ts";
import {
  createAgent,
  startStack,
  type Stack,
  type StackCompany,
  type StackOptions,
  type TestAgent,
} from "../flow/stack.ts";
import { openBrowser, type BrowserOptions } from "./chromium.ts";

/* What every browser test begins with: the built app on a server of its own, and a company synced from a fake Tally. */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const TALLEST = 4_000;

/** Where pictures for people go; those in docs are made by `npm run screens`. */
export function screensFolder(): string {
  const folder = join(root, ".cache", "screens");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A picture of a page down to its end: the page scrolls inside the window, so that the window grows for it. */
export async function pictureOf(page: Page, path: string): Promise<void> {
  const window = page.viewportSize();
  const main = page.getByRole("main").last();
  const hidden = await main.evaluate((node: { scrollHeight: number; clientHeight: number }) => {
    return node.scrollHeight - node.clientHeight;
  });
  if (window === null) throw new Error("a page without a window");
  await page.setViewportSize({ ...window, height: Math.min(window.height + hidden, TALLEST) });
  await page.screenshot({ path });
  await page.setViewportSize(window);
}

/** The folder of the built app. */
export async function builtApp(): Promise<string> {
  const web = buildWeb(root, { children: createChildren(), say: () => undefined });
  await web.ready;
  return web.folder;
}

/** The folder of the built gallery of the components, which is no part of the app. */
export async function builtGallery(): Promise<string> {
  const web = buildWeb(root, { children: createChildren(), say: () => undefined, gallery: true });
  await web.ready;
  return web.folder;
}

/** The app as it is served, on a server, worker and database of the test's own. */
export async function startApp(options: Omit<StackOptions, "webDir"> = {}): Promise<Stack> {
  return startStack({ ...options, webDir: await builtApp() });
}

/** The screens that the app is looked at on. */
export const SCREENS = [
  { screen: "phone", width: 390, height: 844 },
  { screen: "desktop", width: 1440, height: 900 },
];

/** What a page is put into to be looked at: every size, ground and language with another. */
export const LOOKS = [
  { look: "phone", width: 390, height: 844, dark: false, language: "en" },
  { look: "phone-dark-hi", width: 390, height: 844, dark: true, language: "hi" },
  { look: "tablet-hi", width: 768, height: 1024, dark: false, language: "hi" },
  { look: "tablet-dark", width: 768, height: 1024, dark: true, language: "en" },
  { look: "desktop-dark", width: 1440, height: 900, dark: true, language: "en" },
  { look: "desktop-hi", width: 1440, height: 900, dark: false, language: "hi" },
] as const;

/** Puts the app into a look; its language is that of the next page that is opened. */
export async function putInto(
  page: Page,
  { width, height, dark, language }: Omit<(typeof LOOKS)[number], "look">,
): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await page.evaluate(`localStorage.setItem("cfa.language", "${language}")`);
}

export type OpenPage = {
  readonly page: Page;
  /** What the browser said was wrong, line by line. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
};

/** The app in a browser of its own, with nobody signed in. */
export async function openPage(stack: Stack, options: BrowserOptions): Promise<OpenPage> {
  const browser = await openBrowser(options);
  const page = await browser.context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`.trim());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(stack.server.url);
  return { page, complaints, close: browser.close };
}

/** The app in a browser of its own, with one of the demo's people signed in. */
export async function openPageAs(
  role: DemoSignIn["role"],
  { stack, ...options }: BrowserOptions & { stack: Stack },
): Promise<OpenPage> {
  const opened = await openPage(stack, options);
  await opened.page.getByTestId(`demo-${role}`).click();
  await opened.page.getByTestId("nav-review").waitFor();
  return opened;
}

/** Nothing is wider than the window. */
export async function expectToFit(page: Page): Promise<void> {
  const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  expect(overflow).toBeLessThanOrEqual(0);
}

export type SyncedApp = {
  readonly stack: Stack;
  readonly tally: FakeTally;
  readonly company: StackCompany;
  /** One more agent for the company, as if on the same PC. */
  agent(): TestAgent;
  /** What the API answers the owner of a path under the company. */
  read<T>(path: string): Promise<T>;
  close(): Promise<void>;
};

/** Waits until the worker has learned and forecast all that the books say by now. */
export async function waitForForecast(app: SyncedApp): Promise<void> {
  const isReady = async (): Promise<boolean> =>
    (await app.read<CashForecastAnswer>("/cash/forecast")).forecast?.isBehind === false;
  await vi.waitUntil(isReady, { timeout: 200_000, interval: 500 });
}

type SampleCompany = NonNullable<Parameters<typeof startFakeTally>[0]["companies"]>[number];

/** The app with one company, read from a fake Tally by an agent, every balance tied. */
export async function startSyncedApp(
  sample: SampleCompany,
  options: Omit<StackOptions, "webDir"> = {},
): Promise<SyncedApp> {
  const stack = await startApp(options);
  const tally = await startFakeTally({ companies: [sample] });
  const company = await stack.addCompany({ name: sample.name, tallyGuid: sample.guid });
  const agent = (): TestAgent => createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  const first = agent();
  expect(await first.sync()).toMatchObject({ ok: true, value: { run: { tieOut: "equal" } } });
  first.remove();
  const token = await stack.server.signIn("owner");
  return {
    stack,
    tally,
    company,
    agent,
    async read<T>(path: string) {
      const response = await stack.server.get(`/api/companies/${company.id}${path}`, { token });
      expect([path, response.status]).toEqual([path, 200]);
      return (await response.json()) as T;
    },
    async close() {
      await tally.close();
      await stack.close();
    },
  };
}
