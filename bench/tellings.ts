import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { inCompany } from "@cfa/db/company-scope";
import { openDatabase } from "@cfa/db/client";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { openQueue } from "@cfa/db/queue";
import { startFakeExpo } from "@cfa/testkit/fake-expo";
import { endWorkerProcess, startWorkerProcess } from "@cfa/testkit/worker-process";
import { Client } from "pg";

/*
 * npm run bench:tellings -- [--members 2000] [--each 4]: members of many companies, each with a phone and four things to know, whose digest is due at nine, told by two
 * workers through a push service on this machine that counts. Keys of RESULT: docs/benchmarks.md.
 */

const options = parseArgs({ options: { members: { type: "string" }, each: { type: "string" } } }).values;
const members = Number(options.members ?? 2_000);
const each = Number(options.each ?? 4);
const companies = Math.ceil(members / each);
const NINE = new Date("2026-04-15T09:00:00+05:30");
const WORKERS = 2;
const LEAD_MILLIS = 15_000;
const LIMIT_MILLIS = 1_200_000;

const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const owner = new Client({ connectionString: postgres.ownerUrl });
await owner.connect();
const db = openDatabase({ url: postgres.runUrl, poolSize: 6 });
const expo = await startFakeExpo();
const workers: ChildProcess[] = [];

try {
  const ids = await makeCompanies();
  const start = Date.now() + LEAD_MILLIS;
  const telling = { publicUrl: "https://app.asha.in", expo: expo.url, accessToken: null, mail: null };
  const masterKey = randomBytes(32).toString("base64");
  const settings = { databaseUrl: postgres.runUrl, masterKey, urls: {}, start, shown: NINE, telling };
  const queue = await openQueue(db);
  const minute = Math.floor(NINE.getTime() / 60_000);
  for (const companyId of ids) {
    const afterSeconds = Math.max(0, Math.ceil((start - Date.now()) / 1_000));
    await inCompany(db, companyId, (tx) =>
      queue.enqueue(tx, "tell-members-again", { companyId, minute }, { afterSeconds }),
    );
  }
  await queue.close();
  for (let at = 0; at < WORKERS; at++) workers.push(await startWorkerProcess(settings));
  while (expo.pushes.length < companies * each && Date.now() - start < LIMIT_MILLIS) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  await report(start);
} finally {
  for (const child of workers) await endWorkerProcess(child);
  await expo.close();
  await db.close();
  await owner.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function run(text: string, values: unknown[] = []) {
  return owner.query<{ id: string }>(text, values);
}

/** Companies with customers whose money no bill has taken; all their members have a phone. */
async function makeCompanies(): Promise<string[]> {
  await run(
    `insert into company (company_id, name) select gen_random_uuid(), 'Asha ' || n from generate_series(1, $1) n`,
    [companies],
  );
  await run(
    "insert into sync_state (company_id, read_at, tie_out) select company_id, $1, 'equal' from company",
    [NINE],
  );
  await run(
    `insert into ledger (company_id, ledger_id, guid, name, name_key, group_name, group_path, root, party_kind, home_side, is_bill_wise, opening)
     select company_id, gen_random_uuid(), 'g-' || n, 'Customer ' || n, 'customer ' || n, 'Sundry Debtors', '{Current Assets,Sundry Debtors}',
       'Current Assets', 'customer', 'receivable', true, 0 from company, generate_series(1, 4) n`,
  );
  await run(
    `insert into unapplied (company_id, ledger_id, side, unapplied_no, kind, name, date, amount, voucher_id)
     select company_id, ledger_id, 'receivable', right(name, 1)::int, 'on-account', '', '2026-04-10', 100000, gen_random_uuid() from ledger`,
  );
  await run(
    `with made as (
       insert into auth."user" (id, name, email, "emailVerified")
       select gen_random_uuid(), 'Asha', gen_random_uuid() || '@example.in', true from generate_series(1, $1) returning id
     ), numbered as (select id, row_number() over () as n from made),
     placed as (select company_id, row_number() over () as n from company)
     insert into member (company_id, user_id, role)
     select p.company_id, u.id, 'owner' from numbered u join placed p on p.n = (u.n - 1) / $2::int + 1`,
    [companies * each, each],
  );
  await run(
    `insert into push_device (company_id, user_id, device_id, token, system, made_at)
     select company_id, user_id, 'phone-' || user_id, 'ExponentPushToken[' || user_id || ']', 'android', $1 from member`,
    [NINE],
  );
  const { rows } = await run("select company_id as id from company");
  return rows.map(({ id }) => id);
}

async function report(start: number): Promise<void> {
  const calls = expo.calls.filter(({ path }) => path.endsWith("/send"));
  const at = calls
    .flatMap((call) => (JSON.parse(call.body) as unknown[]).map(() => call.at))
    .toSorted((a, b) => a - b);
  const { rows } = await owner.query<{ state: string; count: number }>(
    "select state, count(*)::int as count from member_message where way = 'push' group by 1 order by 1",
  );
  const result = {
    members: companies * each,
    companies,
    pushed: expo.pushes.length,
    calls: calls.length,
    halfSeconds: seconds((at[Math.floor(at.length / 2)] ?? start) - start),
    drainSeconds: seconds((at.at(-1) ?? start) - start),
    mostInASecond: mostWithin(at),
    doubles: expo.pushes.length - new Set(expo.pushes.map(({ token }) => token)).size,
    states: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
  };
  console.log(`RESULT ${JSON.stringify(result)}`);
}

/** The most that came within any one second. */
function mostWithin(at: readonly number[]): number {
  let most = 0;
  for (let first = 0, last = 0; last < at.length; last++) {
    while ((at[last] ?? 0) - (at[first] ?? 0) >= 1_000) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

function seconds(millis: number): number {
  return Math.round(millis / 100) / 10;
}
