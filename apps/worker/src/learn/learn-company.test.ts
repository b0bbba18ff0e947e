import { inCompany } from "@cfa/db/company-scope";
import { keepLearning, keepTraining } from "@cfa/db/queries/insights/keep-learning";
import { madeForecast, madeLearning } from "@cfa/testkit/made-insight";
import { day } from "@cfa/values/local-date";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";

import { masters, receipt, sale } from "../apply/small-books.ts";
import { openTestCompanies, type TestCompany } from "../apply/test-company.ts";
import { say, undo } from "../apply/test-corrections.ts";
import { learnCompany, LEARNING_LIMITS, type LearnDeps } from "./learn-company.ts";
import { openLearningThread } from "./run-thread.ts";

/* What Ravi Stores' bills teach, on 1 June 2026, in a real thread. */

const NOW = new Date("2026-06-01T06:00:00Z");
const TOMORROW = new Date("2026-06-02T06:00:00Z");
const RAVI = "led-Ravi Stores";
const NO_TIME = { millis: 0, megabytes: 256 };

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
const thread = openLearningThread();
afterAll(async () => {
  await thread.close();
  await companies.close();
});

async function ravis(): Promise<TestCompany> {
  const company = await companies.company();
  await company.take([
    {
      ...masters(),
      vouchers: [
        sale("INV-1", "2026-04-05", 1_000),
        receipt("INV-1", "2026-04-20", 1_000),
        sale("INV-2", "2026-05-05", 500),
        sale("INV-3", "2026-05-20", 700),
      ],
    },
  ]);
  return company;
}

function learn(company: TestCompany, more: Partial<LearnDeps> = {}): Promise<void> {
  const { db } = company.database;
  const log = pino({ level: "silent" });
  const { signal } = new AbortController();
  const deps = { db, log, thread, now: NOW, signal, limits: LEARNING_LIMITS, ...more };
  return learnCompany(deps, company.companyId);
}

const tries = (company: TestCompany) =>
  company.rows("select side, outcome, failure from learning_try where company_id = $1 order by side", [
    company.companyId,
  ]);

const learned = (company: TestCompany) =>
  company.rows(
    `select l.side, l.as_of, l.bills, l.is_without_trees, b.name, f.median, f.high, f.reasons, p.class, p.learned_class
     from payment_learning l
     left join bill_forecast f using (company_id, side, as_of) left join bill b using (company_id, bill_id)
     left join party_insight p on p.company_id = l.company_id and p.side = l.side and p.as_of = l.as_of
       and p.ledger_id = f.ledger_id
     where l.company_id = $1 order by l.side, l.as_of, b.name`,
    [company.companyId],
  );

const INV_2 = {
  ledgerGuid: RAVI,
  side: "receivable",
  nameKey: "inv-2",
  date: day("2026-05-05"),
} as const;

test("open bills get a forecast and parties a class, and once more comes to the same rows", async () => {
  const company = await ravis();
  await learn(company);
  const once = await learned(company);
  expect(once).toMatchObject([
    {
      side: "receivable",
      as_of: "2026-06-01",
      bills: 3,
      is_without_trees: false,
      name: "INV-2",
      class: "new",
    },
    { name: "INV-3", learned_class: "new" },
  ]);
  expect(await tries(company)).toMatchObject([
    { outcome: "no-bills" },
    { outcome: "learned", failure: null },
  ]);
  await inCompany(
    company.database.db,
    company.companyId,
    (tx) => tx.run("delete from learning_try where company_id = $1", [company.companyId]),
    { role: "job" },
  );
  await learn(company);
  expect(await learned(company)).toEqual(once);
});

test("what was learned from already is left alone until the day or the books are others", async () => {
  const company = await ravis();
  const learnedAt = async () =>
    (await company.rows("select learned_at from payment_learning order by as_of")).map(
      (row) => row["learned_at"],
    );
  await learn(company);
  const later = new Date(NOW.getTime() + 60_000);
  await learn(company, { now: later });
  expect(await learnedAt()).toEqual([NOW]);
  await company.take([{ vouchers: [sale("INV-4", "2026-05-21", 100)] }]);
  await learn(company, { now: later });
  expect(await learnedAt()).toEqual([later]);
  await learn(company, { now: TOMORROW });
  expect(await learnedAt()).toEqual([later, TOMORROW]);
});

test("with trees it would take too much: then it is learned without, and they are tried again on the next day", async () => {
  const company = await ravis();
  await learn(company, { limits: { ...LEARNING_LIMITS, trees: NO_TIME } });
  expect(await tries(company)).toMatchObject([{}, { outcome: "without-trees", failure: null }]);
  expect(await learned(company)).toMatchObject([
    { is_without_trees: true, name: "INV-2" },
    { name: "INV-3" },
  ]);
  await company.take([{ vouchers: [sale("INV-4", "2026-05-21", 100)] }]);
  await learn(company);
  expect(await tries(company)).toMatchObject([{}, { outcome: "without-trees" }]);
  await learn(company, { now: TOMORROW });
  expect(await tries(company)).toMatchObject([{}, { outcome: "learned" }]);
});

test("what a person says of a party's class holds through the next sync, until it is undone", async () => {
  const company = await ravis();
  const pin = await say(company, { kind: "class-pin", ledgerGuid: RAVI, value: { class: "risky" } });
  await learn(company);
  expect(await learned(company)).toMatchObject([
    { class: "risky", learned_class: "new" },
    { class: "risky" },
  ]);
  await company.take([{ vouchers: [sale("INV-4", "2026-05-21", 100)] }]);
  await learn(company, { now: TOMORROW });
  expect((await learned(company)).slice(2)).toMatchObject([
    { as_of: "2026-06-02", name: "INV-2", class: "risky" },
    { name: "INV-3" },
    { name: "INV-4", class: "risky" },
  ]);
  await undo(company, "id" in pin ? pin.id : "");
  await learn(company, { now: TOMORROW });
  expect((await learned(company)).slice(2)).toMatchObject([
    { class: "new" },
    { class: "new" },
    { class: "new" },
  ]);
});

test("what is disputed, promised, written off or never chased is learned with the bills", async () => {
  const company = await ravis();
  const at = { ledgerGuid: RAVI, bill: INV_2 };
  await say(company, { ...at, kind: "dispute", value: { amount: 20_000n, owner: null } });
  const promised = { amount: 10_000n, day: "2026-06-20" };
  await say(company, { kind: "promise", ledgerGuid: RAVI, fromDate: day("2026-05-30"), value: promised });
  await learn(company);
  const forecasts = () =>
    company.rows(
      `select b.name, f.amount, f.is_promised from bill_forecast f join bill b using (company_id, bill_id)
       where f.company_id = $1 and f.as_of = (select max(as_of) from bill_forecast where company_id = $1) order by 1`,
      [company.companyId],
    );
  expect(await forecasts()).toEqual([
    { name: "INV-2", amount: 30_000n, is_promised: true },
    { name: "INV-3", amount: 70_000n, is_promised: false },
  ]);
  const off = { ...at, bill: { ...INV_2, nameKey: "inv-3", date: day("2026-05-20") } };
  await say(company, { ...off, kind: "write-off", value: { amount: 70_000n, date: "2026-05-25" } });
  await learn(company);
  expect(await forecasts()).toMatchObject([{ name: "INV-2" }]);
  await say(company, { kind: "exclude", ledgerGuid: RAVI, value: { cause: "legal" } });
  await learn(company, { now: TOMORROW });
  expect((await learned(company)).at(-1)).toMatchObject({ as_of: "2026-06-02", bills: 3, name: null });
});

test("where learning fails, with trees and without, the earlier figures stay and the failure is written", async () => {
  const company = await ravis();
  const earlier = madeLearning(day("2026-05-31"), {
    bills: [madeForecast(day("2026-05-31"), { billId: company.companyId, partyId: company.companyId })],
  });
  await inCompany(company.database.db, company.companyId, (tx) => keepLearning(tx, earlier), { role: "job" });
  const before = await learned(company);
  await learn(company, { limits: { trees: NO_TIME, plain: NO_TIME } });
  expect(await tries(company)).toEqual([
    { side: "payable", outcome: "no-bills", failure: null },
    { side: "receivable", outcome: "failed", failure: "too-long" },
  ]);
  expect(await learned(company)).toEqual(before);
});

test("where all bills have left the books, what was learned of them goes", async () => {
  const company = await ravis();
  const earlier = madeLearning(day("2026-05-31"), {
    side: "payable",
    bills: [madeForecast(day("2026-05-31"), { billId: company.companyId, partyId: company.companyId })],
  });
  await inCompany(
    company.database.db,
    company.companyId,
    async (tx) => {
      await keepLearning(tx, earlier);
      await keepTraining(tx, { side: "payable", model: "made", training: "{}" });
    },
    { role: "job" },
  );
  expect(await learned(company)).toMatchObject([{ side: "payable" }]);
  await learn(company);
  expect(await tries(company)).toMatchObject([{ outcome: "no-bills" }, { outcome: "learned" }]);
  expect(await learned(company)).toMatchObject([{ side: "receivable" }, { side: "receivable" }]);
  const left = ["bill_forecast", "payment_training"].map((table) =>
    company.rows(`select distinct side from ${table} where company_id = $1`, [company.companyId]),
  );
  expect(await Promise.all(left)).toEqual([[{ side: "receivable" }], [{ side: "receivable" }]]);
});

test("what is stopped from outside says nothing and is tried again by its job", async () => {
  const company = await ravis();
  await expect(learn(company, { signal: AbortSignal.abort(new Error("stopped")) })).rejects.toThrow(
    "stopped",
  );
  expect(await tries(company)).toEqual([]);
});

test("nothing is learned of a company that is gone", async () => {
  const company = await ravis();
  await company.rows("delete from company where company_id = $1", [company.companyId]);
  await learn(company);
  expect([await tries(company), await learned(company)]).toEqual([[], []]);
});
