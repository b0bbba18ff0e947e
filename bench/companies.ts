import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { createServerLink } from "@cfa/agent/server-link";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { TOKEN_HEADER } from "@cfa/contract/sign-in";
import { openDatabase } from "@cfa/db/client";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { idOut } from "@cfa/values/ids";
import { Client } from "pg";

import { demoCompany } from "./demo-company.ts";
import { BOOKS_FROM, ledgers, voucherAt } from "./generated-books.ts";
import { companiesLike, sessionsFor } from "./many-companies.ts";
import { startServer, timed } from "./processes.ts";
import { pagesOf, pushRun } from "./push-run.ts";
import { timing, type Timing } from "./users.ts";

/*
 * npm run bench:companies: people sign in and open their company's home, by turns where theirs is the only company of the
 * database and where there are a thousand with three people each. Keys of RESULT: docs/benchmarks.md.
 */

const names = ["companies", "vouchers", "users", "seconds"];
const options = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
}).values;
const companies = Number(options["companies"] ?? 1_000);
const vouchers = Number(options["vouchers"] ?? 300);
const users = Number(options["users"] ?? 10);
const seconds = Number(options["seconds"] ?? 20);
const SIZES = { vouchers, parties: Math.max(10, Math.round(vouchers / 10)) };
const SECRET = "x".repeat(32); // as bench/intake-server.ts has it
const LAST_DAY = "2026-03-31";
const ROUNDS = 5;
let turn = 0;

const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);

type Person = { token: string; home: string };
/** A server of its own on a database, the people to go through, and how long they waited. */
type Side = {
  url: string;
  people: readonly Person[];
  signIn: number[];
  home: number[];
  stop: () => Promise<void>;
};

try {
  const companyId = await withOneCompany();
  await asOwner("postgres", (admin) => admin.query("create database one template cfa"));
  const filled = await timed(() => asOwner("cfa", (owner) => companiesLike(owner, companyId, companies - 1)));
  const one = await sideOf("one", [companyId]);
  const many = await sideOf("cfa", [companyId, ...filled.result]);
  for (const side of [one, many]) {
    await goThrough(side, 3); // warm
    side.signIn.length = side.home.length = 0;
  }
  // By turns, so that whatever else the machine does falls to both alike.
  for (let round = 0; round < ROUNDS; round++) {
    for (const side of [one, many]) await goThrough(side, seconds / ROUNDS);
  }
  const { rows } = await asOwner("cfa", (owner) =>
    owner.query<{ mb: number }>("select round(pg_database_size(current_database()) / 1048576.0)::int as mb"),
  );
  for (const side of [one, many]) await side.stop();
  const signIns = { one: timing("sign-in", one.signIn), many: timing("sign-in", many.signIn) };
  const homes = { one: timing("home", one.home), many: timing("home", many.home) };
  console.table([
    { companies: 1, ...signIns.one },
    { companies, ...signIns.many },
    { companies: 1, ...homes.one },
    { companies, ...homes.many },
  ]);
  const result = {
    companies,
    people: many.people.length,
    vouchersEach: vouchers,
    users,
    oneSignInP95: signIns.one.p95,
    manySignInP95: signIns.many.p95,
    oneHomeP95: homes.one.p95,
    manyHomeP95: homes.many.p95,
    signInTimes: ratio(signIns.many, signIns.one),
    homeTimes: ratio(homes.many, homes.one),
    fillSeconds: filled.seconds,
    databaseMb: rows[0]?.mb,
  };
  console.log(`RESULT ${JSON.stringify(result)}`);
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Loads the first company through the sync endpoint; nobody is connected afterwards. */
async function withOneCompany(): Promise<string> {
  const db = openDatabase({ url: postgres.runUrl, poolSize: 2 });
  const server = await startServer(postgres.runUrl, { demo: true });
  const url = `http://127.0.0.1:${server.port}`;
  const companyId = await demoCompany({ db, url }, { name: "Bench", guid: "bench" });
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
  await server.stop();
  await db.close();
  return companyId;
}

async function sideOf(database: string, companyIds: readonly string[]): Promise<Side> {
  const sessions = await asOwner(database, (owner) => sessionsFor(owner, { companyIds, secret: SECRET }));
  const server = await startServer(databaseAt(postgres.runUrl, database), { demo: true, trustProxy: true });
  const people = sessions.map(({ token, companyId }) => ({
    token,
    home: `/api/companies/${idOut("company", companyId)}/home?asOf=${LAST_DAY}`,
  }));
  return { url: `http://127.0.0.1:${server.port}`, people, signIn: [], home: [], stop: () => server.stop() };
}

function databaseAt(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

async function asOwner<T>(database: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: databaseAt(postgres.ownerUrl, database) });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** So many at once, each the next of all people in turn: signs in, then opens the home of their company. */
async function goThrough(side: Side, forSeconds: number): Promise<void> {
  const until = performance.now() + forSeconds * 1000;
  const atOnce = async (): Promise<void> => {
    while (performance.now() < until) {
      const at = turn++;
      const person = side.people[(at * 7_919) % side.people.length];
      if (person === undefined) return;
      side.signIn.push(await millisOf(() => signIn(side.url, at)));
      side.home.push(await millisOf(() => home(side.url, person)));
    }
  };
  await Promise.all(Array.from({ length: users }, atOnce));
}

/** Each comes from an address of their own, so that no limit of tries is met. */
async function signIn(url: string, at: number): Promise<void> {
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

async function home(url: string, { token, home: path }: Person): Promise<void> {
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
