import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { Records } from "@cfa/contract/records";
import type { TallyTotals } from "@cfa/contract/sync";
import { inCompany } from "@cfa/db/company-scope";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";

import { applyRun } from "./apply-run.ts";
import { ledger, masters, paise, receipt, sale, stageRun, type RunOptions } from "./small-books.ts";

let database: TestDatabase;
let companyId: string;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  companyId = randomUUID();
  await inCompany(database.db, companyId, async (tx) => {
    await tx.query.insertInto("company").values({ company_id: companyId, name: "Asha" }).execute();
  });
});

async function take(batches: Records[], options: RunOptions = {}) {
  const runId = await stageRun(database.db, companyId, { ...options, batches });
  const applied = await inCompany(database.db, companyId, (tx) => applyRun(tx, runId), { role: "job" });
  return { runId, applied };
}

const rows = (text: string): Promise<Record<string, unknown>[]> =>
  inCompany(database.db, companyId, (tx) => tx.run(text));

/** Everything readers see, without ids that a first-time insert makes up. */
const books = async (): Promise<unknown> => ({
  ledgers: await rows("select name, opening, party_kind, is_inferred from ledger order by name"),
  vouchers: await rows("select guid, alter_id, date, state from voucher order by guid"),
  postings: await rows(
    "select v.guid, line_no, l.name, amount from posting p join voucher v using (company_id, voucher_id) join ledger l using (company_id, ledger_id) order by 1, 2",
  ),
  months: await rows(
    "select l.name, month, debit, credit from ledger_month join ledger l using (company_id, ledger_id) order by 1, 2",
  ),
  bills: await rows(
    "select b.name, date, due_date, amount, open, last_settled from bill b order by name, occurrence",
  ),
  settlements: await rows("select date, amount, basis from settlement order by 1, 2"),
  unapplied: await rows("select date, amount, kind from unapplied order by 1, 2"),
});

test("a sale opens a bill, a receipt settles part of it, and the months add up", async () => {
  const { applied } = await take([
    masters(),
    { vouchers: [sale("INV-1", "2026-04-05", 1_000), receipt("INV-1", "2026-05-02", 400)] },
  ]);
  expect(applied).toMatchObject({ vouchers: 2, parties: 2, refused: 0 });
  expect(await rows("select name, amount, open, last_settled, basis from bill")).toEqual([
    { name: "INV-1", amount: 100_000n, open: 60_000n, last_settled: "2026-05-02", basis: "stated" },
  ]);
  expect(
    await rows(
      "select month, debit, credit from ledger_month join ledger using (company_id, ledger_id) where name = 'Ravi Stores' order by month",
    ),
  ).toEqual([
    { month: "2026-04-01", debit: 100_000n, credit: 0n },
    { month: "2026-05-01", debit: 0n, credit: 40_000n },
  ]);
  expect(
    await rows("select generation, data_to, masters_mark, vouchers_mark, tie_out from sync_state"),
  ).toEqual([
    { generation: 1n, data_to: "2026-05-02", masters_mark: 10n, vouchers_mark: 200n, tie_out: "unknown" },
  ]);
});

test("the same run taken in twice changes nothing, and the same records again change no row", async () => {
  const first = [masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }];
  const { runId } = await take(first);
  const before = await books();
  const ids = await rows("select bill_id, ledger_id from bill");
  const again = await inCompany(database.db, companyId, (tx) => applyRun(tx, runId), { role: "job" });
  expect(again).toBeNull();
  const { applied } = await take(first);
  expect(applied).toMatchObject({ changed: 0, vouchers: 0, parties: 0 });
  expect(await books()).toEqual(before);
  expect(await rows("select bill_id, ledger_id from bill")).toEqual(ids);
  expect(await rows("select body from sync_batch where body is not null")).toEqual([]);
});

test("the order of batches does not matter: vouchers may come before their masters", async () => {
  const vouchers = { vouchers: [sale("INV-1", "2026-04-05", 1_000), receipt("INV-1", "2026-05-02", 400)] };
  await take([masters(), vouchers]);
  const inOrder = await books();
  companyId = randomUUID();
  await inCompany(database.db, companyId, (tx) =>
    tx.run("insert into company (company_id, name) values ($1, 'B')", [companyId]),
  );
  await take([vouchers, masters()]);
  expect(await books()).toEqual(inOrder);
});

test("an altered voucher replaces its earlier version everywhere, an older version replaces nothing", async () => {
  await take([masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
  await take([{ vouchers: [sale("INV-1", "2026-05-06", 1_200, { alterId: 150 })] }]);
  expect(await rows("select amount, date from bill")).toEqual([{ amount: 120_000n, date: "2026-05-06" }]);
  expect(await rows("select distinct month from ledger_month")).toEqual([{ month: "2026-05-01" }]);
  const { applied } = await take([{ vouchers: [sale("INV-1", "2026-04-05", 1_000, { alterId: 120 })] }]);
  expect(applied).toMatchObject({ changed: 0 });
  expect(await rows("select amount from bill")).toEqual([{ amount: 120_000n }]);
});

test("a new number under the same version counts from the agent and not from an old file", async () => {
  await take([masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
  await take([{ vouchers: [sale("INV-1", "2026-04-05", 1_000, { number: "INV-1A" })] }]);
  expect(await rows("select number from voucher")).toEqual([{ number: "INV-1A" }]);
  await take([{ vouchers: [sale("INV-1", "2026-04-05", 1_000, { number: "OLD" })] }], { source: "file" });
  expect(await rows("select number from voucher")).toEqual([{ number: "INV-1A" }]);
});

test("a cancelled voucher keeps its row and loses its lines and bill", async () => {
  await take([masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
  await take([
    { vouchers: [sale("INV-1", "2026-04-05", 1_000, { alterId: 101, isCancelled: true, entries: [] })] },
  ]);
  expect(await rows("select state from voucher")).toEqual([{ state: "cancelled" }]);
  for (const table of ["posting", "bill", "ledger_month", "unapplied"]) {
    expect(await rows(`select 1 from ${table}`)).toEqual([]);
  }
});

test("a voucher that does not balance waits in quarantine, the rest goes on, and a good version ends the waiting", async () => {
  const poison = sale("BAD", "2026-04-07", 500);
  poison.entries[1] = { ledger: "Sales", amount: paise(499) };
  const { applied } = await take([masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000), poison] }]);
  expect(applied).toMatchObject({ vouchers: 1, refused: 1 });
  const waiting = await rows("select kind, guid, name, reason from quarantine where resolved_at is null");
  expect(waiting).toEqual([
    {
      kind: "voucher",
      guid: "v-BAD",
      name: "Sales BAD",
      reason: expect.stringContaining("does not balance"),
    },
  ]);
  await take([{ vouchers: [poison] }], { kind: "changes" });
  expect(await rows("select 1 as n from quarantine where resolved_at is null")).toHaveLength(1);
  await take([{ vouchers: [sale("BAD", "2026-04-07", 500, { alterId: 130 })] }]);
  expect(await rows("select 1 from quarantine where resolved_at is null")).toEqual([]);
  expect(await rows("select name from bill order by name")).toEqual([{ name: "BAD" }, { name: "INV-1" }]);
});

test("a full run keeps what it could not take in quarantine, also when nothing has changed", async () => {
  const poison = sale("BAD", "2026-04-07", 500);
  poison.entries[1] = { ledger: "Sales", amount: paise(499) };
  const all = [masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000), poison] }];
  await take(all, { kind: "full" });
  await take(all, { kind: "full" });
  expect(await rows("select guid from quarantine where resolved_at is null")).toEqual([{ guid: "v-BAD" }]);
});

test("a full run takes out what is gone from Tally; a run of changes never does", async () => {
  const both = [sale("INV-1", "2026-04-05", 1_000), sale("INV-2", "2026-04-06", 700)];
  await take([masters(), { vouchers: both }], { kind: "full" });
  await take([{ vouchers: [both[0] as never] }]);
  expect(await rows("select guid from voucher order by guid")).toHaveLength(2);
  const { applied } = await take([masters(), { vouchers: [both[0] as never] }], { kind: "full" });
  expect(applied).toMatchObject({ gone: 1 });
  expect(await rows("select guid from voucher")).toEqual([{ guid: "v-INV-1" }]);
  expect(await rows("select name from bill")).toEqual([{ name: "INV-1" }]);
  expect(
    await rows(
      "select debit from ledger_month join ledger using (company_id, ledger_id) where name = 'Ravi Stores'",
    ),
  ).toEqual([{ debit: 100_000n }]);
});

test("a full run that lacks more than a twentieth and more than twenty keeps them and says so", async () => {
  const many = Array.from({ length: 100 }, (_, i) => sale(`INV-${i}`, "2026-04-05", 10 + i));
  await take([masters(), { vouchers: many }], { kind: "full" });
  const { runId, applied } = await take([masters(), { vouchers: many.slice(0, 79) }], { kind: "full" });
  expect(applied).toMatchObject({ gone: 0 });
  expect(await rows("select count(*) as n from voucher")).toEqual([{ n: 100n }]);
  const [run] = await rows(`select message from sync_run where run_id = '${runId}'`);
  expect(run?.["message"]).toMatch(/21 of 100 vouchers .* were kept/);
  const twenty = await take([masters(), { vouchers: many.slice(0, 80) }], { kind: "full" });
  expect(twenty.applied).toMatchObject({ gone: 20 });
});

test("a sweep with an unreadable part takes nothing out", async () => {
  const both = [sale("INV-1", "2026-04-05", 1_000), sale("INV-2", "2026-04-06", 700)];
  await take([masters(), { vouchers: both }], { kind: "full" });
  const partly = {
    vouchers: [both[0] as never],
    quarantined: [{ kind: "voucher" as const, reason: "cut off" }],
  };
  expect((await take([masters(), partly], { kind: "full" })).applied).toMatchObject({ gone: 0 });
  const named = {
    vouchers: [both[0] as never],
    quarantined: [{ kind: "voucher" as const, guid: "v-INV-2", reason: "odd" }],
  };
  expect((await take([masters(), named], { kind: "full" })).applied).toMatchObject({ gone: 0 });
  expect(await rows("select guid from voucher")).toHaveLength(2);
});

test("without masters ledgers are made from names; the master that comes later takes the same row", async () => {
  await take([{ vouchers: [sale("INV-1", "2026-04-05", 1_000)] }], { source: "file" });
  expect(await rows("select name, is_inferred, party_kind from ledger order by name")).toEqual([
    { name: "Ravi Stores", is_inferred: true, party_kind: "customer" },
    { name: "Sales", is_inferred: true, party_kind: null },
  ]);
  const before = await rows("select ledger_id from ledger where name = 'Ravi Stores'");
  await take([masters()]);
  expect(await rows("select ledger_id from ledger where name = 'Ravi Stores'")).toEqual(before);
  expect(await rows("select name from ledger where is_inferred")).toEqual([]);
  expect(await rows("select name, open from bill")).toEqual([{ name: "INV-1", open: 100_000n }]);
});

test("a renamed ledger keeps its vouchers, and one made from its new name is merged into it", async () => {
  await take([masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
  const renamed = sale("INV-2", "2026-04-06", 500, { alterId: 110 });
  for (const entry of renamed.entries) if (entry.ledger === "Ravi Stores") entry.ledger = "Ravi & Sons";
  await take([{ vouchers: [renamed] }], { source: "file" });
  expect(await rows("select name from ledger where is_inferred")).toEqual([{ name: "Ravi & Sons" }]);
  await take([
    {
      ledgers: [
        {
          ...ledger("Ravi Stores", "Sundry Debtors", { alterId: 20, isBillWise: true }),
          name: "Ravi & Sons",
        },
      ],
    },
  ]);
  expect(await rows("select name from ledger where home_side = 'receivable'")).toEqual([
    { name: "Ravi & Sons" },
  ]);
  expect(await rows("select name, open from bill order by name")).toEqual([
    { name: "INV-1", open: 100_000n },
    { name: "INV-2", open: 50_000n },
  ]);
  expect(
    await rows(
      "select debit from ledger_month join ledger using (company_id, ledger_id) where name = 'Ravi & Sons'",
    ),
  ).toEqual([{ debit: 150_000n }]);
});

test("a ledger moved out of the debtors has no bills any more", async () => {
  await take([masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
  await take([{ ledgers: [ledger("Ravi Stores", "Loans & Advances (Asset)", { alterId: 30 })] }]);
  expect(await rows("select 1 from bill")).toEqual([]);
  await take([{ ledgers: [ledger("Ravi Stores", "Sundry Debtors", { alterId: 31, isBillWise: true })] }]);
  expect(await rows("select name from bill")).toEqual([{ name: "INV-1" }]);
});

test("a voucher type that turns out to be a memorandum takes its vouchers out of the books", async () => {
  const odd = sale("M-1", "2026-04-05", 1_000, { type: "Provisional" });
  await take([masters(), { vouchers: [odd] }]);
  expect(await rows("select kind from voucher")).toEqual([{ kind: "journal" }]);
  await take([{ voucherTypes: [{ guid: "vt-p", alterId: 9, name: "Provisional", parent: "Memorandum" }] }]);
  expect(await rows("select kind, state from voucher")).toEqual([
    { kind: "memorandum", state: "non-accounting" },
  ]);
  expect(await rows("select 1 from posting")).toEqual([]);
});

test("our balances are held against Tally's: equal, then different by one ledger", async () => {
  const trialBalance = [
    { ledger: "Bank", closing: "-1000000" },
    { ledger: "Capital", closing: "1000000" },
    { ledger: "Ravi Stores", closing: "-100000" },
    { ledger: "Sales", closing: "100000" },
  ];
  const batches = [masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }];
  await take(batches, { totals: { asOf: "2026-04-30", trialBalance, vouchers: 1 } });
  expect(await rows("select tie_out, tie_out_as_of, differences from sync_state")).toEqual([
    { tie_out: "equal", tie_out_as_of: "2026-04-30", differences: 0 },
  ]);
  const other = trialBalance.with(2, { ledger: "Ravi Stores", closing: "-100001" });
  await take(batches, { totals: { asOf: "2026-04-30", trialBalance: other } });
  expect(await rows("select tie_out, differences from sync_state")).toEqual([
    { tie_out: "different", differences: 1 },
  ]);
  expect(await rows("select closing from tally_balance where name_key = 'ravi stores'")).toEqual([
    { closing: 100_001n },
  ]);
  await take(batches, { totals: { asOf: "2026-04-30", trialBalance, vouchers: 2 } });
  expect(await rows("select tie_out, differences from sync_state")).toEqual([
    { tie_out: "different", differences: 0 },
  ]);
});

test("a run without totals leaves the last verdict in place; once the books have moved on it is about older ones", async () => {
  const trialBalance = [
    { ledger: "Bank", closing: "-1000000" },
    { ledger: "Capital", closing: "1000000" },
  ];
  await take([masters()], { kind: "full", totals: { asOf: "2026-04-30", trialBalance } });
  const verdict = "select tie_out, tie_out_as_of, tie_out_generation = generation as current from sync_state";
  const equal = { tie_out: "equal", tie_out_as_of: "2026-04-30" };
  expect(await rows(verdict)).toEqual([{ ...equal, current: true }]);
  await take([masters()]);
  expect(await rows(verdict)).toEqual([{ ...equal, current: true }]);
  await take([{ vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
  expect(await rows(verdict)).toEqual([{ ...equal, current: false }]);
});

const stockTotals = (value: string): TallyTotals => ({
  asOf: "2026-04-30",
  trialBalance: [],
  closingStock: [
    { asOf: "2026-03-31", value: "-500" },
    { asOf: "2026-04-30", value },
  ],
});

test("the stock's value at the ends of periods is kept as Tally states it, the last word for each day", async () => {
  await take([masters()], { kind: "full", totals: stockTotals("-700") });
  await take([masters()], { kind: "full", totals: stockTotals("-800") });
  expect(await rows("select as_of, value from closing_stock order by as_of")).toEqual([
    { as_of: "2026-03-31", value: 500n },
    { as_of: "2026-04-30", value: 800n },
  ]);
});

/** Tally's totals of the test below. Rupees, Tally's sign. */
function billTotals(receivable: number, payable: number): TallyTotals {
  return {
    asOf: "2026-04-30",
    trialBalance: [
      { ledger: "Bank", closing: paise(-10_480) },
      { ledger: "Capital", closing: paise(10_000) },
      { ledger: "Ravi Stores", closing: paise(-520) },
      { ledger: "Sales", closing: paise(1_000) },
    ],
    billsReceivable: paise(receivable),
    billsPayable: paise(payable),
  };
}

test("our bills are held against Tally's: by name and side, without money on account", async () => {
  const advance = receipt("ADV-1", "2026-04-10", 50);
  for (const entry of advance.entries) for (const bill of entry.bills ?? []) bill.type = "advance";
  const onAccount = receipt("", "2026-04-11", 30);
  for (const entry of onAccount.entries) for (const bill of entry.bills ?? []) bill.type = "on-account";
  const vouchers = [
    sale("INV-1", "2026-04-05", 1_000),
    receipt("INV-1", "2026-04-09", 400),
    receipt("INV-1", "2026-05-09", 600),
    advance,
    onAccount,
  ];
  await take([masters(), { vouchers }], { totals: billTotals(-600, 50) });
  expect(await rows("select tie_out, differences from sync_state")).toEqual([
    { tie_out: "equal", differences: 0 },
  ]);
  const { runId } = await take([masters(), { vouchers }], { totals: billTotals(-600.01, 50) });
  expect(await rows("select tie_out, differences from sync_state")).toEqual([
    { tie_out: "different", differences: 0 },
  ]);
  expect(await rows(`select message from sync_run where run_id = '${runId}'`)).toEqual([
    { message: "Bills receivable are ₹600.00 here and ₹600.01 in Tally." },
  ]);
});

test("the balance is that of the as-of day: later vouchers of the same month do not count", async () => {
  const vouchers = [sale("INV-1", "2026-04-05", 1_000), sale("INV-2", "2026-04-20", 500)];
  const trialBalance = [
    { ledger: "Bank", closing: "-1000000" },
    { ledger: "Capital", closing: "1000000" },
    { ledger: "Ravi Stores", closing: "-100000" },
    { ledger: "Sales", closing: "100000" },
  ];
  await take([masters(), { vouchers }], { totals: { asOf: "2026-04-19", trialBalance } });
  expect(await rows("select tie_out from sync_state")).toEqual([{ tie_out: "equal" }]);
});

test("an older run taken in after a newer one adds what it has and takes nothing out", async () => {
  const early = await stageRun(database.db, companyId, {
    kind: "full",
    marks: { masters: 1, vouchers: 1 },
    batches: [masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }],
  });
  await take(
    [
      masters(),
      { vouchers: [sale("INV-1", "2026-04-05", 900, { alterId: 105 }), sale("INV-2", "2026-04-06", 5)] },
    ],
    { kind: "full" },
  );
  await inCompany(database.db, companyId, (tx) => applyRun(tx, early), { role: "job" });
  expect(await rows("select amount from bill order by amount")).toEqual([
    { amount: 500n },
    { amount: 90_000n },
  ]);
  expect(await rows("select vouchers_mark from sync_state")).toEqual([{ vouchers_mark: 200n }]);
});

test("a restored backup, whose counters went back, brings its older versions back", async () => {
  await take([masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000, { alterId: 150 })] }], {
    kind: "full",
  });
  await take([masters(), { vouchers: [sale("INV-1", "2026-04-05", 800, { alterId: 100 })] }], {
    kind: "full",
    marks: { masters: 10, vouchers: 120 },
  });
  expect(await rows("select amount from bill")).toEqual([{ amount: 80_000n }]);
  expect(await rows("select vouchers_mark from sync_state")).toEqual([{ vouchers_mark: 120n }]);
});

test("text with tabs, line ends, backslashes and Devanagari comes through as it is", async () => {
  const narration = "line 1\nline 2\ttab \\N \\t नमस्ते 🙏";
  await take([masters(), { vouchers: [sale("INV\\1\t", "2026-04-05", 1_000, { narration })] }]);
  expect(await rows("select narration, number from voucher")).toEqual([{ narration, number: "INV\\1\t" }]);
});

test("nothing is to be seen before the run commits, and nothing remains of one that fails", async () => {
  await take([masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
  const before = await books();
  const runId = await stageRun(database.db, companyId, {
    batches: [{ vouchers: [sale("INV-2", "2026-04-06", 5, { alterId: 160 })] }],
  });
  const failing = inCompany(
    database.db,
    companyId,
    async (tx) => {
      await applyRun(tx, runId);
      expect(await books()).toEqual(before);
      throw new Error("killed just before the commit");
    },
    { role: "job" },
  );
  await expect(failing).rejects.toThrow("killed");
  expect(await books()).toEqual(before);
  expect(await rows("select generation from sync_state")).toEqual([{ generation: 1n }]);
  const done = await inCompany(database.db, companyId, (tx) => applyRun(tx, runId), { role: "job" });
  expect(done).toMatchObject({ vouchers: 1 });
});

test("what lists and tables had said goes when an agent has read the whole of Tally", async () => {
  const listed = ledger("Ravi Stores", "Sundry Debtors", {
    guid: "file:party:receivable:ravi stores",
    alterId: 0,
    openingBalance: "-70000",
    isBillWise: true,
    openingBills: [{ name: "INV-0", date: "2026-03-05", amount: "-70000" }],
  });
  const other = { ...listed, guid: "file:party:payable:ravi stores", parent: "Sundry Creditors" };
  const register = sale("S-9", "2026-04-20", 50, { guid: "file:sales:9", alterId: 0 });
  await take([{ ledgers: [listed, other], vouchers: [register] }], { source: "file" });
  expect(await rows("select name from bill order by name")).toContainEqual({ name: "INV-0" });
  const all = [masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }];
  const { runId } = await take(all, { kind: "full" });
  expect(await rows("select guid from fact where guid like 'file:%'")).toEqual([]);
  expect(await rows("select name, open from bill")).toEqual([{ name: "INV-1", open: 100_000n }]);
  expect(await rows("select count(*) as n from ledger where name = 'Ravi Stores'")).toEqual([{ n: 1n }]);
  const [run] = await rows(`select message from sync_run where run_id = '${runId}'`);
  expect(run?.["message"]).toContain("3 records made of lists and tables went");
});
