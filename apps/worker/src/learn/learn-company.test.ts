import { inCompany } from "@cfa/db/company-scope";
import { keepLearning } from "@cfa/db/queries/insights/keep-learning";
import { madeForecast, madeLearning } from "@cfa/testkit/made-insight";
import { day } from "@cfa/values/local-date";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";

import { masters, receipt, sale } from "../apply/small-books.ts";
import { openTestCompanies, type TestCompany } from "../apply/test-company.ts";
import { learnCompany, LEARNING_LIMITS, type LearnDeps } from "./learn-company.ts";

/* What Ravi Stores' bills teach, on 1 June 2026, in a real thread. */

const NOW = new Date("2026-06-01T06:00:00Z");
const NO_TIME = { millis: 0, megabytes: 256 };

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

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

function learn(company: TestCompany, more: Partial<LearnDeps> = {}): Promise<boolean> {
  const { db } = company.database;
  const log = pino({ level: "silent" });
  const deps = { db, log, now: NOW, signal: new AbortController().signal, limits: LEARNING_LIMITS, ...more };
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

test("where learning fails, with trees and without, the earlier figures stay and the failure is written", async () => {
  const company = await ravis();
  const earlier = madeLearning(day("2026-05-31"), {
    bills: [madeForecast(day("2026-05-31"), { billId: company.companyId, partyId: company.companyId })],
  });
  await inCompany(company.database.db, company.companyId, (tx) => keepLearning(tx, earlier), { role: "job" });
  const before = await learned(company);
  expect(await learn(company, { limits: { trees: NO_TIME, plain: NO_TIME } })).toBe(true);
  expect(await tries(company)).toEqual([
    { side: "payable", outcome: "no-bills", failure: null },
    { side: "receivable", outcome: "failed", failure: "too-long" },
  ]);
  expect(await learned(company)).toEqual(before);
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
  expect(await learn(company)).toBe(false);
});
