import type { Home } from "@cfa/contract/reads";
import type { ReportPage } from "@cfa/contract/reports";
import type { TdsBills, TdsReceivable } from "@cfa/contract/tds";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outward } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";

/* Ram & Sons of test-books.ts, as if what is open of INV-1 and INV-2 were tax that they kept back. */

const TAX = 6; // the column of what is awaited

let asha: TestCompany;

beforeAll(async () => {
  asha = await startTestCompany();
});
afterAll(() => asha.close());

test("where no tax is awaited, the report says so", async () => {
  expect(await asha.read<ReportPage>("/reports/tds-awaited/rows")).toMatchObject({
    rows: [],
    none: "No tax is awaited on this day.",
  });
});

test("each bill has its party and financial year, each year its sum, and the total is the home's", async () => {
  await asha.database.asOwner(
    "update bill set tds_awaited = open, tds_from = '2026-04-02' where name in ('INV-1', 'INV-2')",
  );
  const report = await asha.read<ReportPage>("/reports/tds-awaited/rows");
  const settled = ["receipt R1", "2026-03-01"];
  expect(report.rows.map(({ cells }) => cells)).toEqual([
    ["Ram & Sons", "2025-26", "Q4", "INV-1", "2026-01-10", "100000", "60000", "2026-04-02", ...settled],
    ["Ram & Sons", "2026-27", "Q1", "INV-2", "2026-04-01", "50000", "50000", "2026-04-02", null, null],
  ]);
  expect(report.rows[0]).toMatchObject({
    party: outward(asha.books, "party", "Ram & Sons"),
    bill: outward(asha.books, "bill", "INV-1"),
  });
  expect(report.head.lines).toEqual(
    expect.arrayContaining([
      { label: "Awaited for 2025-26", value: "₹600.00" },
      { label: "Awaited for 2026-27", value: "₹500.00" },
    ]),
  );
  expect(report.totals?.[TAX]).toBe((await asha.read<Home>("/home")).receivable.tdsAwaited);
  const found = await asha.read<ReportPage>("/reports/tds-awaited/rows?search=inv-2");
  expect([found.rows.length, found.totals?.[TAX]]).toEqual([1, "50000"]);
});

test("the app's read has the same bills, by quarter, by customer and in all to the paisa", async () => {
  const report = await asha.read<ReportPage>("/reports/tds-awaited/rows");
  const { awaited, quarters, rows } = await asha.read<TdsBills>("/tds-receivable/bills");
  expect(awaited).toBe(report.totals?.[TAX]);
  expect(quarters).toEqual([
    { year: "2026-27", quarter: 1, awaited: "50000", bills: 1 },
    { year: "2025-26", quarter: 4, awaited: "60000", bills: 1 },
  ]);
  expect(rows.map(({ bill, receipt }) => [bill.name, bill.tdsAwaited, receipt?.number ?? null])).toEqual(
    report.rows.map(({ cells }) => [cells[3], cells[TAX], cells[8] === null ? null : "R1"]),
  );
  const whole = await asha.read<TdsReceivable>("/tds-receivable");
  expect(whole).toMatchObject({ awaited, bills: 2, parties: 1, rows: [{ awaited, bills: 2 }] });
});

test("of one party it names that party, in the head and in the file's name; one that is not there is not found", async () => {
  const ram = outward(asha.books, "party", "Ram & Sons");
  const report = await asha.read<ReportPage>(`/reports/tds-awaited/rows?party=${ram}`);
  expect(report.head.lines[0]).toEqual({ label: "Party", value: "Ram & Sons" });
  expect([report.rows.length, report.totals?.[TAX]]).toEqual([2, "110000"]);
  const file = await asha.get(`/reports/tds-awaited.csv?party=${ram}`);
  expect(file.headers.get("content-disposition")).toContain("Ram");
  const gupta = outward(asha.books, "party", "Gupta Traders");
  expect((await asha.read<ReportPage>(`/reports/tds-awaited/rows?party=${gupta}`)).rows).toEqual([]);
  expect((await asha.get(`/reports/tds-awaited/rows?party=pty_${"a".repeat(26)}`)).status).toBe(404);
});

test("before the day on which it was known, and on the other side, there is none", async () => {
  expect((await asha.read<ReportPage>("/reports/tds-awaited/rows?asOf=2026-04-01")).rows).toEqual([]);
  expect((await asha.read<ReportPage>("/reports/tds-awaited/rows?side=payable")).rows).toEqual([]);
});

test("it is kept as a file", async () => {
  const csv = await (await asha.get("/reports/tds-awaited.csv")).text();
  expect(csv).toContain(
    "Ram & Sons,2025-26,Q4,INV-1,2026-01-10,1000.00,600.00,2026-04-02,receipt R1,2026-03-01",
  );
  for (const format of ["xlsx", "pdf"]) {
    expect([format, (await asha.get(`/reports/tds-awaited.${format}`)).status]).toEqual([format, 200]);
  }
});
