import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Stack, StackCompany } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, openPageAs, SCREENS, screensFolder, startApp, type OpenPage } from "./app.ts";

/* Files handed in by an accountant in a real browser: chosen, asked about, looked through, taken in, taken back. */

const screens = screensFolder();

let stack: Stack;

beforeAll(async () => {
  stack = await startApp();
}, 300_000);

afterAll(() => stack.close());

const BILLS = `Kaveri Traders
14 Brigade Road, Bengaluru
Bills Receivable
1-Apr-2026 to 30-Apr-2026

Date,Ref. No.,Party's Name,Pending Amount,Due on,Overdue by days
5-Jan-26,KT/101,Sharma & Sons,"1,84,500.00 Dr",4-Feb-26,85
12-Feb-26,KT/117,Gupta Textiles,"62,250.00 Dr",14-Mar-26,47
20-Mar-26,KT/131,श्री गणेश ट्रेडर्स,"9,75,000.00 Dr",19-Apr-26,11
2-Apr-26,KT/140,Sharma & Sons,"45,000.00 Dr",2-May-26,
someday,KT/141,Patel Agencies,"10,000.00 Dr",,
,,Total,"12,76,750.00 Dr",,
`;

describe.each(SCREENS)("on a $screen", ({ screen, width, height }) => {
  let opened: OpenPage;
  let page: Page;
  let company: StackCompany;

  beforeAll(async () => {
    company = await stack.addCompany({ name: `Kaveri Traders ${screen}`, tallyGuid: `kaveri-${screen}` });
    await stack.database.asOwner("update company set tally_guid = null where company_id = $1", [
      company.uuid,
    ]);
    opened = await openPageAs("accountant", { stack, width, height });
    ({ page } = opened);
    await page.getByTestId("home-empty").waitFor();
    await page.goto(`${stack.server.url}/${company.id}`);
    await page.getByTestId("home-upload").click();
  });

  afterAll(() => opened.close());

  test("nothing has been handed in yet", async () => {
    await page.getByTestId("uploads-empty").waitFor();
    await page.screenshot({ path: join(screens, `upload-empty-${screen}.png`), fullPage: true });
    await expectToFit(page);
    await expectAccessible(page);
  });

  test("a list is asked about once: its columns, its side, its day", async () => {
    await choose("Bills April.csv", BILLS);
    await page.getByTestId("table-question").waitFor();
    expect(await page.getByTestId("as-of-day").inputValue()).toBe("30-04-2026");
    expect(await page.getByTestId("column-2").textContent()).toContain("Party");
    await page.screenshot({ path: join(screens, `upload-question-${screen}.png`) });
    await expectToFit(page);
    await expectAccessible(page);
    await page.getByTestId("column-1").click();
    await page.getByTestId("field-number").click();
    await page.getByTestId("confirm-mapping").click();
    await page.getByTestId("upload-ready").waitFor();
  });

  test("the preview says what it would change, and what was not taken", async () => {
    expect(await page.getByTestId("outstanding-1").textContent()).toContain("12,66,750.00");
    expect(await page.getByTestId("count-bill").textContent()).toContain("4 new");
    await page.getByTestId("note-list-replaces").waitFor();
    await page.getByTestId("refused-0").waitFor();
    expect(await page.getByTestId("refused-0").textContent()).toContain("line 11");
    await page.screenshot({ path: join(screens, `upload-preview-${screen}.png`) });
    await expectToFit(page);
    await expectAccessible(page);
  });

  test("committed it is in the books, and taken back it is out again", async () => {
    await page.getByTestId("commit").click();
    await page.getByTestId("take-back").waitFor();
    await page.screenshot({ path: join(screens, `upload-committed-${screen}.png`) });
    await page.goto(`${stack.server.url}/${company.id}`);
    await page.getByTestId("home-receivable-outstanding").waitFor();
    expect(await page.getByTestId("home-receivable-outstanding").first().textContent()).toContain(
      "12,66,750.00",
    );
    await page.goBack();
    await page.getByTestId("take-back").click();
    await page.getByTestId("take-back-yes").click();
    await page.getByText("Taken back:").waitFor();
  });

  test("what cannot be taken says why", async () => {
    await page.goto(`${stack.server.url}/${company.id}/upload`);
    await page.getByTestId("upload-row-0").waitFor();
    await choose("Bills.xlsx", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]));
    await page.getByTestId("note-spreadsheet").waitFor();
    await page.screenshot({ path: join(screens, `upload-refused-${screen}.png`) });
    await page.getByTestId("cancel").click();
    await page.getByTestId("pick-files").waitFor();
  });

  test("who leaves while files are sent is not led back to them", async () => {
    const held = Promise.withResolvers<void>();
    await page.route(/\/files\/1\?/, async (route) => {
      await held.promise;
      await route.continue();
    });
    const isSent = page.waitForResponse((response) => response.url().endsWith("/read"));
    await choose("Left.csv", BILLS);
    await page.getByTestId("stop-sending").waitFor();
    await page.getByTestId("nav-home").click();
    await page.waitForURL(`**/${company.id}`);
    const led: string[] = [];
    page.on("framenavigated", (frame) => led.push(new URL(frame.url()).pathname));
    held.resolve();
    await isSent;
    await page.getByTestId("nav-sync").click();
    await page.getByTestId("sync-agent").waitFor();
    expect(new URL(page.url()).pathname).toBe(`/${company.id}/sync`);
    expect(led.filter((path) => path.includes("/upload/"))).toEqual([]);
  });

  test("the browser had nothing to complain about", () => {
    expect(opened.complaints).toEqual([]);
  });

  async function choose(name: string, content: string | Buffer): Promise<void> {
    const choosing = page.waitForEvent("filechooser");
    await page.getByTestId("pick-files").click();
    const buffer = Buffer.from(content);
    await (await choosing).setFiles({ name, mimeType: "application/octet-stream", buffer });
  }
});
