import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { CostOfCash, MsmeClock } from "@cfa/contract/settings";
import type { PartyBalance } from "@cfa/contract/reads";
import type { ReportPage } from "@cfa/contract/reports";
import { pdfPages, pdfText } from "@cfa/testkit/poppler";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { addDays, localDateAt } from "@cfa/values/local-date";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  openPage,
  openPageAs,
  pictureOf,
  screensFolder,
  startSyncedApp,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";

/* What a company says of its own terms, what a supplier is, calling a party and its statement, and reports on paper. */

vi.setConfig({ testTimeout: 240_000 });

const screens = screensFolder();
const TODAY = localDateAt(new Date());
const sample = makeSampleCompany({ size: "S", through: TODAY });
const SIZES = [
  { look: "phone", width: 390, height: 844, dark: false, language: "en" },
  { look: "phone-dark-hi", width: 390, height: 844, dark: true, language: "hi" },
  { look: "tablet-dark", width: 768, height: 1024, dark: true, language: "en" },
  { look: "desktop", width: 1440, height: 900, dark: false, language: "en" },
  { look: "desktop-dark-hi", width: 1440, height: 900, dark: true, language: "hi" },
] as const;

let app: SyncedApp;
let opened: OpenPage;
let page: Page;
let customer: PartyBalance;
let supplier: PartyBalance;

beforeAll(async () => {
  app = await startSyncedApp(sample);
  [customer] = (await app.read<{ rows: [PartyBalance] }>("/parties?side=receivable")).rows;
  [supplier] = (await app.read<{ rows: [PartyBalance] }>("/parties?side=payable")).rows;
  opened = await openPageAs("owner", { stack: app.stack, width: 1440, height: 900 });
  page = opened.page;
}, 600_000);

afterAll(async () => {
  await opened.close();
  await app.close();
});

const at = (path: string): string => `${app.stack.server.url}/${app.company.id}${path}`;

test("what cash costs is said from a day on, and taken back", async () => {
  await page.goto(at("/settings"));
  await page.getByTestId("settings-cost-of-cash").click();
  await page.getByText("the usual rate is taken").waitFor();
  await page.getByTestId("cost-rate").fill("0");
  await page.getByTestId("cost-save").click();
  await page.getByText("Write a percentage").waitFor();
  await page.getByTestId("cost-rate").fill("11.5");
  await page.getByTestId("cost-save").click();
  await page.getByTestId("said-1").waitFor();
  expect(await page.getByTestId("cost-now").innerText()).toContain("11.5 % a year");
  expect(await app.read<CostOfCash>("/cost-of-cash")).toMatchObject({ hundredths: 1_150, origin: "said" });
  await page.getByTestId("take-back-1").click();
  await page.getByText("taken back on").waitFor();
  await page.getByText("the usual rate is taken").waitFor();
});

test("other days of credit say which bills they move before they are saved", async () => {
  await page.goto(at("/settings/credit-period"));
  await page.getByTestId("credit-days").fill("400");
  await page.getByText("from 0 to 365").waitFor();
  await page.getByTestId("credit-days").fill("21");
  await page.getByTestId("credit-effect").waitFor();
  const [dated] = await app.stack.database.asOwner<{ bills: number }>(
    "select count(*)::int as bills from bill where due_source = 'company'",
  );
  expect(dated?.bills).toBe(0);
  const told = await page.getByTestId("credit-effect").innerText();
  await page.getByTestId("credit-save").click();
  await expect.poll(derived, { timeout: 60_000 }).toBe(true);
  await page.getByTestId("credit-saved").waitFor();
  const [moved] = await app.stack.database.asOwner<{ bills: number }>(
    "select count(*)::int as bills from bill where due_source = 'company' and open > 0",
  );
  const said = [...told.matchAll(/([\d,]+) bills? of/g)].reduce(
    (sum, [, n = "0"]) => sum + Number(n.replaceAll(",", "")),
    0,
  );
  expect(said).toBe(moved?.bills);
  expect(told.includes("No open bill")).toBe(moved?.bills === 0);
});

async function derived(): Promise<boolean> {
  const settings = await app.read<{ isBeingDerived: boolean; defaultCreditDays: number }>("/settings");
  return settings.defaultCreditDays === 21 && !settings.isBeingDerived;
}

test("what a supplier is under the MSME law is said on its page and stands in the list", async () => {
  await page.goto(at(`/parties/${supplier.partyId}`));
  await page.getByTestId("msme-change").click();
  await page.getByTestId("msme-class-small").click();
  await page.getByTestId("msme-save").click();
  await page.getByText("registered traders are not covered").waitFor();
  await page.getByTestId("msme-activity-other").click();
  await page.getByTestId("msme-terms-yes").click();
  await page.getByTestId("msme-save").click();
  await page.getByText("within 45 days").waitFor();
  const clock = await app.read<MsmeClock>("/msme");
  expect(new Set(clock.rows.map(({ partyId }) => partyId))).toEqual(new Set([supplier.partyId]));
  await page.goto(at("/parties?side=payable"));
  await page.getByTestId("parties-side-payable").click();
  await page.getByTestId("party-msme-class").first().waitFor();
});

test("a party is called by one of its numbers, or a number is said first", async () => {
  await app.stack.database.asOwner("update ledger set phone = '98200 12345 / 022-2345678' where name = $1", [
    customer.name,
  ]);
  await page.goto(at(`/parties/${customer.partyId}`));
  await page.getByTestId("call-party").click();
  await page.getByTestId("call-9820012345").waitFor();
  expect(await page.getByTestId("call-0222345678").innerText()).toContain("from Tally");
  await page.getByTestId("sheet-close").click();
  await app.stack.database.asOwner("update ledger set phone = null where name = $1", [customer.name]);
  await page.reload();
  await page.getByTestId("add-number").waitFor();
});

test("a party's statement goes as a PDF, of the day shown", async () => {
  await page.goto(at(`/parties/${customer.partyId}`));
  const download = page.waitForEvent("download");
  await page.getByTestId("share-statement").click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.pdf$/);
  expect(file.url()).toContain(`party=${customer.partyId}`);
  const text = pdfText(await file.path());
  expect(text).toContain("Statement of account");
  expect(text).toContain(customer.name);
});

test("a browser that shares files is given the statement itself", async () => {
  await page.evaluate(`(() => {
    globalThis.shared = [];
    navigator.canShare = ({ files }) => files.length === 1;
    navigator.share = async ({ files }) => globalThis.shared.push([files[0].name, files[0].type, files[0].size > 1000]);
  })()`);
  await page.getByTestId("share-statement").click();
  await expect.poll(() => page.evaluate<unknown[][]>("globalThis.shared")).toHaveLength(1);
  const [[name, type, isWhole]] = (await page.evaluate("globalThis.shared")) as [[string, string, boolean]];
  expect(name).toMatch(/\.pdf$/);
  expect([type, isWhole]).toEqual(["application/pdf", true]);
});

describe("a link into the app", () => {
  let visitor: OpenPage;

  beforeAll(async () => {
    visitor = await openPage(app.stack, { width: 390, height: 844 });
  });
  afterAll(() => visitor.close());

  test("that is opened without being signed in leads to its page after signing in", async () => {
    await visitor.page.goto(at(`/reports/statement?party=${customer.partyId}`));
    await visitor.page.getByTestId("demo-owner").click();
    const asked = () => visitor.page.url();
    await expect.poll(asked, { timeout: 30_000 }).toContain(`/reports/statement?party=${customer.partyId}`);
    await visitor.page.getByTestId("report-card").waitFor();
  });

  test("to nowhere, or to a company one does not belong to, says so and leads home", async () => {
    await visitor.page.goto(at("/no-such-page"));
    await visitor.page.getByTestId("not-found").waitFor();
    await visitor.page.goto(`${app.stack.server.url}/cmp_${"a".repeat(26)}/settings`);
    await visitor.page.getByTestId("from-lost-company").click();
    await visitor.page.getByTestId("nav-review").waitFor();
  });

  test("who signs out is not led back to the page they left", async () => {
    await visitor.page.goto(at("/settings"));
    await visitor.page.getByTestId("sign-out").click();
    await visitor.page.getByTestId("demo-owner").waitFor();
    expect(new URL(visitor.page.url()).search).toBe("");
  });
});

/** What reports ask for: the statement its party, the day book days enough for many pages. */
const QUERIES: Readonly<Record<string, () => string>> = {
  statement: () => `?party=${customer.partyId}`,
  "day-book": () => `?from=${addDays(TODAY, -300)}&to=${TODAY}`,
};

describe("a report on paper", () => {
  test.each([
    { report: "ageing-bills", lies: "landscape", dark: true },
    { report: "ageing", lies: "landscape", dark: false },
    { report: "statement", lies: "portrait", dark: true },
    { report: "day-book", lies: "landscape", dark: false }, // of many pages, on the screen and on paper
  ])(
    "$report has all rows, its titles on every page, and nothing of the screen",
    async ({ report, lies, dark }) => {
      const query = QUERIES[report]?.() ?? "";
      const paper = await openPageAs("owner", { stack: app.stack, width: 1440, height: 900, dark });
      try {
        await paper.page.addInitScript(
          "globalThis.print = () => { globalThis.printed = (globalThis.printed ?? 0) + 1; }",
        );
        await paper.page.goto(at(`/reports/${report}${query}`));
        await paper.page.getByTestId("report-card").waitFor();
        await (dark
          ? paper.page.keyboard.press("Control+p")
          : paper.page.getByTestId("print-report").click());
        await expect.poll(() => paper.page.evaluate("globalThis.printed"), { timeout: 60_000 }).toBe(1);
        // A browser that makes a PDF by itself does not say that it begins to print.
        await paper.page.evaluate("globalThis.dispatchEvent(new Event('beforeprint'))");
        const pdf = await paper.page.pdf({ preferCSSPageSize: true, printBackground: true });
        const path = join(screens, `paper-${report}.pdf`);
        writeFileSync(path, pdf);
        const pages = pdfPages(path);
        const rows = await everyRow(report, query);
        expect(pages[0]).toContain(sample.name);
        expect(pages[0]).toMatch(/(As of|Period): \d\d-\d\d-\d{4}/);
        expect(pages[0]).toMatch(/\d\d-\d\d-\d{4} \d\d:\d\d/); // when the data was read
        const text = pages.join("\n");
        const named = rows.rows
          .map(({ cells }) => String(cells[0]))
          .filter((name) => /^[A-Z][\w/-]{2,13}$/.test(name));
        for (const name of named) expect(text).toContain(name);
        const title = rows.columns[0]?.title ?? "";
        for (const [index, one] of pages.entries()) {
          expect(one).toContain(title);
          expect(one).toMatch(new RegExp(String.raw`(^|\D)${index + 1} ?/ ?${pages.length}(\D|$)`));
          for (const word of ["Settings", "Reports", "Cash flow", "XLSX", "Print", "Show more"])
            expect(one).not.toContain(word);
        }
        if (rows.rows.length > 80) expect(pages.length).toBeGreaterThan(1);
        const size = execFileSync("pdfinfo", [path]).toString();
        expect(size).toMatch(
          lies === "landscape" ? /Page size: +84\d.* x 59\d/ : /Page size: +59\d.* x 84\d/,
        );
      } finally {
        await paper.close();
      }
    },
  );
});

async function everyRow(report: string, query: string): Promise<ReportPage> {
  const more = query === "" ? "?limit=200" : `${query}&limit=200`;
  const first = await app.read<ReportPage>(`/reports/${report}/rows${more}`);
  const rows = [...first.rows];
  for (let cursor = first.nextCursor; cursor !== null;) {
    const next: ReportPage = await app.read<ReportPage>(
      `/reports/${report}/rows${more}&cursor=${encodeURIComponent(cursor)}`,
    );
    rows.push(...next.rows);
    cursor = next.nextCursor;
  }
  return { ...first, rows };
}

describe.each(SIZES)("on a $look", ({ look, width, height, dark, language }) => {
  test("the new pages fit, are accessible and look as they should", async () => {
    const other = await openPageAs("owner", { stack: app.stack, width, height, dark });
    try {
      if (language === "hi") {
        await other.page.goto(at("/settings"));
        await other.page.getByTestId("language-hi").click();
      }
      const places: [string, string, string][] = [
        ["/settings", "settings-data", "settings"],
        ["/settings/cost-of-cash", "cost-now", "cost-of-cash"],
        ["/settings/credit-period", "credit-period", "credit-period"],
        [`/parties/${supplier.partyId}`, "party-msme", "supplier"],
        [`/parties/${customer.partyId}`, "share-statement", "customer"],
        ["/reports/ageing", "report-card", "report"],
      ];
      for (const [path, testId, name] of places) {
        await other.page.goto(at(path));
        await other.page.getByTestId(testId).waitFor();
        if (name === "credit-period") {
          await other.page.getByTestId("credit-days").fill("60");
          await other.page.getByTestId("credit-effect").waitFor();
        }
        await expectToFit(other.page);
        await expectAccessible(other.page);
        await pictureOf(other.page, join(screens, `terms-${name}-${look}.png`));
      }
      await other.page.goto(at(`/parties/${supplier.partyId}`));
      await other.page.getByTestId("msme-change").click();
      await other.page.getByTestId("msme-save").waitFor();
      await expectAccessible(other.page);
      await other.page.screenshot({ path: join(screens, `terms-msme-sheet-${look}.png`) });
      expect(other.complaints).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
