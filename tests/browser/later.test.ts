import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Stack } from "../flow/stack.ts";
import { openPage, openPageAs, startApp } from "./app.ts";

/* What is loaded only when somebody wants it: other pages, and other words. */

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

/** The addresses of the scripts that a page has loaded. */
async function scriptsOf(page: Page): Promise<string[]> {
  return page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)");
}
