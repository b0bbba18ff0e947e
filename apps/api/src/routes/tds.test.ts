import type { Party } from "@cfa/contract/reads";
import type { ExceptionRow } from "@cfa/contract/exceptions";
import type { ReportPage } from "@cfa/contract/reports";
import type { TdsBills, TdsReceivable } from "@cfa/contract/tds";
import { formatRupees, paiseFromJson, sum } from "@cfa/values/money";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outward, type Books } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";

/*
 * The small set of books of test-books.ts, of which Ram & Sons keeps back 10 % of whole bills:
 *   INV-1 is short by its tax of 600.00 since 1 March; INV-2 has more open than its tax of 50.00, which is not awaited yet
 *   on 5 April a certificate of 50.00 is booked by journal, from "Ram and Sons", which people say is Ram & Sons
 */

let asha: TestCompany;
let books: Books;

beforeAll(async () => {
  asha = await startTestCompany();
  ({ books } = asha);
  const { companyId, ids } = books;
  const run = (text: string, values: unknown[] = []) => asha.database.asOwner(text, [companyId, ...values]);
  await run(
    "update bill set tds_awaited = 60000, tds_from = '2026-03-01' where company_id = $1 and name = 'INV-1'",
  );
  await run(
    "update bill set tds_awaited = 5000, tds_from = '2026-04-01' where company_id = $1 and name = 'INV-2'",
  );
  await run(
    "insert into tds_profile values ($1, $2, 'receivable', 1000, 'gross', 3, 1, '2025-05-01', '2025-09-01')",
    [ids["Ram & Sons"]],
  );
  await run(
    `insert into ledger (company_id, ledger_id, guid, name, name_key, group_name, group_path, root, party_kind, home_side, is_bill_wise,
                         opening)
     select $1, gen_random_uuid(), 'g-' || name, name, lower(name), 'x', '{x}', 'Current Assets', kind,
            case kind when 'customer' then 'receivable' end, false, 0
     from (values ('TDS Receivable', null), ('TDS Payable', null), ('Ram and Sons', 'customer')) as new (name, kind)`,
  );
  await run(
    `insert into voucher (company_id, voucher_id, guid, alter_id, date, kind, type_name, state)
     values ($1, gen_random_uuid(), 'g-J1', 1, '2026-04-05', 'journal', 'Journal', 'posted')`,
  );
  await run(
    `insert into posting (company_id, voucher_id, line_no, ledger_id, date, amount)
     select v.company_id, v.voucher_id, line.no, l.ledger_id, v.date, line.amount
     from voucher v, ledger l, (values (1, 'TDS Receivable', 5000), (2, 'Ram and Sons', -5000)) as line (no, name, amount)
     where v.company_id = $1 and v.guid = 'g-J1' and l.company_id = $1 and l.name = line.name`,
  );
});
afterAll(() => asha.close());

async function say(kind: string, ledgerGuid: string, value: object): Promise<void> {
  await asha.database.asOwner(
    `insert into correction (company_id, kind, state, ledger_guid, value, base, reason, from_date, created_by, created_name)
     values ($1, $2, 'active', $3, $4, '{}', 'she said so', '2026-04-01', 'u1', 'Asha')`,
    [books.companyId, kind, ledgerGuid, JSON.stringify(value)],
  );
}

const ram = () => outward(books, "party", "Ram & Sons");
const learned = {
  rate: 1_000,
  of: "gross",
  bills: 3,
  booked: 1,
  since: "2025-05-01",
  learnedOn: "2025-09-01",
};

test("what is awaited and what was booked stand by customer and financial year", async () => {
  const { ledgers, years, rows, ...whole } = await asha.read<TdsReceivable>("/tds-receivable");
  expect(whole).toEqual({ asOf: "2026-04-15", awaited: "60000", bills: 1, parties: 1, nextCursor: null });
  expect(ledgers).toMatchObject([{ name: "TDS Receivable", balance: "5000" }]);
  expect(years).toEqual([
    { year: "2026-27", awaited: "0", received: "5000" },
    { year: "2025-26", awaited: "60000", received: "0" },
  ]);
  expect(rows).toMatchObject([
    {
      partyId: ram(),
      awaited: "60000",
      bills: 1,
      oldest: "2026-01-10",
      received: "0",
      years: [{ year: "2025-26", awaited: "60000", received: "0" }],
      tds: { side: "receivable", learned, said: null },
    },
    {
      party: "Ram and Sons",
      awaited: "0",
      bills: 0,
      oldest: null,
      received: "5000",
      years: [{ year: "2026-27", awaited: "0", received: "5000" }],
      tds: null,
    },
  ]);
  const before = await asha.read<TdsReceivable>("/tds-receivable?asOf=2026-02-28");
  expect(before).toMatchObject({ awaited: "0", bills: 0, ledgers: [{ balance: "0" }], years: [], rows: [] });
});

test("come page by page", async () => {
  const first = await asha.read<TdsReceivable>("/tds-receivable?limit=1");
  const second = await asha.read<TdsReceivable>(`/tds-receivable?limit=1&cursor=${first.nextCursor ?? ""}`);
  expect([first, second].map(({ rows }) => rows.map(({ party }) => party))).toEqual([
    ["Ram & Sons"],
    ["Ram and Sons"],
  ]);
  expect(second.nextCursor).toBeNull();
});

const billsOf = (query: string) => asha.read<TdsBills>(`/tds-receivable/bills${query}`);
const bills = async (query: string) => (await billsOf(query)).rows.map(({ bill }) => bill);

test("the bills behind it, of all or of one customer and year", async () => {
  expect(await bills("")).toMatchObject([{ name: "INV-1", open: "60000", tdsAwaited: "60000" }]);
  expect(await bills(`?partyId=${ram()}&year=2025-26`)).toHaveLength(1);
  expect(await bills("?year=2026-27")).toEqual([]);
  expect(await bills("?asOf=2026-02-28")).toEqual([]);
});

test("each bill has its quarter and the receipt that settled it, each quarter its sum", async () => {
  const { awaited, bills: count, quarters, rows } = await billsOf(`?partyId=${ram()}`);
  expect([awaited, count]).toEqual(["60000", 1]);
  expect(quarters).toEqual([{ year: "2025-26", quarter: 4, awaited: "60000", bills: 1 }]);
  expect(rows).toMatchObject([{ year: "2025-26", quarter: 4, since: "2026-03-01" }]);
  expect(rows[0]?.receipt).toEqual({
    voucherId: outward(books, "voucher", "R1"),
    lineNo: 1,
    date: "2026-03-01",
    type: "receipt",
    number: "R1",
    amount: "40000",
  });
});

const TAX = 6; // the report's column of what is awaited

test("the report of what is awaited has the same bills and the same sums by year and customer", async () => {
  for (const asOf of ["2026-02-28", "2026-03-01", "2026-04-14"]) {
    const { years, rows, awaited } = await asha.read<TdsReceivable>(`/tds-receivable?asOf=${asOf}`);
    const behind = await billsOf(`?asOf=${asOf}`);
    const report = await asha.read<ReportPage>(`/reports/tds-awaited/rows?asOf=${asOf}`);
    expect(report.rows.map((row) => [row.bill, row.cells[TAX]])).toEqual(
      behind.rows.map(({ bill }) => [bill.billId, bill.tdsAwaited]),
    );
    const sums = [awaited, behind.awaited, sumOf(behind.quarters), sumOf(rows), sumOf(years)];
    expect(new Set(sums)).toEqual(new Set([report.totals?.[TAX]]));
    for (const row of rows) {
      const query = `party=${row.partyId ?? ""}&asOf=${asOf}`;
      const own = await asha.read<ReportPage>(`/reports/tds-awaited/rows?${query}`);
      expect([row.awaited, row.bills]).toEqual([own.totals?.[TAX], own.rows.length]);
    }
    expect(report.head.lines.filter(({ label }) => label.startsWith("Awaited for"))).toEqual(
      years
        .filter((year) => year.awaited !== "0")
        .toReversed()
        .map((year) => ({
          label: `Awaited for ${year.year}`,
          value: formatRupees(paiseFromJson(year.awaited)),
        })),
    );
  }
});

const sumOf = (rows: readonly { awaited: string }[]) =>
  sum(rows.map(({ awaited }) => paiseFromJson(awaited))).toString();

test("a viewer, who does not keep the books, sees neither; who is not signed in sees nothing", async () => {
  const accountant = await asha.server.signIn("accountant");
  const statuses = async (token: string) => {
    const paths = ["/tds-receivable", "/tds-receivable/bills"];
    return Promise.all(paths.map(async (path) => (await asha.get(path, token)).status));
  };
  expect(await statuses(accountant)).toEqual([200, 200]);
  await asha.database.asOwner("update member set role = 'viewer' where role = 'accountant'");
  expect(await statuses(accountant)).toEqual([403, 403]);
  await asha.database.asOwner("update member set role = 'accountant' where role = 'viewer'");
  expect(await statuses("nobody")).toEqual([401, 401]);
});

test("a certificate booked on a ledger that is put together with the customer counts for the customer", async () => {
  await say("merge", "g-Ram and Sons", { intoGuid: "g-Ram & Sons", evidence: [] });
  const { rows } = await asha.read<TdsReceivable>("/tds-receivable");
  expect(rows.map(({ partyId, awaited, received }) => [partyId, awaited, received])).toEqual([
    [ram(), "60000", "5000"],
  ]);
  expect(rows[0]?.years).toEqual([
    { year: "2026-27", awaited: "0", received: "5000" },
    { year: "2025-26", awaited: "60000", received: "0" },
  ]);
});

test("money that is a bill less its tax is suggested for it, and not where a person says there is no tax", async () => {
  await asha.database.asOwner(
    "update unapplied set amount = 45000 where company_id = $1 and unapplied_no = 3",
    [books.companyId],
  );
  const suggested = async () => {
    const { rows } = await asha.read<{ rows: ExceptionRow[] }>("/exceptions?kind=unallocated");
    return rows[0]?.suggestions[0];
  };
  expect(await suggested()).toMatchObject({
    why: "less-tds",
    bills: [{ name: "INV-2", amount: "45000", tds: "5000" }],
  });
  const party = await asha.read<Party>(`/parties/${ram()}`);
  expect(party.tds).toEqual({ side: "receivable", learned, said: null });
  await say("tds-profile", "g-Ram and Sons", { rate: 0, of: "gross", threshold: "300000" });
  expect((await suggested())?.why).not.toBe("less-tds");
  const after = await asha.read<Party>(`/parties/${ram()}`);
  expect(after.tds).toEqual({
    side: "receivable",
    learned,
    said: { rate: 0, of: "gross", threshold: "300000", from: "2026-04-01", until: null },
  });
});

test("what is said of one who buys and sells is about what is owed to us, not about what we owe", async () => {
  const suggested = async (kind: string) => {
    await asha.database.asOwner(
      "update ledger set party_kind = $2 where company_id = $1 and name = 'Gupta Traders'",
      [books.companyId, kind],
    );
    const { rows } = await asha.read<{ rows: ExceptionRow[] }>(
      `/exceptions?kind=unallocated&partyId=${outward(books, "party", "Gupta Traders")}`,
    );
    return rows[0]?.suggestions.map(({ why }) => why);
  };
  await asha.database.asOwner(
    `insert into unapplied (company_id, ledger_id, unapplied_no, side, kind, name, date, amount)
     values ($1, $2, 1, 'payable', 'on-account', '', '2026-04-14', 22500)`,
    [books.companyId, books.ids["Gupta Traders"]],
  );
  await say("tds-profile", "g-Gupta Traders", { rate: 1_000, of: "gross", threshold: null });
  expect(await suggested("supplier")).toContain("less-tds");
  expect(await suggested("both")).not.toContain("less-tds");
});

test("before it was known nothing is said of it", async () => {
  const party = await asha.read<Party>(`/parties/${ram()}?asOf=2025-08-31`);
  expect(party.tds).toBeUndefined();
});
