import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { createServerLink } from "@cfa/agent/server-link";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { ensureCompany } from "@cfa/api/demo";
import type { VoucherRecord } from "@cfa/contract/records";
import { openDatabase } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { openQueue } from "@cfa/db/queue";
import { learnPayments } from "@cfa/insights/learn-payments";
import { dateOf, dayNumber } from "@cfa/insights/payment-history";
import { localDateAt } from "@cfa/values/local-date";
import { booksOf } from "@cfa/worker/learn/lesson";
import { readLesson } from "@cfa/worker/learn/read-lesson";
import { Client } from "pg";

import { companiesLike } from "./many-companies.ts";
import { ledgersOf, vouchersOf } from "./payments/made-books.ts";
import { madeLedger } from "./payments/made-ledger.ts";
import { cpuSecondsBelow, residentPeakMb, startServer, startWorker, timed } from "./processes.ts";
import { pagesOf, pushRun } from "./push-run.ts";

/*
 * npm run bench:learn -- --companies 1000 --bills 3000 [--cash]: that many companies, each with so many made-up bills of both sides, learned
 * from the beginning by two worker processes on one database, until no learning of payments waits; then one of them again after 50 new
 * vouchers, some times. Forecasts of cash, which follow, wait; with `--cash` they run beside, as in operation, and what they use counts. Beside it the
 * limit: the same books learned in one process without a database. Keys of RESULT: docs/benchmarks.md.
 */

const names = ["companies", "bills", "workers", "times"];
const { cash, ...options } = parseArgs({
  options: {
    ...Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
    cash: { type: "boolean" as const, default: false },
  },
}).values as { cash: boolean } & Record<string, string | undefined>;
const companies = Number(options["companies"] ?? 20);
const bills = Number(options["bills"] ?? 3_000);
const workers = Number(options["workers"] ?? 2);
const times = Number(options["times"] ?? 5);
const NEW = 50;
const PARTIES = Math.max(10, Math.round(bills / 15));
const GUID = "learning-bench";
const today = localDateAt(new Date());

const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 3 });
const owner = new Client({ connectionString: postgres.ownerUrl });
await owner.connect();
const running: ReturnType<typeof startWorker>[] = [];

try {
  const vouchers = vouchersByDay();
  const split = vouchers.length - NEW * times;
  const companyId = await loadCompany(vouchers.slice(0, split));
  const alone = await learnedAlone(companyId);
  const filled = await timed(() => companiesLike(owner, companyId, companies - 1));
  await queueAll([companyId, ...filled.result]);
  if (!cash) await holdCash();
  const all = await timed(() => learnAll());
  const again = await learnedAgain(companyId, vouchers.slice(split));
  const cpuEach = (all.result.workers + all.result.postgres) / companies;
  const result = {
    companies,
    bills,
    vouchersEach: split,
    workers,
    withCash: cash,
    aloneCpuSeconds: round(alone),
    cpuSecondsEach: round(cpuEach),
    workerCpuSecondsEach: round(all.result.workers / companies),
    postgresCpuSecondsEach: round(all.result.postgres / companies),
    seconds: round(all.seconds),
    minutesForThousand: round((all.seconds * 1_000) / companies / 60),
    workerPeakMb: all.result.peakMb,
    outcomes: all.result.outcomes,
    againSeconds: again,
    againMedianSeconds: again.toSorted((a, b) => a - b)[again.length >> 1],
  };
  console.table({ ...result, outcomes: JSON.stringify(result.outcomes), againSeconds: again.join(" ") });
  console.log(`RESULT ${JSON.stringify(result)}`);
} finally {
  for (const worker of running) await worker.stop();
  await owner.end();
  await db.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The vouchers of all bills in order of their days, up to today. */
function vouchersByDay(): VoucherRecord[] {
  const made = madeLedger({ bills, parties: PARTIES, lastDay: dayNumber(today), seed: 1 });
  const inOrder = [...vouchersOf(made)].toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return inOrder.map((voucher, at) => ({ ...voucher, masterId: at + 1, alterId: at + 1 }));
}

/** Loads the company through the sync endpoint, and learns nothing of it yet. */
async function loadCompany(vouchers: readonly VoucherRecord[]): Promise<string> {
  const { companyId } = await ensureCompany(db, { name: "Bench", tallyGuid: GUID, isDemo: false });
  await push(companyId, "full", [
    ...[...pagesOf(ledgersOf(PARTIES), 500)].map((page) => ({ ledgers: page })),
    ...[...pagesOf(vouchers, 500)].map((page) => ({ vouchers: page })),
  ]);
  return companyId;
}

async function push(
  companyId: string,
  kind: "full" | "changes",
  batches: Parameters<typeof pushRun>[1]["batches"],
): Promise<void> {
  const server = await startServer(postgres.runUrl, { learning: false });
  const link = createServerLink({
    server: `http://127.0.0.1:${server.port}`,
    key: await issueApiKey(db, companyId),
  });
  const company = { guid: GUID, name: "Bench", booksFrom: dateOf(dayNumber(today) - 5 * 365) };
  await pushRun(link, { kind, company, marks: { masters: 1_000_000, vouchers: 1_000_000 }, batches });
  await server.stop();
}

/** Processor seconds that learning alone takes, when the code is warm. */
async function learnedAlone(companyId: string): Promise<number> {
  const lessons = [];
  for (const side of ["receivable", "payable"] as const) {
    const read = await readLesson(db, companyId, { side, asOf: today });
    if (read !== null && read.ids.bills.length > 0) lessons.push(read.lesson);
  }
  let used = 0;
  for (const isWarm of [false, true]) {
    const before = process.cpuUsage();
    for (const lesson of lessons) learnPayments(booksOf(lesson));
    const { user, system } = process.cpuUsage(before);
    if (isWarm) used = (user + system) / 1e6;
  }
  return used;
}

async function queueAll(companyIds: readonly string[]): Promise<void> {
  const queue = await openQueue(db);
  for (const companyId of companyIds) {
    await inCompany(db, companyId, (tx) => queue.enqueue(tx, "learn-payments", { companyId }));
  }
  await queue.close();
}

/** Jobs that forecast cash are queued, but wait for a day. */
async function holdCash(): Promise<void> {
  await owner.query(`
    create function hold_cash() returns trigger language plpgsql as $$
      begin new.start_after = now() + interval '1 day'; return new; end $$;
    create trigger hold_cash before insert on pgboss.job
      for each row when (new.name = 'forecast-cash') execute function hold_cash();`);
}

type Used = { workers: number; postgres: number; peakMb: number; outcomes: Record<string, number> };

/** Starts the workers, which go on running, and waits until nothing waits to be learned. */
async function learnAll(): Promise<Used> {
  const postmaster = Number(
    readFileSync(join(postgres.place, "cluster", "postmaster.pid"), "utf8").split(/\s/)[0],
  );
  const before = cpuSecondsBelow(postmaster);
  for (let at = 0; at < workers; at++) running.push(startWorker(postgres.runUrl));
  await untilLearned();
  const { rows } = await owner.query<{ outcome: string; tries: number }>(
    "select outcome, count(*)::int as tries from learning_try group by outcome",
  );
  return {
    workers: running.reduce((sum, { pid }) => sum + cpuSecondsBelow(pid ?? 0), 0),
    postgres: cpuSecondsBelow(postmaster) - before,
    peakMb: Math.max(...running.map(({ pid }) => residentPeakMb(pid))),
    outcomes: Object.fromEntries(rows.map(({ outcome, tries }) => [outcome, tries])),
  };
}

/** Some vouchers at a time: seconds from the job's beginning to its end, by the queue's own clock. */
async function learnedAgain(companyId: string, vouchers: readonly VoucherRecord[]): Promise<number[]> {
  for (const page of pagesOf(vouchers, NEW)) {
    await push(companyId, "changes", [{ vouchers: page }]);
    await untilLearned();
  }
  const { rows } = await owner.query<{ seconds: number }>(
    `select extract(epoch from completed_on - started_on)::float8 as seconds from pgboss.job
     where name = 'learn-payments' and state = 'completed' and data ->> 'companyId' = $1 order by completed_on offset 1`,
    [companyId],
  );
  return rows.map(({ seconds }) => round(seconds, 3));
}

async function untilLearned(): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ left: number }>(
      `select count(*)::int as left from pgboss.job
       where name = 'learn-payments' and state not in ('completed', 'failed', 'cancelled')`,
    );
    if (rows[0]?.left === 0) return;
    await sleep(250);
  }
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
