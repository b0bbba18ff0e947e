import { randomUUID } from "node:crypto";

import { inCompany } from "@cfa/db/company-scope";
import { isChanging } from "@cfa/db/queries/freshness";
import { readCompany } from "@cfa/db/queries/snapshot";
import { openQueue } from "@cfa/db/queue";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";

import { masters, receipt, sale, stageRun } from "./apply/small-books.ts";
import { applyRunTask } from "./tasks/apply-run.ts";
import { startWorker } from "./worker.ts";

let database: TestDatabase;
let queue: Awaited<ReturnType<typeof openQueue>>;
const lines: string[] = [];
const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });

beforeAll(async () => {
  database = await cloneDatabase();
  queue = await openQueue(database.db);
});
afterAll(async () => {
  await queue.close();
  await database.close();
});

async function addCompany(): Promise<string> {
  const companyId = randomUUID();
  await inCompany(database.db, companyId, (tx) =>
    tx.run("insert into company (company_id, name) values ($1, 'Asha')", [companyId]),
  );
  return companyId;
}

async function queueRun(companyId: string, vouchers: ReturnType<typeof sale>[]): Promise<string> {
  const runId = await stageRun(database.db, companyId, { batches: [masters(), { vouchers }] });
  await inCompany(database.db, companyId, (tx) => queue.enqueue(tx, "apply-run", { companyId, runId }));
  return runId;
}

function runOf(companyId: string, runId: string): Promise<Record<string, unknown>[]> {
  return inCompany(database.db, companyId, (tx) =>
    tx.run("select state, message from sync_run where run_id = $1", [runId]),
  );
}

async function settled(companyId: string, runId: string): Promise<unknown> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const [run] = await runOf(companyId, runId);
    if (run?.["state"] !== "queued") return run?.["state"];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return "still queued";
}

test("queued runs of several companies are taken in, and the worker stops when asked", async () => {
  const companies = await Promise.all([addCompany(), addCompany(), addCompany()]);
  const runs = await Promise.all(
    companies.map((company) => queueRun(company, [sale("INV-1", "2026-04-05", 10)])),
  );
  const worker = await startWorker({ db: database.db, log });
  for (const [i, company] of companies.entries())
    expect(await settled(company, runs[i] ?? "")).toBe("applied");
  await worker.stop();
  expect(lines.join("")).toContain("run taken in");
  expect(lines.join("")).not.toContain("INV-1");
  expect(lines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

test("a job sent in a transaction that is rolled back was never sent", async () => {
  const companyId = await addCompany();
  const runId = await stageRun(database.db, companyId, { batches: [masters()] });
  const sent = inCompany(database.db, companyId, async (tx) => {
    await queue.enqueue(tx, "apply-run", { companyId, runId });
    throw new Error("changed my mind");
  });
  await expect(sent).rejects.toThrow("changed my mind");
  expect(await database.asOwner("select 1 from pgboss.job where data ->> 'runId' = $1", [runId])).toEqual([]);
});

test("a run that cannot be taken in fails after its last attempt with a plain message; batches and earlier books stay", async () => {
  const companyId = await addCompany();
  const first = await stageRun(database.db, companyId, {
    batches: [masters(), { vouchers: [sale("INV-1", "2026-04-05", 1_000)] }],
  });
  await applyRunTask(
    { db: database.db, log, enqueue: queue.enqueue },
    { data: { companyId, runId: first }, isLast: false, jobId: "1" },
  );
  const runId = await stageRun(database.db, companyId, {
    batches: [{ vouchers: [receipt("INV-1", "2026-05-05", 9)] }],
  });
  await database.asOwner("update sync_batch set body = '\\x1f8b00' where run_id = $1", [runId]);
  const attempt = (isLast: boolean): Promise<void> =>
    applyRunTask(
      { db: database.db, log, enqueue: queue.enqueue },
      { data: { companyId, runId }, isLast, jobId: "2" },
    );
  await expect(attempt(false)).rejects.toThrow();
  expect(await runOf(companyId, runId)).toEqual([{ state: "queued", message: null }]);
  await expect(attempt(true)).rejects.toThrow();
  expect(await runOf(companyId, runId)).toEqual([
    { state: "failed", message: expect.stringContaining("earlier figures stay") },
  ]);
  const after = await inCompany(database.db, companyId, (tx) =>
    tx.run(
      "select (select generation from sync_state), (select open from bill), (select count(*) from sync_batch where body is not null) as kept",
    ),
  );
  expect(after).toEqual([{ generation: 1n, open: 100_000n, kept: 1n }]);
});

test("two workers on one company take its runs in one after the other and end with the same books", async () => {
  const companyId = await addCompany();
  const runs: string[] = [];
  for (let i = 1; i <= 6; i++) {
    runs.push(await queueRun(companyId, [sale("INV-1", "2026-04-05", i * 100, { alterId: 100 + i })]));
  }
  const workers = [await startWorker({ db: database.db, log }), await startWorker({ db: database.db, log })];
  for (const run of runs) expect(await settled(companyId, run)).toBe("applied");
  await Promise.all(workers.map((worker) => worker.stop()));
  const books = await inCompany(database.db, companyId, (tx) => tx.run("select amount from bill"));
  expect(books).toEqual([{ amount: 60_000n }]);
});

test("from when something is said until it is in the books, the company is changing, and no other one", async () => {
  const [said, other] = await Promise.all([addCompany(), addCompany()]);
  const changing = (companyId: string) => readCompany(database.db, companyId, isChanging);
  expect(await changing(said)).toBe(false);
  await inCompany(database.db, said, (tx) =>
    queue.enqueue(tx, "apply-corrections", { companyId: said, ledgerIds: [] }),
  );
  expect([await changing(said), await changing(other)]).toEqual([true, false]);
  const worker = await startWorker({ db: database.db, log });
  await expect.poll(() => changing(said), { timeout: 20_000 }).toBe(false);
  await worker.stop();
  expect(lines.join("")).toContain("corrections were brought into the books");
});
