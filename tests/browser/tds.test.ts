import { join } from "node:path";

import type { Home } from "@cfa/contract/reads";
import type { ReportPage } from "@cfa/contract/reports";
import type { TdsBills, TdsReceivable } from "@cfa/contract/tds";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  openPageAs,
  pictureOf,
  screensFolder,
  startSyncedApp,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";

/* Tax that customers keep back, in a real browser: every figure is the report's. */

const screens = screensFolder();
const sample = makeSampleCompany({ size: "S" });
const TAX = 6; // the report's column of what is awaited

let app: SyncedApp;

beforeAll(async () => {
  app = await startSyncedApp(sample);
}, 300_000);

afterAll(() => app.close());

const report = (query = ""): Promise<ReportPage> =>
  app.read(`/reports/tds-awaited/rows?limit=200${query === "" ? "" : `&${query}`}`);
const rupees = (paise: unknown): string => formatRupees(paiseFromJson(String(paise)));
const address = (path: string): string => `${app.stack.server.url}/${app.company.id}${path}`;

/** The first customer from whom tax is awaited. */
async function firstOf(): Promise<TdsReceivable["rows"][number]> {
  const [first] = (await app.read<TdsReceivable>("/tds-receivable")).rows;
  if (first === undefined || first.awaited === "0") throw new Error("the sample company awaits no tax");
  return first;
}

const LOOKS = [
  { look: "phone", width: 390, height: 844, dark: false },
  { look: "tablet", width: 768, height: 1024, dark: true },
  { look: "desktop", width: 1440, height: 900, dark: false },
];

describe.each(LOOKS)("on a $look", ({ look, width, height, dark }) => {
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    opened = await openPageAs("accountant", { stack: app.stack, width, height, dark });
    ({ page } = opened);
  });

  afterAll(() => opened.close());

  test("the home leads to what is awaited, and it is the home's and the report's to the paisa", async () => {
    await page.goto(address(""));
    await page.getByTestId("home-receivable-to-tds").click();
    await page.getByTestId("tds-party-0").waitFor();
    const total = (await report()).totals?.[TAX];
    expect((await app.read<Home>("/home")).receivable.tdsAwaited).toBe(total);
    expect(await textOf("tds-awaited")).toBe(rupees(total));
    await picture("tds");
  });

  test("each customer has its sum of the report, and how many bills", async () => {
    const { rows } = await app.read<TdsReceivable>("/tds-receivable");
    for (const [at, row] of rows.slice(0, 3).entries()) {
      if (row.partyId === null) continue;
      const own = await report(`party=${row.partyId}`);
      const shown = await textOf(`tds-party-${at}`);
      expect(shown).toContain(row.party);
      expect(shown).toMatch(/Keeps back as TDS: |No usual rate known/);
      if (own.rows.length === 0) expect(shown).toContain("Nothing awaited");
      else expect(shown).toContain(rupees(own.totals?.[TAX]));
    }
  });

  test("a customer has its bills, each as in the report, with quarter and receipt", async () => {
    const { party, partyId } = await firstOf();
    await page.getByTestId("tds-party-0").click();
    await page.getByTestId("tds-bill-0").waitFor();
    await page.getByTestId("page-title").filter({ hasText: party }).waitFor();
    const own = await report(`party=${partyId ?? ""}`);
    for (const [at, { cells }] of own.rows.slice(0, 3).entries()) {
      const [, year, quarter, name, , amount, tax, , receipt] = cells.map(String);
      const shown = await textOf(`tds-bill-${at}`);
      for (const part of [name, `${quarter} ${year}`, rupees(tax), rupees(amount), receipt]) {
        expect(shown).toContain(part);
      }
    }
    expect(await textOf("tds-total")).toContain(rupees(own.totals?.[TAX]));
    await picture("tds-party");
  });

  test("a bill leads to where its figures come from, and back by what is awaited", async () => {
    await page.getByTestId("tds-bill-0").click();
    await page.getByTestId("evidence-opened").waitFor();
    expect(await textOf("tag-tds")).toBe("TDS certificate awaited");
    await picture("tds-bill");
    await page.getByTestId("bill-to-tds").click();
    await page.getByTestId("tds-bill-0").last().waitFor();
  });

  test("what is no tax is put right by the corrections there are", async () => {
    const { partyId } = await firstOf();
    await page.goto(address(`/tds/${partyId ?? ""}`));
    await page.getByTestId("tds-match-0").click();
    await page.getByTestId("part-0").waitFor();
    await page.goto(address(`/tds/${partyId ?? ""}`));
    await page.getByTestId("tds-set-rate").click();
    await page.getByTestId("field-rate").waitFor();
  });

  test("the customer's own page leads here", async () => {
    const { partyId } = await firstOf();
    await page.goto(address(`/parties/${partyId ?? ""}`));
    await page.getByTestId("party-receivable-to-tds").click();
    await page.getByTestId("tds-bill-0").waitFor();
    await page.goto(address("/reports"));
    await page.getByTestId("to-tds").click();
    await page.getByTestId("tds-party-0").waitFor();
  });

  test("it is kept as the report's file", async () => {
    const download = page.waitForEvent("download");
    await page.getByTestId("keep-csv").last().click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  });

  test("before the first of it there is nothing, and the page says so", async () => {
    await page.goto(address("/tds"));
    await page.getByTestId("as-of").click();
    await page.getByTestId("as-of-typed").fill("01-04-2015");
    await page.getByTestId("as-of-show").click();
    await page.getByTestId("tds-empty").waitFor();
    expect(await textOf("tds-awaited")).toBe(rupees("0"));
    expect(await textOf("tds-sums")).toContain("Nothing awaited");
    await picture("tds-empty");
    await page.getByTestId("as-of-today").click();
    await page.getByTestId("tds-party-0").waitFor();
  });

  test("the browser had nothing to complain about", () => {
    expect(opened.complaints).toEqual([]);
  });

  async function textOf(id: string): Promise<string> {
    return (await page.getByTestId(id).first().textContent()) ?? "";
  }

  async function picture(name: string): Promise<void> {
    await page.getByTestId("loading").first().waitFor({ state: "detached" });
    await pictureOf(page, join(screens, `${name}-${look}.png`));
    await expectToFit(page);
    await expectAccessible(page);
  }
});

test("a viewer sees the sums and the report, no way to the page, and nothing on it", async () => {
  const { partyId } = await firstOf();
  const bills = await app.read<TdsBills>(`/tds-receivable/bills?partyId=${partyId ?? ""}`);
  await app.stack.database.asOwner("update member set role = 'viewer' where role = 'accountant'");
  const opened = await openPageAs("accountant", { stack: app.stack, width: 390, height: 844 });
  const { page } = opened;
  const seen = [
    { path: "", shown: "home-receivable-tds-awaited", way: "home-receivable-to-tds" },
    {
      path: `/parties/${partyId ?? ""}`,
      shown: "party-receivable-tds-awaited",
      way: "party-receivable-to-tds",
    },
    { path: `/bills/${bills.rows[0]?.bill.billId ?? ""}`, shown: "bill-tds", way: "bill-to-tds" },
    { path: "/reports", shown: "report-tds-awaited", way: "to-tds" },
  ];
  for (const { path, shown, way } of seen) {
    await page.goto(address(path));
    await page.getByTestId(shown).waitFor();
    expect([path, await page.getByTestId(way).count()]).toEqual([path, 0]);
  }
  await page.getByTestId("report-tds-awaited").click();
  await page.getByTestId("report-row-0").waitFor();
  await page.goto(address("/tds"));
  await page.getByTestId("failed").getByText("You have no access to this.").waitFor();
  expect(await page.getByTestId("tds-awaited").count()).toBe(0);
  expect(await page.getByTestId("tds-files").count()).toBe(0);
  await pictureOf(page, join(screens, "tds-refused-phone.png"));
  await opened.close();
  await app.stack.database.asOwner("update member set role = 'accountant' where role = 'viewer'");
});
