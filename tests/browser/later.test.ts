import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startStack, type Stack } from "../flow/stack.ts";
import { builtApp, openPage, openPageAs, startApp } from "./app.ts";

/* What is loaded only when somebody wants it: other pages, other words, and pictures. */

const PHONE = { width: 390, height: 844 };
const HINDI = /\/hi-[0-9a-f]+\.js$/;

let stack: Stack;

beforeAll(async () => {
  stack = await startApp();
  await stack.addCompany({ name: "Later Stores", tallyGuid: "later-stores" });
}, 300_000);

afterAll(() => stack.close());

test("a page that cannot be loaded says so and is tried again; without a connection it comes when that is back", async () => {
  const opened = await openPageAs("owner", { stack, ...PHONE });
  const { page } = opened;
  await page.getByTestId("nav-settings").click();
  await page.getByTestId("settings-sessions").waitFor();

  let isBroken = true;
  await page.route(/\/sessions-screen-[0-9a-f]+\.js$/, (route) =>
    isBroken ? route.abort() : route.continue(),
  );
  await page.getByTestId("settings-sessions").click();
  await page.getByTestId("failed").waitFor();
  expect(await page.getByTestId("nav-settings").isVisible()).toBe(true);
  isBroken = false;
  await page.getByTestId("retry").click();
  await page.getByTestId("sessions").waitFor();

  await page.goBack();
  await page.context().setOffline(true);
  await page.getByTestId("settings-keys").click();
  await page.getByTestId("retry-offline").waitFor();
  await page.context().setOffline(false);
  await page.getByTestId("make-key").waitFor();
  await opened.close();
});

test("who reads English never loads other words; who reads Hindi sees no page before them", async () => {
  const english = await openPage(stack, PHONE);
  await english.page.getByTestId("demo-owner").waitFor();
  expect(await scriptsOf(english.page)).not.toContainEqual(expect.stringMatching(HINDI));
  await english.close();

  const hindi = await openPage(stack, { ...PHONE, locale: "hi-IN" });
  await hindi.page.getByTestId("demo-owner").waitFor();
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await hindi.page.route(HINDI, async (route) => {
    asked.resolve();
    await held.promise;
    await route.continue();
  });
  await hindi.page.reload({ waitUntil: "commit" });
  await asked.promise;
  expect(await hindi.page.evaluate("document.getElementById('root').innerText")).toBe("");
  held.resolve();
  await hindi.page.getByTestId("demo-owner").waitFor();
  expect(await hindi.page.evaluate("document.documentElement.lang")).toBe("hi");
  await hindi.close();
});

test("words that cannot be loaded leave the page in the language it is in, and that is said", async () => {
  const opened = await openPage(stack, PHONE);
  const { page } = opened;
  let isBroken = true;
  await page.route(HINDI, (route) => (isBroken ? route.abort() : route.continue()));
  await page.getByTestId("language-hi").click();
  await page.getByTestId("language-failed").waitFor();
  expect(await page.evaluate("document.documentElement.lang")).toBe("en");
  isBroken = false;
  await page.getByTestId("language-hi").click();
  await page.locator("html[lang=hi]").waitFor();
  await page.getByTestId("language-failed").waitFor({ state: "detached" });
  await opened.close();
});

test("where the app was renewed since, a page that is gone from the server is loaded anew by itself, and the address stays", async () => {
  const renewable = await startRenewable();
  const opened = await openPageAs("owner", { stack: renewable.stack, ...PHONE });
  const { page } = opened;
  await page.getByTestId("nav-settings").click();
  await page.getByTestId("settings-sessions").waitFor();
  const before = await scriptsOf(page);
  renewable.renew();
  const loads = countLoads(page);
  await page.getByTestId("settings-sessions").click();
  await page.getByTestId("sessions").waitFor();
  expect(loads()).toBe(1);
  expect(new URL(page.url()).pathname).toMatch(/\/settings\/sessions$/);
  expect(before).not.toContainEqual(expect.stringContaining(RENEWED));
  expect(await scriptsOf(page)).toContainEqual(expect.stringContaining(RENEWED));
  await opened.close();
  await renewable.close();
});

test("a renewed app whose page is missing too is loaded anew once, and then says how it stands", async () => {
  const renewable = await startRenewable();
  const opened = await openPageAs("owner", { stack: renewable.stack, ...PHONE });
  const { page } = opened;
  await page.getByTestId("nav-settings").click();
  await page.getByTestId("settings-sessions").waitFor();
  renewable.renew();
  // As if two servers of different builds answered in turn.
  await page.route(/\/sessions-screen-[0-9a-f]+\.js$/, (route) => route.fulfill({ status: 404 }));
  await page.route(`${renewable.stack.server.url}/`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replaceAll("entry-", "entry-other-"),
    });
  });
  const loads = countLoads(page);
  await page.getByTestId("settings-sessions").click();
  await page.getByTestId("failed").getByText("CFA has been renewed").waitFor();
  expect(loads()).toBe(1);
  await page.unrouteAll();
  await page.getByTestId("retry").click();
  await page.getByTestId("sessions").waitFor();
  expect(loads()).toBe(2);
  await opened.close();
  await renewable.close();
});

const RENEWED = "entry-0123456789abcdef";

/** The app on a server that is given another build of it later: other names for what it begins with and for the page of sign-ins. */
async function startRenewable(): Promise<{ stack: Stack; renew: () => void; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "cfa-renewed-"));
  const [first, second, served] = ["first", "second", "served"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const built = await builtApp();
  for (const copy of [first, second]) cpSync(built, copy, { recursive: true });
  const scripts = join(second, "_expo", "static", "js", "web");
  const nameOf = (begins: string): string =>
    readdirSync(scripts).find((name) => name.startsWith(begins)) ?? "";
  const [entry, page] = [nameOf("entry-"), nameOf("sessions-screen-")];
  const newPage = "sessions-screen-0123456789abcdef.js";
  replaceIn(join(scripts, entry), page, newPage);
  replaceIn(join(second, "index.html"), entry, `${RENEWED}.js`);
  renameSync(join(scripts, page), join(scripts, newPage));
  renameSync(join(scripts, entry), join(scripts, `${RENEWED}.js`));
  symlinkSync(first, served);
  const renewable = await startStack({ webDir: served });
  await renewable.addCompany({ name: "Renewed Stores", tallyGuid: "renewed-stores" });
  return {
    stack: renewable,
    renew() {
      rmSync(served);
      symlinkSync(second, served);
    },
    async close() {
      await renewable.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function replaceIn(path: string, old: string, by: string): void {
  const text = readFileSync(path, "utf8");
  if (old === "" || !text.includes(old)) throw new Error(`${path} does not name ${old}`);
  writeFileSync(path, text.replaceAll(old, by));
}

/** How often a page was loaded as a whole from now on. */
function countLoads(page: Page): () => number {
  let count = 0;
  page.on("domcontentloaded", () => (count += 1));
  return () => count;
}

/** The addresses of the scripts that a page has loaded. */
async function scriptsOf(page: Page): Promise<string[]> {
  return page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)");
}
