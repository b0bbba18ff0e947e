import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { createServerLink } from "@cfa/agent/server-link";
import { issueApiKey } from "@cfa/api/auth/api-key";
import type { VoucherRecord } from "@cfa/contract/records";
import { openDatabase } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { recountRollups } from "@cfa/db/queries/rollups/recount";
import { idOut } from "@cfa/values/ids";

import { demoCompany } from "./demo-company.ts";
import { BOOKS_FROM, ledgers, voucherAt, type Sizes } from "./generated-books.ts";
import { residentPeakMb, startServer, startWorker, timed } from "./processes.ts";
import { pagesOf, pushRun, type Push } from "./push-run.ts";
import { addUpTotals } from "./tally-totals.ts";
import { manyUsers, signInAsOwner, timing, type PageOf, type Timing } from "./users.ts";

/*
 * npm run bench:books -- --vouchers 100000: a large company loaded through the sync endpoint with Tally's totals, then many people at
 * its pages at once, then changes taken in, then the recount. Keys of RESULT: docs/benchmarks.md.
 */

const names = ["vouchers", "parties", "users", "seconds", "look", "intakes"];
const options = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
}).values;
const vouchers = Number(options["vouchers"] ?? 1_000_000);
const sizes: Sizes = { vouchers, parties: Number(options["parties"] ?? Math.round(vouchers / 20)) };
const users = Number(options["users"] ?? 20);
const seconds = Number(options["seconds"] ?? 20);
const lookSeconds = Number(options["look"] ?? 1);
const intakes = Number(options["intakes"] ?? 5);
const BATCH = 500;
const CHANGED = 100;
const COMPANY = { guid: "books-of-the-bench", name: "Bench", booksFrom: BOOKS_FROM };
const LAST_DAY = "2026-03-31";
const YEAR_FROM = "2025-04-01";
const MONTH_BEFORE = "2026-02-28";

const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 2 });
const server = await startServer(postgres.runUrl, { demo: true, worker: false });
const worker = startWorker(postgres.runUrl);
const url = `http://127.0.0.1:${server.port}`;

try {
  const companyId = await demoCompany({ db, url }, { name: "Bench", guid: COMPANY.guid });
  const link = createServerLink({ server: url, key: await issueApiKey(db, companyId) });
  const tally = addUpTotals({ yearFrom: YEAR_FROM, revenue: ["Sales", "Purchases"] });
  const marks = { masters: sizes.parties + 5, vouchers: vouchers + 100 };
  const push = (some: Pick<Push, "kind" | "batches">) => pushRun(link, { ...some, company: COMPANY, marks });

  const load = await push({ kind: "full", batches: everything() });
  const tied = await withTotals([]);
  const token = await signInAsOwner(url);
  const base = `/api/companies/${idOut("company", companyId)}`;
  const partyIds = await someParties();
  const pages = [...pagesAt(LAST_DAY), ...pagesOfToday()];
  const people = { url, token, users, lookSeconds };
  await manyUsers({ ...people, users: 2, seconds: 2, lookSeconds: 0, pages }); // warm
  const beside = await manyUsers({ ...people, seconds, pages });
  const isLearning = !(await hasLearned());
  while (!(await hasLearned())) await sleep(1_000);
  const at20 = await manyUsers({ ...people, seconds, pages });
  const past = await manyUsers({ ...people, seconds: seconds / 2, pages: pagesAt(MONTH_BEFORE) });
  const full = await manyUsers({ ...people, seconds: seconds / 2, lookSeconds: 0, pages });
  const plain: number[] = [];
  const whole: number[] = [];
  for (let i = 0; i < intakes; i++) {
    plain.push((await push({ kind: "changes", batches: [{ vouchers: changed(i) }] })).applySeconds * 1000);
    whole.push((await withTotals(changed(i + 100))).applySeconds * 1000);
  }
  const recounted = await timed(() => inCompany(db, companyId, recountRollups, { role: "job" }));
  const summary = (await (
    await fetch(`${url}${base}/tie-out`, { headers: { authorization: `Bearer ${token}` } })
  ).json()) as { state: string; message: string | null };
  const intake = { alone: timing("intake", plain), withTotals: timing("intake with totals", whole) };
  const table = [
    ...at20,
    ...(isLearning ? beside.map((row) => ({ ...row, name: `${row.name}, beside learning` })) : []),
    ...past.map((row) => ({ ...row, name: `${row.name}, a month back` })),
    ...full.map((row) => ({ ...row, name: `${row.name}, never left alone` })),
    ...Object.values(intake),
  ];
  console.table(table);
  const of = (rows: typeof table, name: string) => rows.find((row) => row.name === name);
  const result = {
    vouchers,
    parties: sizes.parties,
    users,
    loadSeconds: Math.round(load.receiveSeconds + load.applySeconds),
    ageing: of(at20, "ageing"),
    party: of(at20, "party"),
    tieOut: of(at20, "tie-out"),
    partyList: of(at20, "party list"),
    today: of(at20, "today"),
    search: of(at20, "search"),
    besideLearning: isLearning ? Math.max(...beside.map(({ p95 }) => p95)) : null,
    lookSeconds,
    pagesPerSecond: perSecond(at20, seconds),
    neverLeftAlone: {
      pagesPerSecond: perSecond(full, seconds / 2),
      p95: Math.max(...full.map(({ p95 }) => p95)),
    },
    past: { ageing: of(past, "ageing")?.p95, party: of(past, "party")?.p95 },
    intakeMillis: intake.alone,
    intakeWithTotalsMillis: intake.withTotals,
    firstTieOutMillis: Math.round(tied.applySeconds * 1000),
    verdict: summary.state,
    recountSeconds: recounted.seconds,
    recountFaults: recounted.result.length,
    serverPeakMb: residentPeakMb(server.pid),
    workerPeakMb: residentPeakMb(worker.pid),
  };
  if (summary.message !== null) console.log(summary.message);
  console.log(`RESULT ${JSON.stringify(result)}`);

  function* everything(): Generator<Push["batches"] extends Iterable<infer R> ? R : never> {
    for (const page of pagesOf(ledgers(sizes), BATCH)) {
      for (const record of page) tally.ledger(record);
      yield { ledgers: page };
    }
    for (let from = 0; from < vouchers; from += BATCH) {
      const page = Array.from({ length: Math.min(BATCH, vouchers - from) }, (_, i) =>
        voucherAt(from + i, sizes),
      );
      for (const record of page) tally.voucher(record);
      yield { vouchers: page };
    }
  }

  /** A hundred vouchers spread over the books, with another narration; every other intake also another sum. */
  function changed(turn: number): VoucherRecord[] {
    return Array.from({ length: CHANGED }, (_, i) => {
      const place = ((i * 9_973 + turn * 37) % Math.floor(vouchers / 2)) * 2;
      const voucher = voucherAt(place, sizes);
      return { ...voucher, alterId: vouchers + 1 + turn, narration: `altered ${turn}` };
    });
  }

  function withTotals(some: VoucherRecord[]) {
    const batches = some.length === 0 ? [] : [{ vouchers: some }];
    return pushRun(link, {
      kind: "changes",
      company: COMPANY,
      marks,
      batches,
      totals: tally.totals(LAST_DAY),
    });
  }

  function pagesAt(asOf: string): PageOf[] {
    return [
      { name: "ageing", paths: () => [`${base}/home?asOf=${asOf}`] },
      {
        name: "party",
        paths: () => {
          const one = `${base}/parties/${oneOf(partyIds)}`;
          return [`${one}?asOf=${asOf}`, `${one}/bills?asOf=${asOf}`];
        },
      },
      { name: "tie-out", paths: () => [`${base}/tie-out`, `${base}/tie-out/ledgers?which=all`] },
      { name: "party list", paths: () => [`${base}/parties?asOf=${asOf}`] },
    ];
  }

  /** What is asked about today alone, whatever day is looked at: the cards of the home, and the search by what people may type. */
  function pagesOfToday(): PageOf[] {
    return [
      { name: "today", paths: () => [`${base}/today`] },
      { name: "search", paths: () => [`${base}/search?text=${encodeURIComponent(oneOf(typed()))}`] },
    ];
  }

  /** A party, the beginning of one, a word that all parties share, a bill, the beginning of many bills, and what nothing is named. */
  function typed(): string[] {
    const at = Math.floor(Math.random() * sizes.parties);
    const party = String(at + 1).padStart(5, "0");
    const { reference = "" } = voucherAt(at * 2, sizes);
    return [`Party ${party}`, party.slice(0, 3), "traders", reference, reference.slice(0, 5), "nobody"];
  }

  /** Whether what was learned of both sides is of the books as they are. */
  async function hasLearned(): Promise<boolean> {
    const rows = await inCompany(db, companyId, (tx) =>
      tx.run<{ tried: number }>(
        `select count(*)::int as tried from learning_try t join sync_state s using (company_id)
         where company_id = $1 and t.generation = s.generation`,
        [companyId],
      ),
    );
    return rows[0]?.tried === 2;
  }

  async function someParties(): Promise<string[]> {
    const rows = await inCompany(db, companyId, (tx) =>
      tx.run<{ id: string }>(
        "select ledger_id as id from ledger where company_id = $1 and party_kind is not null limit 2000",
        [companyId],
      ),
    );
    return rows.map(({ id }) => idOut("party", id));
  }
} finally {
  await worker.stop();
  await server.stop();
  await db.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function perSecond(rows: readonly Timing[], seconds: number): number {
  return Math.round(rows.reduce((sum, row) => sum + row.asked, 0) / seconds);
}

function oneOf(ids: readonly string[]): string {
  return ids[Math.floor(Math.random() * ids.length)] ?? "";
}
