import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { pairCompany } from "@cfa/agent/config";
import { AGENT_NODE_FLAGS } from "@cfa/agent/node-flags";
import { createApp } from "@cfa/api/app";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { ensureCompany } from "@cfa/api/demo";
import { createLogger } from "@cfa/api/log";
import { listen } from "@cfa/api/server";
import { openDatabase } from "@cfa/db/client";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { openQueue } from "@cfa/db/queue";
import { createTallyClient } from "@cfa/tally/client";
import { vouchersRequest } from "@cfa/tally/request/vouchers";
import { day } from "@cfa/values/local-date";
import { startWorker } from "@cfa/worker/worker";

/*
 * npm run bench:sync: the first sync of size M into an empty database, with PostgreSQL, server, worker, agent and fake Tally
 * on this machine. The limit is the fake Tally alone, read without keeping anything. Keys of RESULT: docs/benchmarks.md.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
const tally = await startTally();
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 20 });
const log = createLogger({ level: "silent" });
const queue = await openQueue(db);
const config = {
  publicUrl: "http://127.0.0.1",
  authSecret: "x".repeat(32),
  demo: false,
  webDir: null,
  trustProxy: false,
};
const listening = await listen(createApp({ db, log, config, enqueue: queue.enqueue }), {
  host: "127.0.0.1",
  port: 0,
});
if (!listening.ok) throw new Error(listening.error);
const worker = await startWorker({ db, log });

try {
  const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
  const companies = await client.companies();
  if (!companies.ok || companies.value[0] === undefined) throw new Error("the fake Tally shows no company");
  const company = companies.value[0];
  const { companyId } = await ensureCompany(db, {
    name: company.name,
    tallyGuid: company.guid,
    isDemo: true,
  });
  const key = await issueApiKey(db, companyId);
  const agentFolder = join(folder, "agent");
  const paired = pairCompany(agentFolder, {
    server: listening.value.url,
    key,
    tally: { host: "127.0.0.1", port: tally.port },
    companyGuid: company.guid,
  });
  if (!paired.ok) throw new Error(paired.error);

  const alone = await timed(() =>
    client.read(vouchersRequest(company.name, { from: day("2000-01-01"), to: day("2099-12-31") }), {}),
  );
  if (!alone.result.ok) throw new Error(alone.result.error.message);
  const vouchers = alone.result.value.counts.vouchers;
  // The request's answer is UTF-16: two bytes a character.
  const bytesPerVoucher = Math.round(alone.result.value.bytes / 2 / vouchers);

  const first = await timed(() => runAgent(agentFolder));
  const unchanged = await timed(() => runAgent(agentFolder));
  const result = {
    vouchers,
    bytesPerVoucher,
    tallyAloneSeconds: alone.seconds,
    firstSyncSeconds: first.seconds,
    vouchersPerSecond: Math.round(vouchers / first.seconds),
    agentPeakMb: first.result.peakMb,
    unchangedSeconds: unchanged.seconds,
    verdict: first.result.last,
  };
  console.table(result);
  console.log(`RESULT ${JSON.stringify(result)}`);
} finally {
  await worker.stop();
  await listening.value.drain({ graceMs: 500 });
  await queue.close();
  await db.close();
  await postgres.stop();
  tally.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function startTally(): Promise<{ port: number; stop: () => void }> {
  const child = spawn(
    process.execPath,
    [join(root, "packages/testkit/src/fake-tally/main.ts"), "--size", "M", "--port", "0"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return { port: Number(port), stop: () => child.kill() };
  }
  throw new Error("the fake Tally did not start");
}

/** One sync by the agent as its own process, with the most memory it held. */
async function runAgent(agentFolder: string): Promise<{ last: string; peakMb: number }> {
  const child = spawn(
    process.execPath,
    [...AGENT_NODE_FLAGS, join(root, "apps/agent/src/main.ts"), "sync", "--once", "--data", agentFolder],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentPeakMb(child.pid));
  }, 50);
  let last = "";
  for await (const line of createInterface({ input: child.stdout })) last = line;
  clearInterval(watch);
  return { last, peakMb };
}

/** Linux tells a process's peak; elsewhere it stays 0 and is not claimed. */
function residentPeakMb(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: Number(((performance.now() - started) / 1000).toFixed(2)) };
}
