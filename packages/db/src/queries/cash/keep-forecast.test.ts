import { randomUUID } from "node:crypto";

import { madeCashForecast } from "@cfa/testkit/made-cash-forecast";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { addDays, day } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { inCompany, type CompanyTx } from "../../company-scope.ts";
import { readCompany } from "../snapshot.ts";
import { cashForecast, cashPaths, recurringItems } from "./forecasts.ts";
import { keepCashForecast } from "./keep-forecast.ts";

/* How forecasts are kept: one of a day, paths and items of the latest alone, and old ones go. */

const ASOF = day("2026-04-15"); // a Wednesday
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

async function company(): Promise<string> {
  const companyId = randomUUID();
  await asJob(companyId, (tx) =>
    tx.run("insert into company (company_id, name) values ($1, 'A')", [companyId]),
  );
  return companyId;
}

function asJob<T>(companyId: string, work: (tx: CompanyTx) => Promise<T>): Promise<T> {
  return inCompany(database.db, companyId, work, { role: "job" });
}

async function daysOf(companyId: string): Promise<unknown[]> {
  const rows = await asJob(companyId, (tx) =>
    tx.run<{ as_of: string }>("select as_of from cash_forecast order by as_of"),
  );
  return rows.map((row) => row.as_of);
}

const ITEM = {
  ledgerId: randomUUID(),
  class: "rent",
  direction: "out",
  every: "days/7",
  rhythm: { kind: "days", days: 7, anchor: 0, shift: "stay" },
  tolerance: 0,
  size: 100n,
  hitRate: 1,
  alive: 1,
  hits: [],
  ahead: [],
} as const;

test("a forecast of the same day takes the place of the one before, with its items and paths", async () => {
  const asha = await company();
  await asJob(asha, (tx) => keepCashForecast(tx, madeCashForecast(ASOF, { items: [ITEM, ITEM] })));
  await asJob(asha, (tx) => keepCashForecast(tx, madeCashForecast(ASOF, { seed: 2, items: [ITEM] })));
  const items = await asJob(asha, (tx) => tx.run("select item_no from recurring_item"));
  expect(items).toEqual([{ item_no: 1 }]);
  expect(await readCompany(database.db, asha, (snapshot) => cashForecast(snapshot))).toMatchObject({
    as_of: "2026-04-15",
    seed: 2,
  });
});

test("of an item whose ledger is gone nothing is told", async () => {
  const asha = await company();
  await asJob(asha, (tx) => keepCashForecast(tx, madeCashForecast(ASOF, { items: [ITEM] })));
  expect(await readCompany(database.db, asha, recurringItems)).toEqual([]);
});

test("paths are those of the latest forecast, the figures of earlier days stay for the record", async () => {
  const asha = await company();
  for (const at of [0, 1])
    await asJob(asha, (tx) => keepCashForecast(tx, madeCashForecast(addDays(ASOF, at))));
  const paths = await readCompany(database.db, asha, cashPaths);
  expect(paths?.head.asOf).toBe("2026-04-16");
  expect(await daysOf(asha)).toEqual(["2026-04-15", "2026-04-16"]);
});

test("of days more than a week ago the last of each week is kept, for sixty weeks", async () => {
  const asha = await company();
  const back = [420, 419, 413, 22, 20, 9, 8, 7, 1];
  for (const days of back)
    await asJob(asha, (tx) => keepCashForecast(tx, madeCashForecast(addDays(ASOF, -days))));
  await asJob(asha, (tx) => keepCashForecast(tx, madeCashForecast(ASOF)));
  const kept = [419, 413, 20, 7, 1, 0].map((days) => addDays(ASOF, -days));
  expect(await daysOf(asha)).toEqual(kept);
});

test("no company sees another's", async () => {
  const [asha, bindu] = [await company(), await company()];
  await asJob(asha, (tx) => keepCashForecast(tx, madeCashForecast(ASOF)));
  expect(await readCompany(database.db, bindu, (snapshot) => cashForecast(snapshot))).toBe(undefined);
  expect(await readCompany(database.db, bindu, cashPaths)).toBe(undefined);
});
