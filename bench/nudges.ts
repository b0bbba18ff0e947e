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
import { readMasterKeys } from "@cfa/db/sealing";
import { shippedTemplate } from "@cfa/nudges/templates/shipped";
import { makeDueNudges, TEMPLATE, TEN, type Mixture } from "@cfa/testkit/due-nudges";
import { startFakeMailServer } from "@cfa/testkit/fake-mail-server";
import { startFakeMsg91 } from "@cfa/testkit/fake-msg91";
import { startFakeWhatsApp } from "@cfa/testkit/fake-whatsapp";
import { endWorkerProcess, startWorkerProcess } from "@cfa/testkit/worker-process";

/*
 * npm run bench:nudges -- [--small 30] [--scale 1]: 10,000 messages that are all due at ten, of two large companies and many small ones, sent by two workers to
 * providers on this machine that count. Keys of RESULT: docs/benchmarks.md.
 */

const options = parseArgs({ options: { small: { type: "string" }, scale: { type: "string" } } }).values;
const small = Number(options.small ?? 30);
const scale = Number(options.scale ?? 1);
const WORKERS = 2;
const LEAD_MILLIS = 8_000;
const LIMIT_MILLIS = 600_000;
const LARGE: readonly Mixture[] = [
  { whatsapp: 2_000, sms: 1_000, email: 1_000 },
  { whatsapp: 1_500, sms: 750, email: 750 },
];
const SMALL: Mixture = { whatsapp: 34, sms: 33, email: 33 };
const scaled = ({ whatsapp, sms, email }: Mixture): Mixture => ({
  whatsapp: Math.round(whatsapp * scale),
  sms: Math.round(sms * scale),
  email: Math.round(email * scale),
});

const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 6 });
const masterKey = randomBytes(32).toString("base64");
const keys = readMasterKeys(masterKey);
if (!keys.ok) throw new Error(keys.error);
const [whatsapp, msg91, mail] = [
  await startFakeWhatsApp(),
  await startFakeMsg91(),
  await startFakeMailServer(),
];
const values = shippedTemplate("reminder", "after-7", { way: "whatsapp", language: "en" }).variables.length;
whatsapp.templates.set(TEMPLATE, { values, languages: ["en"], state: "approved" });

/** A message as a provider took it. */
type Taken = { company: number; way: string; to: string; at: number };
const workers: ChildProcess[] = [];

try {
  const mixtures = [...LARGE.map(scaled), ...Array.from({ length: small }, () => SMALL)];
  const ids: string[] = [];
  for (const [no, mixture] of mixtures.entries())
    ids.push(await makeDueNudges({ db, masterKeys: keys.value, mailPort: mail.port }, no, mixture));
  const wanted = mixtures.reduce((sum, one) => sum + one.whatsapp + one.sms + one.email, 0);
  const start = Date.now() + LEAD_MILLIS;
  const urls = { graph: whatsapp.url, msg91: msg91.url, isLoopback: true };
  const worker = { databaseUrl: postgres.runUrl, masterKey, urls };
  for (let at = 0; at < WORKERS; at++)
    workers.push(await startWorkerProcess({ ...worker, start, shown: TEN }));
  const queue = await openQueue(db);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, start - Date.now())));
  for (const companyId of ids)
    await inCompany(db, companyId, (tx) => queue.enqueue(tx, "send-nudges", { companyId }));
  await queue.close();
  for (let before = -1; count() < wanted && Date.now() - start < LIMIT_MILLIS;) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    if (Math.floor(count() / 1_000) !== before)
      console.log(`${Math.round((Date.now() - start) / 1_000)} s: ${count()}`);
    before = Math.floor(count() / 1_000);
  }
  await report({ start, wanted });
} finally {
  for (const child of workers) await endWorkerProcess(child);
  await Promise.all([whatsapp.close(), msg91.close(), mail.close()]);
  await db.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function count(): number {
  return whatsapp.messages.length + msg91.messages.length + mail.mails.length;
}

function byPhone(way: string, at: number, phone: string): Taken {
  return { company: Number(phone.slice(4, 6)), way, to: phone, at };
}

/** What each provider took, and when, as the calls came. */
function allTaken(): Taken[] {
  return [
    ...whatsapp.calls.map(({ body, at }) => byPhone("whatsapp", at, (JSON.parse(body) as { to: string }).to)),
    ...msg91.calls.map(({ body, at }) =>
      byPhone(
        "sms",
        at,
        (JSON.parse(body) as { recipients: { mobiles: string }[] }).recipients[0]?.mobiles ?? "",
      ),
    ),
    ...mail.mails.map(({ to: [to = ""], at }) => ({
      company: Number(/@c(\d+)\./.exec(to)?.[1]),
      way: "email",
      to,
      at,
    })),
  ];
}

async function report({ start, wanted }: { start: number; wanted: number }): Promise<void> {
  const taken = allTaken();
  const waits = taken
    .filter(({ company }) => company >= LARGE.length)
    .map(({ at }) => at - start)
    .toSorted((a, b) => a - b);
  const byAccount = Map.groupBy(taken, ({ company, way }) => `${company} ${way}`);
  const states = await stateCounts();
  const result = {
    messages: wanted,
    taken: taken.length,
    drainSeconds: seconds(Math.max(...taken.map(({ at }) => at)) - start),
    mostInASecond: Math.max(...[...byAccount.values()].map(mostWithin)),
    smallP95Seconds: seconds(waits[Math.floor(waits.length * 0.95)] ?? 0),
    smallLastSeconds: seconds(waits.at(-1) ?? 0),
    doubles: taken.length - new Set(taken.map(({ company, way, to }) => `${company} ${way} ${to}`)).size,
    states,
  };
  console.log(`RESULT ${JSON.stringify(result)}`);
}

/** The most that came within any one second. */
function mostWithin(taken: readonly Taken[]): number {
  const at = taken.map((one) => one.at).toSorted((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < at.length; last++) {
    while ((at[last] ?? 0) - (at[first] ?? 0) >= 1_000) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

async function stateCounts(): Promise<Record<string, number>> {
  const { Client } = await import("pg");
  const owner = new Client({ connectionString: postgres.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ state: string; count: number }>(
    "select state, count(*)::int as count from nudge_attempt group by 1 order by 1",
  );
  await owner.end();
  return Object.fromEntries(rows.map(({ state, count: of }) => [state, of]));
}

function seconds(millis: number): number {
  return Math.round(millis / 100) / 10;
}
