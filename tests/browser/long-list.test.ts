import { writeCorrectionBooks, type CorrectionBooks } from "@cfa/api/test-correction-books";
import { idOut } from "@cfa/values/ids";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Stack, StackCompany } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, openPageAs, SCREENS, startApp, type OpenPage } from "./app.ts";

/* A list of many bills in a real browser: what is near the window is there, all of it can be reached, and the way back finds the place. */

/** Beside the two bills of the books. */
const MORE = 700;
const ALL = MORE + 2;
/** So many rows may be there at once, whatever the list is long. */
const MOST_THERE = 150;
const COMES_MILLIS = 30_000;

let stack: Stack;
let company: StackCompany;
let books: CorrectionBooks;

beforeAll(async () => {
  stack = await startApp();
  company = await stack.addCompany({ name: "Long Lists", tallyGuid: "long-lists" });
  books = await writeCorrectionBooks(stack.database.db, company.uuid);
  await stack.database.asOwner(
    `insert into bill (company_id, ledger_id, side, name, name_key, occurrence, basis, is_opening, date, due_date, due_source, amount, open)
     select $1, $2, 'receivable', 'MORE-' || n, 'more-' || n, 1, 'stated', false, '2026-03-01', date '2026-04-01' + n, 'bill', 10000 + n, 10000 + n
     from generate_series(1, ${MORE}) n`,
    [company.uuid, books.ids["Meena Stores"] ?? ""],
  );
}, 300_000);

afterAll(() => stack.close());

describe.each(SCREENS)("on a $screen", ({ width, height }) => {
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    opened = await openPageAs("owner", { stack, width, height });
    ({ page } = opened);
  });

  afterAll(() => opened.close());

  test("who asks for more gets on to the last bill, and no more rows are there than are near", async () => {
    const partyId = idOut("party", books.ids["Meena Stores"] ?? "");
    await page.goto(`${stack.server.url}/${company.id}/parties/${partyId}`);
    await page.getByTestId("bill-row-49").waitFor();
    expect(await page.getByTestId("bill-row-50").count()).toBe(0);
    await page.getByTestId("load-more").click();
    await page.getByTestId("bill-row-60").waitFor({ state: "attached" });
    await toEnd();
    expect(await rowsThere()).toBeLessThan(MOST_THERE);
    const last = page.getByTestId(`bill-row-${ALL - 1}`);
    expect(await last.textContent()).toContain(`MORE-${MORE}`);
    const item = page.getByRole("listitem").filter({ has: last });
    expect(await item.getAttribute("aria-posinset")).toBe(String(ALL));
    expect(await item.getAttribute("aria-setsize")).toBe(String(ALL));
    await expectToFit(page);
    await expectAccessible(page);
  });

  test("by keys the list is gone through row by row, beyond what was there", async () => {
    const row = page.getByTestId("bill-row-400");
    await bringNear(400);
    await row.focus();
    for (let at = 401; at <= 440; at++) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.dataset.testid")).toBe(`bill-row-${at}`);
    }
    await page.evaluate("document.activeElement.closest('[role=main]').scrollTop = 0");
    await page.getByTestId("bill-row-3").waitFor();
    expect(await page.evaluate("document.activeElement.dataset.testid")).toBe("bill-row-440");
    expect(await rowsThere()).toBeLessThan(MOST_THERE);
  });

  test("the way back from a bill finds the place where the list was left", async () => {
    await bringNear(300);
    await page.getByTestId("bill-row-300").evaluate((row) => row.scrollIntoView({ block: "center" }));
    const name = await page.getByTestId("bill-row-300").textContent();
    const before = await topOf("bill-row-300");
    await page.getByTestId("bill-row-300").click();
    await page.getByTestId("bill-open").waitFor();
    await page.goBack();
    await page.getByTestId("bill-row-300").waitFor();
    expect(await page.getByTestId("bill-row-300").textContent()).toBe(name);
    await expect.poll(async () => Math.abs((await topOf("bill-row-300")) - before)).toBeLessThan(40);
  });

  test("of a long list only the first page is kept on the device", async () => {
    await expect.poll(keptBills).toBeGreaterThan(20);
    expect(await keptBills()).toBeLessThan(120);
  });

  test("who comes back to it is shown its first page, and no more is asked for", async () => {
    const asked = page.waitForRequest((request) => request.url().includes("/bills?"));
    await page.reload();
    expect(new URL((await asked).url()).searchParams.get("limit")).toBe("50");
    await page.getByTestId("bill-row-49").waitFor();
    expect(await page.getByTestId("bill-row-50").count()).toBe(0);
  });

  test("the browser had nothing to complain about", () => {
    expect(opened.complaints).toEqual([]);
  });

  const keptBills = (): Promise<number> =>
    page.evaluate("(localStorage.getItem('cfa.reads') ?? '').split('MORE-').length - 1");
  const rowsThere = (): Promise<number> => page.getByTestId(/^bill-row-\d+$/).count();
  const topOf = (id: string): Promise<number> =>
    page.getByTestId(id).evaluate((row) => row.getBoundingClientRect().top);

  /** Scrolls to the end of the page as often as it grows. */
  async function toEnd(): Promise<void> {
    const last = page.getByTestId(`bill-row-${ALL - 1}`);
    const isThere = async (): Promise<boolean> => {
      await page
        .getByRole("list")
        .filter({ has: page.getByTestId(/^bill-row-\d+$/) })
        .evaluate((list) => list.scrollIntoView({ block: "end" }));
      return (await last.count()) > 0;
    };
    await expect.poll(isThere, { timeout: COMES_MILLIS }).toBe(true);
    await last.scrollIntoViewIfNeeded();
  }

  /** Scrolls until a row is there. */
  async function bringNear(at: number): Promise<void> {
    const isThere = async (): Promise<boolean> => {
      const list = page.getByRole("list").filter({ has: page.getByTestId(/^bill-row-\d+$/) });
      await list.evaluate((node, part) => {
        const main = node.closest("[role=main]");
        if (main === null) throw new Error("a list outside of a page");
        const begin = node.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop;
        main.scrollTop = begin + node.getBoundingClientRect().height * part;
      }, at / ALL);
      return (await page.getByTestId(`bill-row-${at}`).count()) > 0;
    };
    await expect.poll(isThere, { timeout: COMES_MILLIS }).toBe(true);
  }
});
