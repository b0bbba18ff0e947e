import { inCompany } from "@cfa/db/company-scope";
import { keepLearning } from "@cfa/db/queries/insights/keep-learning";
import type { Enqueue, Jobs } from "@cfa/db/queue";
import { madeLearning } from "@cfa/testkit/made-insight";
import { day } from "@cfa/values/local-date";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";

import { masters, sale, stageRun } from "../apply/small-books.ts";
import { openTestCompanies, type TestCompany } from "../apply/test-company.ts";
import { LEARNING_LIMITS } from "../learn/learn-company.ts";
import { openLearningThread } from "../learn/run-thread.ts";
import { applyRunTask } from "./apply-run.ts";
import { learnAgainTask, learnPaymentsTask } from "./learn-payments.ts";

/* How the two jobs of learning call one another, and the forecast of cash. */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
const thread = openLearningThread();
afterAll(async () => {
  await thread.close();
  await companies.close();
});

function depsOf(company: TestCompany, signal = new AbortController().signal) {
  const queued: (keyof Jobs)[] = [];
  const enqueue: Enqueue = (_, name) => {
    queued.push(name);
    return Promise.resolve();
  };
  const log = pino({ level: "silent" });
  const { db } = company.database;
  const now = new Date("2026-06-01T06:00:00Z");
  return { queued, deps: { db, log, now, signal, enqueue, thread, limits: LEARNING_LIMITS } };
}

test("a company is looked at again later, and then learned again; its cash is forecast from what was learned, and offers are looked at", async () => {
  const company = await companies.company();
  const { queued, deps } = depsOf(company);
  await learnPaymentsTask(deps, company);
  expect(queued).toEqual(["learn-again", "forecast-cash", "propose-offers"]);
  await learnAgainTask(deps, company);
  expect(queued).toEqual(["learn-again", "forecast-cash", "propose-offers", "learn-payments"]);
});

test("also where its learning does not end", async () => {
  const company = await companies.company();
  await company.take([{ ...masters(), vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
  const { queued, deps } = depsOf(company, AbortSignal.abort());
  await expect(learnPaymentsTask(deps, company)).rejects.toThrow();
  expect(queued).toEqual(["learn-again"]);
});

test("a company that is gone is looked at no more", async () => {
  const company = await companies.company();
  await inCompany(company.database.db, company.companyId, (tx) =>
    tx.run("delete from company where company_id = $1", [company.companyId]),
  );
  const { queued, deps } = depsOf(company);
  await learnPaymentsTask(deps, company);
  await learnAgainTask(deps, company);
  expect(queued).toEqual([]);
});

test("a company with very many bills is not learned from after each of its syncs", async () => {
  const company = await companies.company();
  const { deps } = depsOf(company);
  const waits: (number | undefined)[] = [];
  const enqueue: Enqueue = (_, name, _data, options) => {
    if (name === "learn-payments") waits.push(options?.afterSeconds);
    return Promise.resolve();
  };
  const sync = async (bill: string) => {
    const batches = [{ ...masters(), vouchers: [sale(bill, "2026-04-05", 1_000)] }];
    const runId = await stageRun(company.database.db, company.companyId, { batches });
    const data = { companyId: company.companyId, runId };
    await applyRunTask({ ...deps, enqueue }, { data, isLast: true, jobId: "job" });
  };
  await sync("INV-1");
  const many = { ...madeLearning(day("2026-05-31")), bills: 60_000 };
  await inCompany(company.database.db, company.companyId, (tx) => keepLearning(tx, many), { role: "job" });
  await sync("INV-2");
  expect(waits).toEqual([0, 120]);
});
