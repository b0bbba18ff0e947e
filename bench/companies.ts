import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { createServerLink } from "@cfa/agent/server-link";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { ensureCompany, ensureDemoMembers } from "@cfa/api/demo";
import { createLogger } from "@cfa/api/log";
import { TOKEN_HEADER } from "@cfa/contract/auth";
import { openDatabase } from "@cfa/db/client";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { idOut } from "@cfa/values/ids";
import { Client } from "pg";

import { BOOKS_FROM, ledgers, voucherAt } from "./generated-books.ts";
import { companiesLike, sessionsFor } from "./many-companies.ts";
import { startServer, timed } from "./processes.ts";
import { pagesOf, pushRun } from "./push-run.ts";
import { timing, type Timing } from "./users.ts";

/*
 * npm run bench:companies: one company's people sign in and open their home; then, in the same run and database, those of a
 * thousand companies of three people each. Keys of RESULT: docs/benchmarks.md.
 */

const names = ["companies", "vouchers", "users", "seconds"];
const options = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
}).values;
const companies = Number(options["companies"] ?? 1_000);
const vouchers = Number(options["vouchers"] ?? 300);
const users = Number(options["users"] ?? 10);
const seconds = Number(options["seconds"] ?? 15);
const SIZES = { vouchers, parties: Math.max(10, Math.round(vouchers / 10)) };
const SECRET = "x".repeat(32); // as bench/intake-server.ts has it
const LAST_DAY = "2026-03-31";

const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 2 });
const owner = new Client({ connectionString: postgres.ownerUrl });
await owner.connect();
const server = await startServer(postgres.runUrl, { demo: true, trustProxy: true });
const url = `http://127.0.0.1:${server.port}`;

type Person = { token: string; home: string };

try {
  const { companyId } = await ensureCompany(db, { name: "Bench", tallyGuid: "bench", isDemo: true });
  const config = { publicUrl: url, authSecret: SECRET, demo: true };
  await ensureDemoMembers({ db, config, log: createLogger({ level: "silent" }) }, [companyId]);
  const link = createServerLink({ server: url, key: await issueApiKey(db, companyId) });
  await pushRun(link, {
    kind: "full",
    company: { guid: "bench", name: "Bench", booksFrom: BOOKS_FROM },
    marks: { masters: SIZES.parties + 5, vouchers },
    batches: [
      ...[...pagesOf(ledgers(SIZES), 500)].map((page) => ({ ledgers: page })),
      { vouchers: Array.from({ length: vouchers }, (_, at) => voucherAt(at, SIZES)) },
    ],
  });
  const homeOf = (id: string): string => `/api/companies/${idOut("company", id)}/home?asOf=${LAST_DAY}`;
  const first = await peopleOf([companyId]);
  await measured(first, 3); // warm
  const one = await measured(first, seconds);

  const filled = await timed(() => companiesLike(owner, companyId, companies - 1));
  const all = await peopleOf([companyId, ...filled.result]);
  await measured(all, 3);
  const many = await measured(all, seconds);
  const [size] = (
    await owner.query<{ mb: number }>(
      "select round(pg_database_size(current_database()) / 1048576.0)::int as mb",
    )
  ).rows;

  console.table([
    { companies: 1, ...one.signIn },
    { companies: 1, ...one.home },
    { companies, ...many.signIn },
    { companies, ...many.home },
  ]);
  const result = {
    companies,
    people: all.length,
    vouchersEach: vouchers,
    users,
    oneSignInP95: one.signIn.p95,
    manySignInP95: many.signIn.p95,
    oneHomeP95: one.home.p95,
    manyHomeP95: many.home.p95,
    signInTimes: ratio(many.signIn, one.signIn),
    homeTimes: ratio(many.home, one.home),
    fillSeconds: filled.seconds,
    databaseMb: size?.mb,
  };
  console.log(`RESULT ${JSON.stringify(result)}`);

  /** Three people of each company, each with a session. */
  async function peopleOf(ids: readonly string[]): Promise<Person[]> {
    const sessions = await sessionsFor(owner, { companyIds: ids, secret: SECRET });
    return sessions.map(({ token, companyId: id }) => ({ token, home: homeOf(id) }));
  }
} finally {
  await server.stop();
  await owner.end();
  await db.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** So many at once, each the next of all people in turn: signs in, then opens the home of their company. */
async function measured(
  people: readonly Person[],
  forSeconds: number,
): Promise<{ signIn: Timing; home: Timing }> {
  const took = { signIn: [] as number[], home: [] as number[] };
  const until = performance.now() + forSeconds * 1000;
  let turn = 0;
  const atOnce = async (): Promise<void> => {
    while (performance.now() < until) {
      const at = turn++;
      const person = people[(at * 7_919) % people.length];
      if (person === undefined) return;
      took.signIn.push(await millisOf(() => signIn(at)));
      took.home.push(await millisOf(() => home(person)));
    }
  };
  await Promise.all(Array.from({ length: users }, atOnce));
  return { signIn: timing("sign-in", took.signIn), home: timing("home", took.home) };
}

/** Each comes from an address of their own, so that no limit of tries is met. */
async function signIn(at: number): Promise<void> {
  const address = `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
  const response = await fetch(`${url}/api/auth/demo`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": address },
    body: JSON.stringify({ role: at % 2 === 0 ? "owner" : "accountant" }),
  });
  const token = response.headers.get(TOKEN_HEADER);
  await response.arrayBuffer();
  if (token === null) throw new Error(`sign-in answered ${response.status}`);
}

async function home({ token, home: path }: Person): Promise<void> {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
}

async function millisOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function ratio(many: Timing, one: Timing): number {
  return Number((many.p95 / Math.max(1, one.p95)).toFixed(2));
}
