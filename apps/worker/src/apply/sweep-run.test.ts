import type { PresenceRecord, Records, VoucherRecord } from "@cfa/contract/records";
import type { Wants } from "@cfa/contract/sync";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry, confirmAbsences } from "@cfa/db/queries/absences";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { removeAbsent } from "./remove-absent.ts";
import { masters, receipt, sale, type RunOptions } from "./small-books.ts";
import { openTestCompanies, type TestCompany } from "./test-company.ts";

/* Sweeps: what of some months is in Tally, as which version, under which number. */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let company: TestCompany;

beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());
beforeEach(async () => {
  company = await companies.company();
});

const APRIL: RunOptions = { kind: "sweep", swept: { months: ["2026-04"], isStill: true } };

function present(voucher: VoucherRecord, more: Partial<PresenceRecord> = {}): PresenceRecord {
  const { guid, alterId, date, type, number } = voucher;
  return { guid, alterId, date, type, ...(number === undefined ? {} : { number }), ...more };
}

function shown(...lines: PresenceRecord[]): Records[] {
  return [masters(), { present: lines }];
}

const guids = async (): Promise<unknown[]> =>
  (await company.rows("select guid from voucher order by guid")).map((row) => row["guid"]);

const wants = async (): Promise<Wants> =>
  (await company.rows("select wants -> 'open' as open from sync_state"))[0]?.["open"] as Wants;

const many = (count: number): VoucherRecord[] =>
  Array.from({ length: count }, (_, i) => sale(`INV-${String(i).padStart(3, "0")}`, "2026-04-05", 10 + i));

test("S8: a voucher that a sweep of its month no longer shows goes, with its bill; other months are not touched", async () => {
  const [gone, stays, may] = [
    sale("INV-1", "2026-04-05", 1_000),
    sale("INV-2", "2026-04-06", 700),
    sale("INV-3", "2026-05-02", 300),
  ];
  await company.take([masters(), { vouchers: [gone, stays, may] }], { kind: "full" });
  const { applied } = await company.take(shown(present(stays)), APRIL);
  expect(applied).toMatchObject({ gone: 1 });
  expect(await guids()).toEqual(["v-INV-2", "v-INV-3"]);
  expect(await company.rows("select name from bill order by name")).toEqual([
    { name: "INV-2" },
    { name: "INV-3" },
  ]);
  expect(await company.rows("select month, vouchers from voucher_month order by month")).toEqual([
    { month: "2026-04", vouchers: 1 },
    { month: "2026-05", vouchers: 1 },
  ]);
});

test("S8: a month may lose its only voucher", async () => {
  const only = sale("INV-1", "2026-04-05", 1_000);
  await company.take([masters(), { vouchers: [only, sale("INV-2", "2026-05-05", 1)] }], { kind: "full" });
  await company.take(shown(), APRIL);
  expect(await guids()).toEqual(["v-INV-2"]);
});

test.each([
  ["while Tally was being typed into", { swept: { months: ["2026-04"], isStill: false } }],
  ["at other counters than the last run's", { marks: { masters: 10, vouchers: 201 } }],
  ["that does not say which months it covers", { swept: undefined }],
])("S8: a sweep %s takes nothing out", async (_, odd) => {
  const both = [sale("INV-1", "2026-04-05", 1_000), sale("INV-2", "2026-04-06", 700)];
  await company.take([masters(), { vouchers: both }], { kind: "full" });
  await company.take(shown(present(both[0]!)), { ...APRIL, ...odd });
  expect(await guids()).toHaveLength(2);
});

test("S8: a sweep with a part that could not be read takes nothing out", async () => {
  const both = [sale("INV-1", "2026-04-05", 1_000), sale("INV-2", "2026-04-06", 700)];
  await company.take([masters(), { vouchers: both }], { kind: "full" });
  const cut = { quarantined: [{ kind: "voucher" as const, reason: "cut off" }] };
  await company.take([...shown(present(both[0]!)), cut], APRIL);
  expect(await guids()).toHaveLength(2);
});

test("S8: more than a twentieth and more than twenty wait for a person, who removes exactly what is absent still", async () => {
  const vouchers = many(100);
  await company.take([masters(), { vouchers }], { kind: "full" });
  const { runId } = await company.take(shown(...vouchers.slice(0, 79).map((one) => present(one))), APRIL);
  expect(await guids()).toHaveLength(100);
  const [run] = await company.rows("select message from sync_run where run_id = $1", [runId]);
  expect(run?.["message"]).toContain("21 of 100 vouchers are no longer in Tally but were kept");
  expect(await company.rows("select count(*)::int as n from absent_fact")).toEqual([{ n: 21 }]);
  // One of them comes back before anybody says a word.
  await company.take([{ vouchers: [{ ...vouchers[99]!, alterId: 150 }] }], {
    marks: { masters: 10, vouchers: 201 },
  });
  expect(await company.rows("select count(*)::int as n from absent_fact")).toEqual([{ n: 20 }]);
  const confirmId = await confirm();
  const removed = await remove(confirmId);
  expect(removed).toMatchObject({ objects: 20, vouchers: 20 });
  expect(await guids()).toHaveLength(80);
  expect(await guids()).toContain("v-INV-099");
  expect(
    await company.rows(
      "select user_name, action, detail ->> 'vouchers' as n from audit_entry order by at, action",
    ),
  ).toEqual([
    { user_name: "Meera", action: "confirm-absent", n: null },
    { user_name: "Meera", action: "absent-removed", n: "20" },
  ]);
  expect(await remove(confirmId)).toMatchObject({ objects: 0 });
  expect(await company.rows("select sum(vouchers)::int as n from voucher_month")).toEqual([{ n: 80 }]);
  expect((await wants()).totals).toBe(true);
});

test("a number and a type name that moved without a new version are put right in fact, voucher and inferred bill", async () => {
  const cash = sale("INV-1", "2026-04-05", 1_000);
  await company.take([masters(), { vouchers: [cash] }], { kind: "full" });
  await company.take(shown(present(cash, { number: "INV-7", type: "Tax Invoice" })), APRIL);
  expect(await company.rows("select number, type_name, kind from voucher")).toEqual([
    { number: "INV-7", type_name: "Tax Invoice", kind: "sales" },
  ]);
  expect(
    await company.rows(
      "select record ->> 'number' as number, record ->> 'type' as type from fact where kind = 'voucher'",
    ),
  ).toEqual([{ number: "INV-7", type: "Tax Invoice" }]);
  expect(await company.rows("select type_name, vouchers from voucher_month where vouchers <> 0")).toEqual([
    { type_name: "Tax Invoice", vouchers: 1 },
  ]);
  const { applied } = await company.take(
    shown(present(cash, { number: "INV-7", type: "Tax Invoice" })),
    APRIL,
  );
  expect(applied).toMatchObject({ vouchers: 0, changed: 0 });
});

test("a version we lack is asked for by its day, twice; then it is an exception until another one is lacking", async () => {
  const known = sale("INV-1", "2026-04-05", 1_000);
  const lacking = sale("INV-2", "2026-04-06", 700, { alterId: 120 });
  await company.take([masters(), { vouchers: [known] }], { kind: "full" });
  const sweep = (): Promise<unknown> => company.take(shown(present(known), present(lacking)), APRIL);
  const inVain = async (): Promise<unknown> => company.take([], { asked: await wants() });
  for (let time = 1; time <= 2; time++) {
    await sweep();
    expect((await wants()).days, `time ${time}`).toEqual(["2026-04-06"]);
    await inVain();
    expect((await wants()).days).toEqual([]);
  }
  await sweep();
  expect((await wants()).days).toEqual([]);
  expect(await exceptions()).toEqual([{ about: "day", which: "2026-04-06" }]);
  await company.take(shown(present(known), present({ ...lacking, alterId: 130 })), APRIL);
  expect((await wants()).days).toEqual(["2026-04-06"]);
  await company.take([{ vouchers: [{ ...lacking, alterId: 130 }] }], { asked: await wants() });
  await company.take(shown(present(known), present({ ...lacking, alterId: 130 })), APRIL);
  expect(await wants()).toMatchObject({ days: [], full: false });
  expect(await exceptions()).toEqual([]);
});

test("what waits in quarantine is not asked for again and again", async () => {
  const odd = sale("INV-2", "2026-04-06", 700);
  await company.take(
    [
      masters(),
      { quarantined: [{ kind: "voucher", guid: odd.guid, reason: "an amount that cannot be read" }] },
    ],
    { kind: "full" },
  );
  await company.take(shown(present(odd)), APRIL);
  expect((await wants()).days).toEqual([]);
});

test("versions that went back while the counters did not mean that everything is read", async () => {
  const newer = sale("INV-1", "2026-04-05", 1_000, { alterId: 150 });
  await company.take([masters(), { vouchers: [newer] }], { kind: "full" });
  await company.take(shown(present(newer, { alterId: 140 })), APRIL);
  expect(await wants()).toMatchObject({ full: true, months: [], days: [] });
  await company.take([masters(), { vouchers: [newer] }], { kind: "full" });
  expect((await wants()).full).toBe(false);
});

test("masters that a good sweep does not show go as after a full run", async () => {
  const old = sale("INV-1", "2026-04-05", 1_000);
  await company.take([masters(), { vouchers: [old, receipt("INV-1", "2026-04-09", 5)] }], { kind: "full" });
  const fewer = {
    ...masters(),
    ledgers: (masters().ledgers ?? []).filter(({ name }) => name !== "Purchases"),
  };
  await company.take([fewer, { present: [present(old), present(receipt("INV-1", "2026-04-09", 5))] }], APRIL);
  expect(await company.rows("select name from ledger where name = 'Purchases'")).toEqual([]);
  expect(await guids()).toHaveLength(2);
});

const totals = (sales: number): NonNullable<RunOptions["totals"]> => ({
  asOf: "2026-04-30",
  trialBalance: [],
  voucherTotals: [{ month: "2026-04", type: "Sales", count: sales }],
});

test("S7: counts by month and type that differ ask for a sweep; the verdict names the month and a sweep that mends it ends the want", async () => {
  const both = [sale("INV-1", "2026-04-05", 1_000), sale("INV-2", "2026-04-06", 700)];
  await company.take([masters(), { vouchers: both }], { kind: "full", totals: totals(1) });
  expect((await wants()).months).toEqual(["2026-04"]);
  expect(await company.rows("select tie_out, tie_out_months from sync_state")).toEqual([
    { tie_out: "different", tie_out_months: ["2026-04"] },
  ]);
  await company.take(shown(present(both[0]!)), { ...APRIL, asked: await wants() });
  expect(await wants()).toMatchObject({ months: [], totals: true });
  await company.take([], { totals: totals(1) });
  expect(await wants()).toMatchObject({ months: [], totals: false });
  expect(await company.rows("select tie_out_months from sync_state")).toEqual([{ tie_out_months: [] }]);
});

async function confirm(): Promise<string> {
  return inCompany(company.database.db, company.companyId, async (tx) => {
    const user = { id: "u-1", name: "Meera" };
    const confirmId = await addAuditEntry(tx, { user, action: "confirm-absent", detail: {} });
    await confirmAbsences(tx, { upTo: "2100-01-01T00:00:00Z", confirmId });
    return confirmId;
  });
}

function remove(confirmId: string): Promise<unknown> {
  return inCompany(company.database.db, company.companyId, (tx) => removeAbsent(tx, confirmId), {
    role: "job",
  });
}

async function exceptions(): Promise<unknown> {
  return (await company.rows("select wants -> 'exceptions' as list from sync_state"))[0]?.["list"];
}
