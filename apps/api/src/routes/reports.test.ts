import type { Collections, DaysOutstanding } from "@cfa/contract/measures";
import type { ReportPage } from "@cfa/contract/reports";
import type { Home } from "@cfa/contract/reads";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outward, type Books } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";
import { refusal } from "../test-server.ts";

/* The books of test-books.ts, read as reports: by the page and as files. */

let asha: TestCompany;
let books: Books;

beforeAll(async () => {
  asha = await startTestCompany();
  books = asha.books;
});
afterAll(() => asha.close());

const get = (path: string): Promise<Response> => asha.get(path);

async function page(path: string): Promise<ReportPage> {
  const response = await get(`/reports/${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as ReportPage;
}

test("ageing by party agrees with the home, bucket by bucket, on any day", async () => {
  for (const asOf of ["2026-04-15", "2026-02-10"]) {
    for (const side of ["receivable", "payable"] as const) {
      const home = (await (await get(`/home?asOf=${asOf}`)).json()) as Home;
      const report = await page(`ageing/rows?asOf=${asOf}&side=${side}`);
      const { ageing, tdsAwaited, unapplied, outstanding, bills } = home[side];
      const buckets = ageing.map((bucket) => bucket.amount);
      expect(report.totals).toEqual([null, ...buckets, tdsAwaited, unapplied, outstanding, bills]);
    }
  }
  const { head, rows } = await page("ageing/rows");
  expect(head).toMatchObject({ company: "Asha Traders", title: "Ageing by party" });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ party: outward(books, "party", "Ram & Sons") });
  expect(rows[0]?.cells).toEqual(["Ram & Sons", "50000", "0", "0", "60000", "0", "0", "20000", "90000", 2]);
});

test("open bills by the page, sorted and filtered by the server, name their bill", async () => {
  const first = await page("ageing-bills/rows?limit=1&sort=open&order=down");
  expect(first.rows[0]?.cells.slice(0, 2)).toEqual(["Ram & Sons", "INV-1"]);
  expect(first.totals?.[6]).toBe("110000");
  const next = await page(`ageing-bills/rows?limit=1&sort=open&order=down&cursor=${first.nextCursor}`);
  expect(next.rows[0]).toMatchObject({ bill: outward(books, "bill", "INV-2") });
  expect(next.nextCursor).toBeNull();
  expect((await page("ageing-bills/rows?search=inv-2")).rows).toHaveLength(1);
  expect((await page("ageing-bills/rows?search=nobody")).rows).toEqual([]);
});

test("a statement ends with the party's outstanding, its unapplied money deducted", async () => {
  const party = outward(books, "party", "Ram & Sons");
  const read = (await (await get(`/parties/${party}`)).json()) as { receivable: { outstanding: string } };
  const report = await page(`statement/rows?party=${party}`);
  expect(report.totals?.at(-1)).toBe(read.receivable.outstanding);
  expect(report.rows.map((row) => [row.cells[0], row.cells.at(-1)])).toEqual([
    ["INV-1", "60000"],
    ["INV-2", "50000"],
    ["On account", "-20000"],
  ]);
  expect(report.head.lines[0]).toEqual({ label: "Party", value: "Ram & Sons" });
});

test("a ledger's lines run to its closing balance; the day book has what the days have", async () => {
  const party = outward(books, "party", "Ram & Sons");
  const report = await page(`ledger/rows?party=${party}&from=2026-01-01&to=2026-04-15`);
  const [opening, first] = report.rows;
  expect(opening?.cells).toEqual(["2026-01-01", "Opening balance", null, null, null, null, "30000"]);
  expect(first?.cells.slice(4)).toEqual(["100000", null, "130000"]);
  expect(report.totals?.at(-1)).toBe(report.rows.at(-1)?.cells.at(-1));
  const dayBook = await page("day-book/rows?from=2026-04-01&to=2026-04-15&limit=1");
  expect(dayBook.rows[0]?.cells.slice(0, 4)).toEqual([
    "2026-04-01",
    "sales",
    expect.any(String),
    "Ram & Sons",
  ]);
  const next = await page(`day-book/rows?from=2026-04-01&to=2026-04-15&limit=1&cursor=${dayBook.nextCursor}`);
  expect(next.rows[0]?.cells[0]).toBe("2026-04-10");
  const csv = await (await get("/reports/day-book.csv?from=2026-04-01&to=2026-04-15")).text();
  expect(csv.split("\r\n").filter((line) => line.startsWith("2026-"))).toHaveLength(3);
});

test("receipts, days outstanding and exceptions are the reads' own", async () => {
  const days = await page("collections/rows?from=2026-03-01&to=2026-04-15");
  const read = (await (await get("/collections?from=2026-03-01&to=2026-04-15&by=day")).json()) as Collections;
  expect(days.rows.map((row) => row.cells[1])).toEqual(read.rows.map((row) => row.received));
  expect(days.totals?.[1]).toBe(read.total.received);
  const parties = await page("collections-parties/rows?from=2026-03-01&to=2026-04-15");
  expect(parties.rows[0]).toMatchObject({ party: outward(books, "party", "Ram & Sons") });
  expect((await page("dso/rows")).rows.at(-1)?.cells.slice(0, 2)).toEqual(["2026-04-15", "90000"]);
  const { trend } = (await (await get("/days-outstanding?months=24")).json()) as DaysOutstanding;
  expect((await page("dso/rows")).rows.map(({ cells }) => cells[2])).toEqual(
    trend.map(({ days }) => (days === null ? null : Math.round(days * 10))),
  );
  const queue = (await (await get("/exceptions")).json()) as { rows: { amount: string }[] };
  const report = await page("exceptions/rows?limit=30");
  expect(report.rows.map((row) => row.cells[4])).toEqual(queue.rows.map((row) => row.amount));
});

test("a report is kept as a file under a name that says what it is, and that is on record", async () => {
  const party = outward(books, "party", "Ram & Sons");
  const begins = { xlsx: "PK", pdf: "%PDF-", csv: "\u{FEFF}Asha Traders" };
  for (const [format, start] of Object.entries(begins)) {
    const response = await get(`/reports/confirmation.${format}?party=${party}&asOf=2026-04-15`);
    expect(response.status).toBe(200);
    const name = `Asha-Traders-confirmation-Ram-Sons-2026-04-15.${format}`;
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="${name}"; filename*=UTF-8''${name}`,
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBe(Number(response.headers.get("content-length")));
    expect(bytes.toString("utf8").startsWith(start)).toBe(true);
  }
  const entries = await asha.database.asOwner<{ user_name: string; format: string }>(
    "select user_name, detail ->> 'format' as format from audit_entry where detail ->> 'report' = 'confirmation' order by at",
  );
  expect(entries.map((entry) => entry.format)).toEqual(["xlsx", "pdf", "csv"]);
});

test("the same report twice has the same rows, in both languages", async () => {
  const english = await (await get("/reports/ageing-bills.csv")).text();
  const again = await (await get("/reports/ageing-bills.csv")).text();
  expect(again).toBe(english);
  expect(english).toContain("Ram & Sons,INV-1,2026-01-10,2026-02-09,65,1000.00,600.00,0.00,stated");
  const hindi = await (await get("/reports/ageing-bills.csv?language=hi")).text();
  expect(hindi).toContain("बिल के अनुसार बकाया आयु");
  expect(hindi).toContain("Ram & Sons,INV-1,2026-01-10,2026-02-09,65,1000.00,600.00,0.00,Tally में दर्ज");
});

test("what is no report, no form or no day is refused with a sentence", async () => {
  for (const file of ["nothing.csv", "ageing.docx", "ageing", "..%2Fageing.csv"]) {
    expect([file, (await get(`/reports/${file}`)).status]).toEqual([file, 404]);
  }
  const noDay = await get("/reports/ageing.csv?asOf=2026-02-30");
  expect([noDay.status, (await refusal(noDay)).field]).toEqual([422, "asOf"]);
  const noParty = await get("/reports/statement.pdf");
  expect([noParty.status, await refusal(noParty)]).toMatchObject([422, { field: "party" }]);
  const odd = await get("/reports/ageing.csv?colour=red");
  expect(odd.status).toBe(422);
});
