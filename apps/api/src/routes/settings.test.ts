import type { AuditRow } from "@cfa/contract/audit";
import type { AgeingSummary } from "@cfa/contract/measures";
import type { ReportPage } from "@cfa/contract/reports";
import type {
  CostOfCash,
  CreditDaysEffect,
  MsmeClock,
  MsmeStanding,
  SettingsStanding,
} from "@cfa/contract/settings";
import { inCompany } from "@cfa/db/company-scope";
import type { TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outward, type Books } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";
import { refusal, type TestServer } from "../test-server.ts";

/* Settings and the clock for micro and small suppliers, on the small books: Gupta Traders' GT/7 of 15 March, due 14 April. */

let asha: TestCompany;
let database: TestDatabase;
let server: TestServer;
let books: Books;
let company: string;
let owner: string;

beforeAll(async () => {
  asha = await startTestCompany({ enqueue: () => Promise.resolve() });
  ({ database, server, books, company, owner } = asha);
});
afterAll(() => asha.close());

const read = <T>(path: string) => asha.read<T>(path);

const put = (path: string, body: object, token = owner) => send("PUT", path, body, token);
const say = (path: string, body: object) => send("POST", path, body);

const take = (path: string) => send("DELETE", path);

function send(method: string, path: string, body?: object, token = owner): Promise<Response> {
  return fetch(`${server.url}/api/companies/${company}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const audit = () =>
  database.asOwner<{ action: string; detail: object }>("select action, detail from audit_entry order by at");

const CHOSEN = {
  defaultCreditDays: 45,
  ageingBy: "bill-date",
  ageingEdges: [10, 100],
  udyamClass: "small",
  activity: "other",
};

test("a company that chose nothing has the usual settings", async () => {
  expect(await read<SettingsStanding>("/settings")).toEqual({
    defaultCreditDays: 0,
    ageingBy: "due-date",
    ageingEdges: [30, 60, 90],
    udyamClass: null,
    activity: null,
    isBeingDerived: false,
  });
});

test("ageing goes by what the company chose, and the change is on record with before and after", async () => {
  const response = await put("/settings", CHOSEN);
  expect([response.status, await response.json()]).toEqual([200, { ...CHOSEN, isBeingDerived: true }]);
  expect((await put("/settings", CHOSEN)).status).toBe(200);
  expect(await audit()).toMatchObject([
    {
      action: "change-settings",
      detail: { before: { defaultCreditDays: 0 }, after: { defaultCreditDays: 45 } },
    },
  ]);
  const ageing = await read<AgeingSummary>("/ageing");
  expect(ageing).toMatchObject({ by: "bill-date", edges: [10, 100] });
  expect(ageing.buckets).toEqual([
    { key: "0-10", amount: "0", bills: 0 },
    { key: "11-100", amount: "110000", bills: 2 },
    { key: "over-100", amount: "0", bills: 0 },
  ]);
  expect(await read<AgeingSummary>("/ageing?edges=30,60&by=due-date")).toMatchObject({ edges: [30, 60] });
});

test("the report of ageing goes by the same choice and says so", async () => {
  const { buckets, tdsAwaited, unapplied, outstanding } = await read<AgeingSummary>("/ageing");
  const report = await read<ReportPage>("/reports/ageing/rows");
  expect(report.columns.map((column) => column.title).slice(1, 4)).toEqual([
    "0–10 days ₹",
    "11–100 days ₹",
    "Over 100 days ₹",
  ]);
  const sums = [...buckets.map(({ amount }) => amount), tdsAwaited, unapplied, outstanding];
  expect(report.totals?.slice(1, -1)).toEqual(sums);
  expect(report.head.lines).toContainEqual({ label: "Age", value: "days since the bill's date" });
});

test.each([
  [{ ...CHOSEN, ageingEdges: [30, 30] }, "ageingEdges"],
  [{ ...CHOSEN, defaultCreditDays: 1_000 }, "defaultCreditDays"],
  [{ ...CHOSEN, udyamClass: "large" }, "udyamClass"],
])("%j is bad input", async (body, field) => {
  const response = await put("/settings", body);
  expect(response.status).toBe(422);
  expect(await refusal(response)).toMatchObject({ code: "bad-input", field });
});

test("the clock runs for a supplier only once it is said to be micro or small and no trader", async () => {
  const gupta = `/parties/${outward(books, "party", "Gupta Traders")}/msme`;
  expect(await read<MsmeClock>("/msme")).toMatchObject({ applies: false, rows: [] });
  await put(gupta, { udyamClass: "small", activity: "trader", hasWrittenTerms: true });
  expect(await read<MsmeClock>("/msme")).toMatchObject({ applies: false, rows: [] });
  const said = { udyamClass: "micro", activity: "other", hasWrittenTerms: true };
  expect((await put(gupta, said)).status).toBe(200);
  expect(await read<MsmeStanding>(gupta)).toMatchObject({
    ...said,
    origin: "person",
    isCovered: true,
    days: { written: 45, unwritten: 15 },
    said: [
      { ...said, saidNo: 2, by: "Meera Shah", takenBack: null },
      { saidNo: 1, activity: "trader" },
    ],
  });
  const clock = await read<MsmeClock>("/msme");
  expect(clock).toMatchObject({
    asOf: "2026-04-15",
    side: "payable",
    applies: true,
    total: { open: "25000", past: "25000", interest: "11" }, // 250.00 × 16.5 % for a day
    rows: [{ name: "GT/7", lastDay: "2026-04-14", daysLeft: -1, interest: "11" }],
  });
  expect(clock.rules.map(({ rule }) => rule)).toContain("bank-rate");
  expect((await read<MsmeClock>("/msme?state=near")).rows).toEqual([]);
  expect((await read<MsmeClock>("/msme?asOf=2026-04-10&state=near")).rows).toMatchObject([{ daysLeft: 4 }]);
  await put(gupta, { ...said, hasWrittenTerms: null });
  expect((await read<MsmeClock>("/msme")).rows).toMatchObject([{ lastDay: "2026-03-30", daysLeft: -16 }]);
  const log = await read<{ rows: AuditRow[] }>("/audit?about=company");
  expect(log.rows[0]).toMatchObject({ action: "change-msme-profile", params: { on: "Gupta Traders" } });
});

test("what a supplier was on the bill's day counts; a statement that is taken back leaves what stood before", async () => {
  const gupta = `/parties/${outward(books, "party", "Gupta Traders")}/msme`;
  const none = { udyamClass: "none", activity: null, hasWrittenTerms: true };
  await put(gupta, { ...none, validFrom: "2026-03-16" }); // the day after GT/7
  expect(await read<MsmeStanding>(gupta)).toMatchObject({
    udyamClass: "none",
    validFrom: "2026-03-16",
    isCovered: false,
  });
  expect((await read<MsmeClock>("/msme")).rows).toMatchObject([{ name: "GT/7" }]);
  await put(gupta, { ...none, validFrom: "2026-03-15" });
  expect((await read<MsmeClock>("/msme")).rows).toEqual([]);
  for (const { saidNo } of (await read<MsmeStanding>(gupta)).said.slice(0, 2)) {
    expect((await take(`${gupta}/${saidNo}`)).status).toBe(200);
    expect((await take(`${gupta}/${saidNo}`)).status).toBe(404);
  }
  const standing = await read<MsmeStanding>(gupta);
  expect(standing).toMatchObject({
    udyamClass: "micro",
    said: [{ takenBack: { by: "Meera Shah" } }, {}, {}, {}, {}],
  });
  expect((await read<MsmeClock>("/msme")).rows).toMatchObject([{ name: "GT/7" }]);
});

test("what Tally holds of a supplier counts until a person says otherwise", async () => {
  const sons = `/parties/${outward(books, "party", "Gupta Traders")}/msme`;
  const { said } = await read<MsmeStanding>(sons);
  for (const { saidNo } of said.filter(({ takenBack }) => takenBack === null))
    await take(`${sons}/${saidNo}`);
  const registered = [
    { from: "2026-03-01", udyamClass: "small", activity: "other" },
    { from: "2026-04-01", udyamClass: "medium", activity: "other" },
  ];
  await database.asOwner("update ledger set msme_in_tally = $1 where name = 'Gupta Traders'", [
    JSON.stringify(registered),
  ]);
  expect(await read<MsmeStanding>(sons)).toMatchObject({
    udyamClass: "medium",
    origin: "tally",
    validFrom: "2026-04-01",
  });
  expect(await read<MsmeStanding>(`${sons}?asOf=2026-03-15`)).toMatchObject({
    udyamClass: "small",
    isCovered: true,
  });
  expect((await read<MsmeClock>("/msme")).rows).toMatchObject([
    { lastDay: "2026-03-30", hasWrittenTerms: false },
  ]);
  // The class is left to Tally, the terms are said.
  await put(sons, { udyamClass: null, activity: null, hasWrittenTerms: true });
  expect((await read<MsmeClock>("/msme")).rows).toMatchObject([
    { lastDay: "2026-04-14", hasWrittenTerms: true },
  ]);
});

test("other days of credit are told before they are chosen: which bills move, and what is overdue by them", async () => {
  const effect = await read<CreditDaysEffect>("/settings/credit-days/30");
  expect(effect).toMatchObject({ asOf: "2026-04-15", days: 30, daysNow: 45 });
  const dated = await database.asOwner<{ bills: number }>(
    "select count(*)::int as bills from bill where open > 0 and due_source in ('company', 'bill-date')",
  );
  expect(effect.receivable.bills + effect.payable.bills).toBe(dated[0]?.bills);
  await database.asOwner("update bill set due_source = 'bill-date', due_date = date where name = 'INV-1'");
  const [bill] = await database.asOwner<{ date: string; open: bigint }>(
    "select date, open from bill where name = 'INV-1'",
  );
  expect((await read<CreditDaysEffect>("/settings/credit-days/10")).receivable).toEqual({
    bills: (dated[0]?.bills ?? 0) + 1,
    open: String(bill?.open),
    overdueNow: String(bill?.open),
    overdueThen: String(bill?.open),
  });
  expect((await read<CreditDaysEffect>("/settings/credit-days/365")).receivable.overdueThen).toBe("0");
  expect((await read<CreditDaysEffect>("/settings/credit-days/0")).receivable.bills).toBe(0);
});

test("what cash costs is the usual rate until it is said, from its day on, with its history", async () => {
  expect(await read<CostOfCash>("/cost-of-cash")).toMatchObject({
    hundredths: 1_800,
    origin: "usual",
    usual: { rule: "cost-of-cash", mark: "S" },
    said: [],
  });
  expect((await say("/cost-of-cash", { hundredths: 1_150, validFrom: "2026-04-01" })).status).toBe(200);
  expect((await say("/cost-of-cash", { hundredths: 1_150, validFrom: "2026-04-01" })).status).toBe(200);
  expect(await read<CostOfCash>("/cost-of-cash")).toMatchObject({
    hundredths: 1_150,
    origin: "said",
    validFrom: "2026-04-01",
    said: [{ saidNo: 1, by: "Meera Shah", hundredths: 1_150, takenBack: null }],
  });
  expect(await read<CostOfCash>("/cost-of-cash?asOf=2026-03-31")).toMatchObject({ origin: "usual" });
  const log = await read<{ rows: AuditRow[] }>("/audit?about=company");
  expect(log.rows[0]).toMatchObject({
    action: "change-cost-of-cash",
    sentence: "Said what borrowed money costs",
  });
  expect((await take("/cost-of-cash/1")).status).toBe(200);
  expect((await take("/cost-of-cash/1")).status).toBe(404);
  expect(await read<CostOfCash>("/cost-of-cash")).toMatchObject({ hundredths: 1_800, origin: "usual" });
  for (const wrong of [
    { hundredths: 0, validFrom: "2026-04-01" },
    { hundredths: 10_001, validFrom: "2026-04-01" },
    { hundredths: 900, validFrom: "2026-02-30" },
  ]) {
    expect((await say("/cost-of-cash", wrong)).status).toBe(422);
  }
});

test("the mirror: what is owed to us has the clock if we are micro or small ourselves", async () => {
  const clock = await read<MsmeClock>("/msme?side=receivable");
  expect(clock.applies).toBe(true);
  expect(clock.rows.map(({ name }) => name)).toEqual(["INV-1", "INV-2"]);
  await put("/settings", { ...CHOSEN, udyamClass: null });
  expect(await read<MsmeClock>("/msme?side=receivable")).toMatchObject({ applies: false, rows: [] });
});

test("a viewer changes nothing", async () => {
  const accountant = await server.signIn("accountant");
  await database.asOwner("update member set role = 'viewer' where role = 'accountant'");
  expect((await put("/settings", CHOSEN, accountant)).status).toBe(403);
});

test("what the law says is the same for every company and is changed by none", async () => {
  for (const role of ["app", "job"] as const) {
    const changing = inCompany(database.db, books.companyId, (tx) => tx.run("delete from statutory_rule"), {
      role,
    });
    await expect(changing).rejects.toThrow(/permission denied/);
  }
  const rules = await inCompany(database.db, books.companyId, (tx) =>
    tx.run<{ rule: string }>("select distinct rule from statutory_rule"),
  );
  expect(rules.length).toBeGreaterThan(8);
});
