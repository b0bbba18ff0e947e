import { randomUUID } from "node:crypto";

import type { ExceptionCount, ExceptionKind, ExceptionRow } from "@cfa/contract/exceptions";
import type { TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outward, type Books } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";
import { refusal } from "../test-server.ts";

/*
 * The small set of books of test-books.ts, and beside it what a person should look at:
 *   INV-OLD of 1 February 2025 over 900.00; INV-2 a second time over 10.00, due on its own day since nothing says when
 *   80.00 more than GT/7 held, paid on 20 March
 *   "Ram and Sons", a second ledger for Ram & Sons
 *   S1 of January came changed with the second run of April; S2 of April did too, which is no wonder
 */

let asha: TestCompany;
let database: TestDatabase;
let books: Books;

beforeAll(async () => {
  asha = await startTestCompany();
  ({ database, books } = asha);
  await writeOddThings(books.companyId);
});
afterAll(() => asha.close());

async function writeOddThings(companyId: string): Promise<void> {
  const ram = books.ids["Ram & Sons"];
  const bill = `insert into bill (company_id, ledger_id, side, name, name_key, occurrence, basis, is_opening, date, due_date,
                                  due_source, amount, open)
                values ($1, $2, 'receivable', $3, lower($3), $4, 'stated', false, $5, $6, $7, $8, $8)`;
  await database.asOwner(bill, [companyId, ram, "INV-OLD", 1, "2025-02-01", "2025-03-03", "ledger", 90_000]);
  await database.asOwner(bill, [companyId, ram, "INV-2", 2, "2026-04-11", "2026-04-11", "bill-date", 1_000]);
  await database.asOwner(
    `insert into unapplied (company_id, ledger_id, unapplied_no, side, kind, name, date, amount, voucher_id)
     values ($1, $2, 1, 'payable', 'excess', 'GT/7', '2026-03-20', 8000, $3)`,
    [companyId, books.ids["Gupta Traders"], books.ids["P1"]],
  );
  await database.asOwner(
    `insert into ledger (company_id, guid, name, name_key, group_name, group_path, root, party_kind, home_side, is_bill_wise, opening)
     values ($1, 'g-twin', 'Ram and Sons', 'ram and sons', 'Sundry Debtors', '{Sundry Debtors}', 'Current Assets', 'customer',
             'receivable', true, 0)`,
    [companyId],
  );
  await database.asOwner(
    "update voucher set narration = 'for inv 2' where company_id = $1 and number = 'R2'",
    [companyId],
  );
  await writeRuns(companyId);
}

async function writeRuns(companyId: string): Promise<void> {
  const runs = ["2026-04-03", "2026-04-12"].map((on) => ({ id: randomUUID(), on }));
  for (const { id, on } of runs) {
    await database.asOwner(
      `insert into sync_run (company_id, run_id, kind, source, lease, state, agent_version, machine, company_record, opened_at,
                             read_at, applied_at)
       values ($1, $2, 'changes', 'agent', 1, 'applied', '1', 'PC', '{}', $3, $3, $3)`,
      [companyId, id, `${on}T10:00:00Z`],
    );
  }
  for (const [guid, month, amount] of [
    ["g-S1", "2026-01", -100_000],
    ["g-S2", "2026-04", -50_000],
  ]) {
    await database.asOwner(
      `insert into fact (company_id, kind, guid, alter_id, record, digest, run_id, month, type_name, amount)
       values ($1, 'voucher', $2, 2, '{}', '', $3, $4, 'Sales', $5)`,
      [companyId, guid, runs[1]?.id, month, amount],
    );
  }
}

type Queue = { asOf: string; rows: ExceptionRow[]; nextCursor: string | null };

const read = <T>(query: string, token?: string) => asha.read<T>(`/exceptions${query}`, token);

async function only(kind: ExceptionKind, more = ""): Promise<ExceptionRow> {
  const { rows } = await read<Queue>(`?kind=${kind}${more}`);
  expect(rows.map((row) => row.kind)).toEqual([kind]);
  return rows[0] as ExceptionRow;
}

test("the queue stands in order of rupees, each with what to do next", async () => {
  const { asOf, rows } = await read<Queue>("");
  expect(asOf).toBe("2026-04-15");
  expect(rows.map(({ kind, amount, next }) => [kind, amount, next])).toEqual([
    ["duplicate-parties", "201000", "merge"],
    ["back-dated", "100000", "check-change"],
    ["old-bill", "90000", "chase-or-write-off"],
    ["duplicate-reference", "51000", "rename-in-tally"],
    ["unallocated", "20000", "allocate"],
    ["negative-reference", "8000", "allocate"],
    ["no-due-date", "1000", "set-terms"],
    ["quarantined", "0", "repair-in-tally"],
    ["quarantined", "0", "repair-in-tally"],
    ["quarantined", "0", "repair-in-tally"],
  ]);
});

test("counts and sums per kind are those of the list", async () => {
  const { kinds } = await read<{ kinds: ExceptionCount[] }>("/counts");
  const { rows } = await read<Queue>("");
  for (const { kind, count, amount } of kinds) {
    const those = rows.filter((row) => row.kind === kind);
    const total = those.reduce((all, row) => all + BigInt(row.amount), 0n);
    expect([kind, count, amount]).toEqual([kind, those.length, total.toString()]);
  }
  expect(kinds.map((row) => row.kind)).toContain("no-contact");
});

test("an unallocated receipt comes with the bill it names, and the line whose money it is", async () => {
  const row = await only("unallocated");
  expect(row).toMatchObject({
    parties: [{ name: "Ram & Sons", open: "201000" }],
    voucher: { voucherId: outward(books, "voucher", "R2"), number: "R2" },
    money: { voucherId: outward(books, "voucher", "R2"), lineNo: 1 },
    reason: "on-account",
  });
  expect(
    row.suggestions.map(({ why, certainty, bills }) => [why, certainty, bills[0]?.name, bills[0]?.amount]),
  ).toEqual([
    ["reference", "likely", "INV-2", "20000"],
    ["first-in-first-out", "guess", "INV-OLD", "20000"],
  ]);
});

test("what else is odd names its bills, parties and vouchers", async () => {
  expect((await only("duplicate-reference")).bills.map((bill) => [bill.name, bill.open])).toEqual([
    ["INV-2", "50000"],
    ["INV-2", "1000"],
  ]);
  expect(await only("duplicate-parties")).toMatchObject({
    likeness: ["same-name"],
    parties: expect.arrayContaining([
      expect.objectContaining({ name: "Ram & Sons", open: "201000" }),
      expect.objectContaining({ name: "Ram and Sons", open: "0" }),
    ]) as unknown,
  });
  expect(await only("negative-reference")).toMatchObject({
    name: "GT/7",
    side: "payable",
    parties: [{ name: "Gupta Traders" }],
    suggestions: [{ why: "reference", bills: [{ name: "GT/7" }] }],
  });
  expect(await only("back-dated")).toMatchObject({
    voucher: { number: "S1" },
    reason: "2026-04-12",
    parties: [{ name: "Ram & Sons" }],
  });
  expect(await only("old-bill")).toMatchObject({ bills: [{ name: "INV-OLD" }], name: "INV-OLD" });
  expect((await read<Queue>("?kind=quarantined")).rows[0]).toMatchObject({ reason: "does not balance" });
});

test("a party without phone and mail that owes something overdue", async () => {
  await database.asOwner("update ledger set phone = null where company_id = $1 and name = 'Ram & Sons'", [
    books.companyId,
  ]);
  expect(await only("no-contact")).toMatchObject({ amount: "151000", count: 3, next: "add-contact" });
  await database.asOwner(
    "update ledger set phone = '+91 98200 00000' where company_id = $1 and name = 'Ram & Sons'",
    [books.companyId],
  );
});

test("as of an earlier day, and of one party", async () => {
  expect((await read<Queue>("?kind=unallocated&asOf=2026-04-09")).rows).toEqual([]);
  expect((await only("unallocated", "&asOf=2026-02-19")).amount).toBe("5000");
  const gupta = await read<Queue>(`?partyId=${outward(books, "party", "Gupta Traders")}`);
  expect(gupta.rows.map((row) => row.kind)).toEqual(["negative-reference"]);
});

test("pages follow one another without a gap and without a row twice", async () => {
  const whole = (await read<Queue>("")).rows.map((row) => row.id);
  const ids: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Queue = await read<Queue>(`?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`);
    ids.push(...page.rows.map((row) => row.id));
    cursor = page.nextCursor;
  }
  expect(ids).toEqual(whole);
});

test.each(["?kind=everything", "?cursor=abc", "?asOf=2026-02-31", "?limit=0", "?partyId=pty_1"])(
  "%s is refused with a sentence",
  async (query) => {
    const response = await asha.get(`/exceptions${query}`);
    expect(response.status).toBe(422);
    expect((await refusal(response)).message).toMatch(/is not right/);
  },
);
