import { join } from "node:path";

import { writeCorrectionBooks } from "@cfa/api/test-correction-books";
import { addDays, formatDay, localDateAt } from "@cfa/values/local-date";
import { monthOf } from "@cfa/values/period";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Stack, StackCompany } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, openPageAs, screensFolder, startApp, type OpenPage } from "./app.ts";

/* A report as somebody has set it, kept and opened again, by them and by others; and the way from one company to another. */

const screens = screensFolder();

let stack: Stack;
let company: StackCompany;
let other: StackCompany;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  stack = await startApp();
  company = await stack.addCompany({ name: "Asha Traders", tallyGuid: "asha-views" });
  other = await stack.addCompany({ name: "Bindu Textiles", tallyGuid: "bindu-views" });
  await writeCorrectionBooks(stack.database.db, company.uuid);
  opened = await openPageAs("accountant", { stack, width: 1440, height: 900 });
  ({ page } = opened);
}, 300_000);

afterAll(async () => {
  await opened.close();
  await stack.close();
});

const address = (path: string) => `${stack.server.url}/${company.id}${path}`;
const monthEnd = () => addDays(monthOf(localDateAt(new Date())).from, -1);

async function picture(name: string): Promise<void> {
  await expectToFit(page);
  await page.screenshot({ path: join(screens, `${name}.png`) });
}

test("a report is set, kept as of the end of last month, and opened again just so", async () => {
  await page.goto(address("/reports/ageing-bills"));
  await page.getByTestId("report-row-0").waitFor();
  await page.getByTestId("report-search").fill("INV-1");
  await page.getByTestId("report-search").press("Enter");
  await page.getByTestId("report-row-1").waitFor({ state: "detached" });
  await page.getByTestId("save-view").click();
  await page.getByTestId("view-keep").click();
  await page.getByText("Give it a name of 1 to 80 characters.").waitFor();
  await page.getByTestId("view-name").fill("<b>INV-1</b> at month's end");
  await page.getByTestId("view-time-month-end").click();
  await page.getByTestId("view-shared").click();
  await expectAccessible(page);
  await picture("view-save");
  await page.getByTestId("view-keep").click();
  await page.getByTestId("view-saved").waitFor();
  await page.goto(address("/reports"));
  await page.getByTestId("view-open-0").waitFor();
  expect(await page.getByTestId("view-0").textContent()).toContain("<b>INV-1</b> at month's end");
  expect(await page.getByTestId("view-0").textContent()).toContain("End of last month · Shared");
  await expectAccessible(page);
  await picture("views");
  await page.getByTestId("view-open-0").click();
  await page
    .getByTestId("as-of-notice")
    .filter({ hasText: formatDay(monthEnd()) })
    .waitFor();
  await page.getByTestId("report-row-0").filter({ hasText: "INV-1" }).waitFor();
  expect(await page.getByTestId("report-row-1").count()).toBe(0);
  expect(new URL(page.url()).searchParams.get("when")).toBe("month-end");
});

test("the link opens so for somebody else; another day chosen, it says none any more", async () => {
  const link = page.url();
  const owners = await openPageAs("owner", { stack, width: 390, height: 844 });
  const owner = owners.page;
  await owner.goto(link);
  await owner
    .getByTestId("as-of-notice")
    .filter({ hasText: formatDay(monthEnd()) })
    .waitFor();
  await owner.getByTestId("report-row-0").filter({ hasText: "INV-1" }).waitFor();
  await owner.getByTestId("as-of-today").click();
  await owner.getByTestId("as-of-notice").waitFor({ state: "detached" });
  await owner.waitForURL((url) => !url.searchParams.has("when"));
  await owner.goto(`${stack.server.url}/${company.id}/reports`);
  await owner.getByTestId("view-0").filter({ hasText: "Shared by" }).waitFor();
  await expectToFit(owner);
  await owner.screenshot({ path: join(screens, "views-phone.png") });
  expect(owners.complaints).toEqual([]);
  await owners.close();
});

test("it opens by itself, is renamed, and deleted with a way back", async () => {
  await page.goto(address("/reports"));
  await page.getByTestId("view-more-0").click();
  await page.getByTestId("view-default").click();
  await page.getByTestId("view-0").filter({ hasText: "Opens by itself" }).waitFor();
  await page.getByTestId("report-ageing-bills").click();
  await page.getByTestId("as-of-notice").waitFor();
  await page.goBack();
  await page.getByTestId("view-more-0").click();
  await page.getByTestId("view-name").fill("Month's end");
  await page.getByTestId("view-rename").click();
  await page.getByTestId("view-0").filter({ hasText: "Month's end" }).waitFor();
  await page.getByTestId("view-more-0").click();
  await page.getByTestId("view-remove").click();
  await page.getByTestId("view-removed").waitFor();
  await page.getByTestId("view-0").waitFor({ state: "detached" });
  await page.getByTestId("view-undo").click();
  await page.getByTestId("view-0").filter({ hasText: "Month's end" }).waitFor();
});

test("keys lead to the other company on the same kind of page, the one before stands next", async () => {
  await page.goto(address("/exceptions"));
  await page.getByTestId("company-switch").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByTestId(`company-${other.id}`).waitFor();
  await expectAccessible(page);
  await picture("companies");
  await page.getByTestId(`company-${other.id}`).click();
  await page.waitForURL(`**/${other.id}/exceptions`);
  await page.getByTestId("company-name").filter({ hasText: "Bindu Textiles" }).first().waitFor();
  await page.keyboard.press("Control+k");
  const titles = page.locator("[data-testid^=company-cmp_]");
  await titles.first().waitFor();
  expect(await titles.allTextContents()).toEqual([
    expect.stringContaining("Bindu Textiles"),
    expect.stringContaining("Asha Traders"),
  ]);
  await page.keyboard.press("Escape");
});

test.each([
  { screen: "phone", width: 390, height: 844 },
  { screen: "tablet", width: 768, height: 1024 },
])("on a $screen any page is two taps from the other company", async ({ screen, width, height }) => {
  const owners = await openPageAs("owner", { stack, width, height });
  const owner = owners.page;
  await owner.goto(`${stack.server.url}/${company.id}/settings`);
  await owner.getByTestId("company-initials").first().click();
  await owner.getByTestId(`company-${other.id}`).click();
  await owner.waitForURL(`**/${other.id}/settings`);
  await expectToFit(owner);
  await expectAccessible(owner);
  await owner.screenshot({ path: join(screens, `switch-${screen}.png`) });
  expect(owners.complaints).toEqual([]);
  await owners.close();
});

test("nothing complained", () => expect(opened.complaints).toEqual([]));
