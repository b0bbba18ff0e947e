import { randomUUID } from "node:crypto";

import { madeForecast, madeLearning, madeParty } from "@cfa/testkit/made-insight";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { addDays, day } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { inCompany, type CompanyTx } from "../../company-scope.ts";
import { readCompany } from "../snapshot.ts";
import { keepLearning, noteTry } from "./keep-learning.ts";
import { forecastSum, latestLearning, latestTry } from "./learned.ts";

/* How learnings are kept: one of a side and day, old ones go, and no company sees another's. */

const ASHA = randomUUID();
const BINDU = randomUUID();
const ASOF = day("2026-04-15"); // a Wednesday
const BILL = randomUUID();
const PARTY = randomUUID();
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  for (const companyId of [ASHA, BINDU]) {
    await asJob(companyId, (tx) =>
      tx.run("insert into company (company_id, name) values ($1, 'A')", [companyId]),
    );
  }
});
afterAll(() => database.close());

function asJob<T>(companyId: string, work: (tx: CompanyTx) => Promise<T>): Promise<T> {
  return inCompany(database.db, companyId, work, { role: "job" });
}

const tables = ["payment_learning", "bill_forecast", "party_insight"];
async function rowsOf(companyId: string): Promise<object[]> {
  return asJob(companyId, async (tx) => {
    const all = [];
    for (const table of tables) all.push(await tx.run(`select * from ${table} order by 1, 2, 3, 4`));
    return all;
  });
}

const learning = () =>
  madeLearning(ASOF, {
    bills: [
      madeForecast(ASOF, { billId: BILL, partyId: PARTY, median: null }),
      madeForecast(ASOF, {
        billId: randomUUID(),
        partyId: PARTY,
        reasons: [
          { kind: "promised", day: addDays(ASOF, 3) },
          { kind: "disputed", amount: 5n },
        ],
      }),
    ],
    parties: [
      madeParty({ partyId: PARTY, drift: { since: ASOF, before: 2, after: 20 }, suggestedLimit: null }),
    ],
  });

test("a learning is kept as it is, and once more is the same rows", async () => {
  const learned = learning();
  await asJob(ASHA, (tx) => keepLearning(tx, learned));
  const once = await rowsOf(ASHA);
  await asJob(ASHA, (tx) => keepLearning(tx, learned));
  expect(await rowsOf(ASHA)).toEqual(once);
  expect(once).toMatchObject([
    [{ as_of: "2026-04-15", bills: 12, company: { basis: "hazard" } }],
    [{ amount: 10_000n, is_promised: expect.any(Boolean) as boolean }, { amount: 10_000n }],
    [{ class: "late", drift: { since: "2026-04-15", after: 20 }, suggested_limit: null }],
  ]);
  const promised = await asJob(ASHA, (tx) =>
    tx.run("select bill_id, reasons from bill_forecast where is_promised"),
  );
  expect(promised).toEqual([
    {
      bill_id: learned.insight.bills[1]?.billId,
      reasons: [expect.anything(), { kind: "disputed", amount: "5" }],
    },
  ]);
});

test("another company sees none of it", async () => {
  await asJob(ASHA, (tx) => keepLearning(tx, learning()));
  expect(await rowsOf(BINDU)).toEqual([[], [], []]);
  await readCompany(database.db, BINDU, async (snapshot) => {
    expect(await latestLearning(snapshot, { side: "receivable" })).toBeUndefined();
    expect(await forecastSum(snapshot, { side: "receivable", asOf: ASOF })).toMatchObject({ bills: 0 });
  });
  const foreign = asJob(BINDU, (tx) =>
    tx.run(
      `insert into learning_try (company_id, side, as_of, tried_at, generation, outcome)
       values ($1, 'payable', '2026-04-15', now(), 1, 'no-bills')`,
      [ASHA],
    ),
  );
  await expect(foreign).rejects.toThrow(/row-level security/);
});

test("a request reads what is learned and writes none of it", async () => {
  const request = inCompany(database.db, ASHA, (tx) => keepLearning(tx, learning()));
  await expect(request).rejects.toThrow(/permission denied/);
});

test("eight days are kept, then the last of each week for half a year, with their bills", async () => {
  for (let back = 220; back >= 0; back--) {
    const asOf = addDays(ASOF, -back);
    const bills = [madeForecast(asOf, { billId: BILL, partyId: PARTY })];
    await asJob(BINDU, (tx) => keepLearning(tx, madeLearning(asOf, { bills })));
  }
  const kept = await asJob(BINDU, (tx) =>
    tx.run<{ asOf: string }>(
      `select l.as_of as "asOf" from payment_learning l join bill_forecast using (company_id, side, as_of) order by 1 desc`,
    ),
  );
  const days = Array.from({ length: 8 }, (_, back) => addDays(ASOF, -back));
  // Sundays: the one of last week, 12 April, is among the eight days.
  const weeks = Array.from({ length: 25 }, (_, back) => addDays(day("2026-04-05"), -7 * back));
  expect(kept.map(({ asOf }) => asOf)).toEqual(
    [...days, ...weeks].filter((one) => one > addDays(ASOF, -182)),
  );
  const orphans = await asJob(BINDU, (tx) => tx.run("select count(*)::int as n from bill_forecast"));
  expect(orphans).toEqual([{ n: kept.length }]);
});

test("the latest try is told, whatever became of it", async () => {
  const tried = {
    side: "payable",
    asOf: ASOF,
    triedAt: new Date("2026-04-15T06:00:00Z"),
    generation: 3n,
  } as const;
  await asJob(ASHA, (tx) => noteTry(tx, { ...tried, outcome: "learned", failure: null }));
  await asJob(ASHA, (tx) => noteTry(tx, { ...tried, outcome: "failed", failure: "too-long" }));
  await readCompany(database.db, ASHA, async (snapshot) => {
    expect(await latestTry(snapshot, "payable")).toMatchObject({ outcome: "failed", failure: "too-long" });
    expect(await latestTry(snapshot, "receivable")).toBeUndefined();
  });
});
