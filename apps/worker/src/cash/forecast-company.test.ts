import { inCompany } from "@cfa/db/company-scope";
import { keepCashForecast } from "@cfa/db/queries/cash/keep-forecast";
import { keepRecurringSaid } from "@cfa/db/queries/cash/recurring-said";
import type { StoredDaysAhead, StoredWeek } from "@cfa/db/tables/cash";
import type { LedgerRecord, VoucherRecord } from "@cfa/contract/records";
import { readCompany } from "@cfa/db/queries/snapshot";
import { madeCashForecast } from "@cfa/testkit/made-cash-forecast";
import { day } from "@cfa/values/local-date";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ledger, masters, receipt, sale } from "../apply/small-books.ts";
import { openTestCompanies, type TestCompany } from "../apply/test-company.ts";
import {
  FORECAST_LIMITS,
  forecastCompany,
  openForecastThread,
  type ForecastDeps,
} from "./forecast-company.ts";
import { readChances } from "./read-chances.ts";

/* What Asha's money will do after 1 June 2026, in a real thread: a customer, rent on every 5th, a cheque dated ahead. */

const NOW = new Date("2026-06-01T06:00:00Z");
const TOMORROW = new Date("2026-06-02T06:00:00Z");
const BOOKS_FROM = { company: { booksFrom: "2025-06-01" } };
const RENT = { ledgerGuid: "led-Rent", direction: "out", every: "months/1" } as const;

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
const thread = openForecastThread();
afterAll(async () => {
  await thread.close();
  await companies.close();
});

const RENT_LEDGER: LedgerRecord = ledger("Rent", "Indirect Expenses", { alterId: 8 });

function rent(month: number): VoucherRecord {
  const date = new Date(Date.UTC(2025, 5 + month, 5)).toISOString().slice(0, 10);
  return {
    guid: `rent-${month}`,
    alterId: 102,
    date,
    type: "Payment",
    entries: [
      { ledger: "Rent", amount: "-3000000" },
      { ledger: "Bank", amount: "3000000" },
    ],
  };
}

async function asha(more: VoucherRecord[] = []): Promise<TestCompany> {
  const company = await companies.company();
  const all = masters();
  const sales = Array.from({ length: 11 }, (_, month) => {
    const date = new Date(Date.UTC(2025, 5 + month, 10)).toISOString().slice(0, 10);
    const paid = new Date(Date.UTC(2025, 5 + month, 28)).toISOString().slice(0, 10);
    return [sale(`INV-${month}`, date, 50_000 + month), receipt(`INV-${month}`, paid, 50_000 + month)];
  }).flat();
  const rents = Array.from({ length: 12 }, (_, month) => rent(month));
  const vouchers = [...sales, ...rents, sale("INV-90", "2026-05-20", 80_000), ...more];
  await company.take([{ ...all, ledgers: [...(all.ledgers ?? []), RENT_LEDGER], vouchers }], BOOKS_FROM);
  return company;
}

function forecast(company: TestCompany, more: Partial<ForecastDeps> = {}): Promise<void> {
  const log = pino({ level: "silent" });
  const { signal } = new AbortController();
  const deps = { db: company.database.db, log, thread, now: NOW, signal, limits: FORECAST_LIMITS, ...more };
  return forecastCompany(deps, company.companyId);
}

const forecasts = (company: TestCompany) =>
  company.rows("select * from cash_forecast where company_id = $1 order by as_of", [company.companyId]);
const tries = (company: TestCompany) =>
  company.rows("select outcome, failure from cash_forecast_try where company_id = $1", [company.companyId]);
const items = (company: TestCompany) =>
  company.rows(
    `select l.name, i.class, i.direction, i.every, i.size, i.alive, i.ahead from recurring_item i
     join ledger l using (company_id, ledger_id) where i.company_id = $1 order by item_no`,
    [company.companyId],
  );

test("the opening, thirteen weeks whose parts add up, and the rent that was found; run again it is the same row", async () => {
  const company = await asha();
  await forecast(company);
  const [row] = await forecasts(company);
  expect(row).toMatchObject({
    as_of: "2026-06-01",
    available: 20_005_500n, // 10,000.00 and eleven receipts, less twelve rents
    floor: null,
    chance_below: null,
    is_without_levels: false,
    knowledge: "enough",
    history_from: "2025-06-01",
  });
  const weeks = weeksOf(row);
  expect(weeks).toHaveLength(13);
  let balance = Number(row?.["available"]);
  for (const week of weeks) {
    const sumOf = (direction: "in" | "out") =>
      week.classes.reduce((sum, each) => sum + (each.direction === direction ? each.mean : 0), 0);
    expect([sumOf("in"), sumOf("out")]).toEqual([week.in.mean, week.out.mean]);
    balance += week.in.mean - week.out.mean;
    expect(week.balance.mean).toBe(balance);
  }
  const month = row?.["month"] as StoredDaysAhead;
  expect(month.days).toBe(30);
  const ofClasses = month.classes.reduce(
    (sum, each) => sum + (each.direction === "in" ? each.mean : -each.mean),
    0,
  );
  expect([month.net.mean, month.in.mean - month.out.mean]).toEqual([ofClasses, ofClasses]);
  expect(month.balance.mean).toBe(Number(row?.["available"]) + month.net.mean);
  expect(await items(company)).toMatchObject([
    { name: "Rent", class: "rent", direction: "out", every: "months/1", size: 3_000_000n },
  ]);
  expect(await tries(company)).toEqual([{ outcome: "forecast", failure: null }]);
  await forecast(company, { limits: { levels: NO_TIME, plain: NO_TIME } });
  expect(await forecasts(company)).toEqual([row]); // nothing new: it was not even tried
});

test("a forecast of today that was kept without its thirty days is made again, the same but for them", async () => {
  const company = await asha();
  await forecast(company);
  const [made] = await forecasts(company);
  await company.database.asOwner("update cash_forecast set month = null where company_id = $1", [
    company.companyId,
  ]);
  await forecast(company);
  expect(await forecasts(company)).toEqual([made]);
});

function weeksOf(row: Record<string, unknown> | undefined): StoredWeek[] {
  return (row?.["weeks"] ?? []) as StoredWeek[];
}

const NO_TIME = { millis: 0, megabytes: 256 };

test("an item that has ended is gone from the next forecast; what was said outlives it", async () => {
  const company = await asha();
  await forecast(company);
  const rentOf = async () => {
    const [row] = await forecasts(company);
    return weeksOf(row).flatMap(({ classes }) =>
      classes.filter((each) => each.class === "rent").map(({ mean }) => mean),
    );
  };
  expect((await rentOf()).length).toBeGreaterThan(0);
  const say = (said: "ended" | null) =>
    inCompany(company.database.db, company.companyId, (tx) =>
      keepRecurringSaid(tx, RENT, {
        word: said === null ? null : { said, rhythm: null, size: null },
        by: "Asha",
      }),
    );
  await say("ended");
  await forecast(company);
  expect(await rentOf()).toEqual([]);
  expect(await items(company)).toMatchObject([{ name: "Rent", alive: 0, ahead: [] }]);
  await company.take([{ vouchers: [sale("INV-91", "2026-05-30", 10)] }]);
  await forecast(company);
  expect(await rentOf()).toEqual([]);
  await say(null);
  await forecast(company);
  expect((await rentOf()).length).toBeGreaterThan(0);
});

test("a cheque dated ahead is certain on its day and counted once", async () => {
  const company = await asha([receipt("INV-90", "2026-06-17", 80_000, { isPostDated: true })]);
  await forecast(company);
  const [row] = await forecasts(company);
  expect(row?.["post_dated"]).toMatchObject([{ amount: 8_000_000, class: "customer" }]);
  const weeks = weeksOf(row);
  const means = (kind: string) =>
    weeks.map(({ classes }) => classes.find((each) => each.class === kind)?.mean ?? 0);
  expect(means("post-dated")).toEqual([0, 0, 8_000_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(means("customer-open").reduce((sum, each) => sum + each, 0)).toBe(0);
});

test("where level models take too much it is forecast without, marked, and with them on the next day", async () => {
  const company = await asha();
  await forecast(company, { limits: { ...FORECAST_LIMITS, levels: NO_TIME } });
  expect(await forecasts(company)).toMatchObject([{ is_without_levels: true }]);
  expect(await tries(company)).toEqual([{ outcome: "without-levels", failure: null }]);
  await forecast(company, { now: TOMORROW });
  expect(await forecasts(company)).toMatchObject([{ is_without_levels: true }, { is_without_levels: false }]);
});

test("where it fails the earlier figures stay, and that it failed is said", async () => {
  const company = await asha();
  await forecast(company);
  await forecast(company, { now: TOMORROW, limits: { levels: NO_TIME, plain: NO_TIME } });
  expect(await forecasts(company)).toMatchObject([{ as_of: "2026-06-01" }]);
  expect(await tries(company)).toEqual([{ outcome: "failed", failure: "too-long" }]);
});

test("without a money account there is nothing to forecast, and what there was goes", async () => {
  const company = await asha();
  await forecast(company);
  await inCompany(company.database.db, company.companyId, (tx) =>
    tx.run(
      "insert into cash_account (company_id, ledger_guid, overdraft_limit, is_left_out) values ($1, 'led-Bank', null, true)",
      [company.companyId],
    ),
  );
  await forecast(company);
  expect(await forecasts(company)).toEqual([]);
  expect(await tries(company)).toEqual([{ outcome: "no-accounts", failure: null }]);
});

test("a company that is gone is left alone", async () => {
  const company = await asha();
  await inCompany(company.database.db, company.companyId, (tx) =>
    tx.run("delete from company where company_id = $1", [company.companyId]),
  );
  await forecast(company);
  expect(await tries(company)).toEqual([]);
});

test("chances said before are held against what came in the thirteen weeks after each", async () => {
  const company = await asha();
  const say = (asOf: string, floor: bigint, available: bigint) =>
    inCompany(
      company.database.db,
      company.companyId,
      (tx) =>
        keepCashForecast(
          tx,
          madeCashForecast(day(asOf), {
            floor,
            chanceBelow: 0.5,
            opening: { money: available, overdrawn: 0n, free: 0n, available, isLimitMissing: false },
          }),
        ),
      { role: "job" },
    );
  // From 2 January the rent of the 5th goes before money comes: 100.00 is not enough, 40,000.00 is.
  await say("2026-01-02", 0n, 10_000n);
  await say("2026-01-09", 0n, 4_000_000n);
  await say("2026-03-09", 0n, 0n); // its thirteen weeks have not ended
  const moneyIds = (await company.rows("select ledger_id from ledger where guid = 'led-Bank'")).map((row) =>
    String(row["ledger_id"]),
  );
  const chances = await readCompany(company.database.db, company.companyId, (snapshot) =>
    readChances(snapshot, { asOf: day("2026-06-01"), moneyIds }),
  );
  expect(chances).toEqual([
    { chance: 0.5, came: true },
    { chance: 0.5, came: false },
  ]);
});
