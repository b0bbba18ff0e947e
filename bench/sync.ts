import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pairCompany } from "@cfa/agent/config";
import { FILE_PROTECTION } from "@cfa/agent/keys/file-protection";
import { openKeyStore } from "@cfa/agent/keys/key-store";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { ensureCompany } from "@cfa/api/demo";
import { openDatabase } from "@cfa/db/client";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { createTallyClient } from "@cfa/tally/client";
import { vouchersRequest } from "@cfa/tally/request/vouchers";
import { day } from "@cfa/values/local-date";

import { runAgent, startServer, startTally, timed } from "./processes.ts";

/*
 * npm run bench:sync: the first sync of size M into an empty database, with PostgreSQL, server, worker, agent and fake Tally
 * on this machine. The limit is the fake Tally alone, read without keeping anything. Keys of RESULT: docs/benchmarks.md.
 */

const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const tally = await startTally("M");
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 2 });
const server = await startServer(postgres.runUrl);

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
  const pairing = {
    server: `http://127.0.0.1:${server.port}`,
    key,
    tally: { host: "127.0.0.1", port: tally.port },
    companyGuid: company.guid,
  };
  const paired = pairCompany(agentFolder, pairing, openKeyStore(agentFolder, FILE_PROTECTION));
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
    verdict: first.result.lines.at(-1),
  };
  console.table(result);
  console.log(`RESULT ${JSON.stringify(result)}`);
} finally {
  await server.stop();
  await db.close();
  await postgres.stop();
  await tally.stop();
  rmSync(folder, { recursive: true, force: true });
}
