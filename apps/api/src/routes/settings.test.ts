import type { AuditRow } from "@cfa/contract/audit";
import type { AgeingSummary } from "@cfa/contract/measures";
import type { ReportPage } from "@cfa/contract/reports";
import type { MsmeClock, SettingsStanding } from "@cfa/contract/settings";
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

function put(path: string, body: object, token = owner): Promise<Response> {
  return fetch(`${server.url}/api/companies/${company}${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
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
  expect(await read(gupta)).toEqual(said);
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
