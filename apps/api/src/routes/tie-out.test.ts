import type { TieOutLedger, TieOutParty, TieOutSummary } from "@cfa/contract/tie-out";
import { inCompany } from "@cfa/db/company-scope";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outward, type Books } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";

/* The tie-out as it is read: what was kept of the last one, in pages. */

let asha: TestCompany;
let books: Books;

beforeAll(async () => {
  asha = await startTestCompany();
  books = asha.books;
  const { companyId } = books;
  await inCompany(asha.database.db, companyId, async (tx) => {
    const ram = books.ids["Ram & Sons"];
    await tx.run("update company set books_from = '2026-01-01' where company_id = $1", [companyId]);
    await tx.run(
      `insert into tie_out_ledger (company_id, place, ledger_id, ledger_name, name_key, group_name, ours, tally, finding)
       values ($1, 1, $2, 'Ram & Sons', 'ram & sons', 'Sundry Debtors', 90000, 95000, 'different'),
              ($1, 2, null, 'Only There', 'only there', '', 0, 700, 'different'),
              ($1, 3, null, 'Acme Inc', 'acme inc', 'Sundry Debtors', 7500, 7600, 'revaluation')`,
      [companyId, ram],
    );
    await tx.run(
      `insert into tie_out_month (company_id, place, month, type_name, ours_vouchers, tally_vouchers, ours_amount, tally_amount)
       values ($1, 1, '2026-04', 'Sales', 2, 3, -57000, null)`,
      [companyId],
    );
    await tx.run(
      `insert into tie_out_party (company_id, place, ledger_id, party_name, side, ours, tally)
       values ($1, 1, $2, 'Ram & Sons', 'receivable', 110000, 115000), ($1, 2, null, 'Only There', 'payable', 0, 700)`,
      [companyId, ram],
    );
    await tx.run(
      `insert into tie_out_bill (company_id, place, party_key, side, name, ours, tally)
       values ($1, 1, 'ram & sons', 'receivable', 'INV-2', 50000, 55000)`,
      [companyId],
    );
    await tx.run(
      `insert into tie_out_side (company_id, side, ours, tally, is_by_party)
       values ($1, 'receivable', 110000, 115000, true), ($1, 'payable', 25000, 25700, true)`,
      [companyId],
    );
    await tx.run(
      `insert into tally_month_end (company_id, name_key, day, closing)
       values ($1, 'ram & sons', '2026-01-31', 130000), ($1, 'ram & sons', '2026-02-28', 130000),
              ($1, 'ram & sons', '2026-03-31', 95000)`,
      [companyId],
    );
  });
});
afterAll(() => asha.close());

const read = <T>(path: string) => asha.read<T>(`/tie-out${path}`);

test("the summary tells how much differs, and what is inferred apart from what is stated", async () => {
  expect(await read<TieOutSummary>("")).toMatchObject({
    state: "different",
    asOf: "2026-04-15",
    ledgers: { different: 2, revalued: 1 },
    months: 1,
    parties: 2,
    receivable: { ours: "110000", tally: "115000", inferred: "0" },
    payable: { ours: "25000", tally: "25700" },
  });
});

test("ledgers come in pages by size of difference; revaluation is a list of its own", async () => {
  type Page = { rows: TieOutLedger[]; nextCursor: string | null };
  const first = await read<Page>("/ledgers?limit=1");
  const second = await read<Page>(`/ledgers?limit=1&cursor=${first.nextCursor ?? ""}`);
  expect([...first.rows, ...second.rows].map((row) => [row.ledger, row.difference])).toEqual([
    ["Ram & Sons", "-5000"],
    ["Only There", "-700"],
  ]);
  expect(second.nextCursor).toBeNull();
  const revalued = await read<Page>("/ledgers?which=revaluation");
  expect(revalued.rows.map((row) => [row.ledger, row.finding])).toEqual([["Acme Inc", "revaluation"]]);
});

test("all ledgers come by name, ours beside Tally's", async () => {
  type Page = { rows: TieOutLedger[]; nextCursor: string | null };
  const first = await read<Page>("/ledgers?which=all&limit=3");
  const rest = await read<Page>(`/ledgers?which=all&limit=3&cursor=${first.nextCursor ?? ""}`);
  expect([...first.rows, ...rest.rows].map((row) => row.ledger)).toEqual([
    "100% Cotton_House",
    "Bank",
    "Gupta Traders",
    "Ram & Sons",
    "Sales",
  ]);
  expect(rest.rows[0]).toMatchObject({ ours: "90000" });
});

test("months and types, and parties with their bills where Tally was asked", async () => {
  expect((await read<{ rows: unknown[] }>("/months")).rows).toEqual([
    {
      month: "2026-04",
      type: "Sales",
      ours: { vouchers: 2, amount: "-57000" },
      tally: { vouchers: 3, amount: null },
    },
  ]);
  expect((await read<{ rows: TieOutParty[] }>("/parties")).rows).toMatchObject([
    { party: "Ram & Sons", difference: "-5000", bills: [{ name: "INV-2", ours: "50000", tally: "55000" }] },
    { party: "Only There", partyId: null, bills: null },
  ]);
});

test("a ledger is narrowed to the month in which its difference arose", async () => {
  const ledgerId = outward(books, "ledger", "Ram & Sons");
  const ledger = await read<{
    narrowed: string;
    months: { month: string; ours: string; arose: string | null }[];
  }>(`/ledgers/${ledgerId}`);
  expect(ledger.narrowed).toBe("months");
  expect(ledger.months.map(({ month, ours, arose }) => [month, ours, arose])).toEqual([
    ["2026-01", "130000", "0"],
    ["2026-02", "130000", "0"],
    ["2026-03", "90000", "-5000"],
    ["2026-04", "90000", expect.anything()],
  ]);
});
