import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { pairCompany } from "@cfa/agent/config";
import { FILE_PROTECTION } from "@cfa/agent/keys/file-protection";
import { openKeyStore } from "@cfa/agent/keys/key-store";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { ensureCompany } from "@cfa/api/demo";
import { openDatabase } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { createTallyClient } from "@cfa/tally/client";
import { vouchersRequest } from "@cfa/tally/request/vouchers";
import { addMonths, day } from "@cfa/values/local-date";

import { residentPeakMb, runAgent, startServer, startTally, timed } from "./processes.ts";

/*
 * npm run bench:first-load [-- --size L]: a large company's first load from end to end, the agent killed in the middle of it;
 * then what a look costs when nothing has changed, and one changed voucher's way to the server. The limit is the fake
 * Tally alone, some months read without keeping anything. Keys of RESULT: docs/benchmarks.md.
 */

const { values: options } = parseArgs({ options: { size: { type: "string", default: "L" } } });
const size = options.size === "M" || options.size === "S" ? options.size : "L";
const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const tally = await startTally(size);
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 2 });
const server = await startServer(postgres.runUrl);

try {
  const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
  const companies = await client.companies();
  const company = companies.ok ? companies.value[0] : undefined;
  if (company === undefined) throw new Error("the fake Tally shows no company");
  const { name, guid } = company;
  const { companyId } = await ensureCompany(db, { name, tallyGuid: guid, isDemo: false });
  const agentFolder = join(folder, "agent");
  const pairing = {
    server: `http://127.0.0.1:${server.port}`,
    key: await issueApiKey(db, companyId),
    tally: { host: "127.0.0.1", port: tally.port },
    companyGuid: guid,
  };
  const paired = pairCompany(agentFolder, pairing, openKeyStore(agentFolder, FILE_PROTECTION));
  if (!paired.ok) throw new Error(paired.error);

  const from = day(company.booksFrom ?? "2000-01-01");
  const alone = await timed(() => client.read(vouchersRequest(name, { from, to: addMonths(from, 3) }), {}));
  if (!alone.result.ok) throw new Error(alone.result.error.message);
  const { counts, bytes } = alone.result.value;

  await keyboard({ do: "clear-requests" });
  const killed = await timed(() => runAgent(agentFolder, { killAt: isFarAlong }));
  console.log(`killed after ${killed.seconds} s: ${killed.result.lines.at(-1)}`);
  const first = await timed(() => runAgent(agentFolder));
  console.log(first.result.lines.slice(-2).join("\n"));
  const [vouchers = 0] = await one("select count(*)::int as n from voucher");
  const seconds = killed.seconds + first.seconds;
  const serverPeakMb = residentPeakMb(server.pid);

  await keyboard({ do: "clear-requests" });
  const looked = await timed(() => runAgent(agentFolder));
  const look = await bytesRead();

  await keyboard({ do: "clear-requests" });
  const changed = await changeOneVoucher(agentFolder, company.booksFrom ?? "");
  const result = {
    vouchers,
    bytesPerVoucher: Math.round(bytes / 2 / counts.vouchers), // UTF-16: two bytes a character
    tallyAlonePerSecond: Math.round(counts.vouchers / alone.seconds),
    seconds,
    vouchersPerSecond: Math.round(vouchers / seconds),
    resumed: killed.result.code === null,
    agentPeakMb: Math.max(killed.result.peakMb, first.result.peakMb),
    serverPeakMb,
    lookBytes: look.asked + look.answered,
    lookSeconds: looked.seconds,
    lookSaid: looked.result.lines.at(-1),
    changeSeconds: changed.seconds,
    changeBytes: changed.bytes.answered,
    changeAskedBytes: changed.bytes.asked,
    verdict: first.result.lines.at(-1),
  };
  console.table(result);
  console.log(`RESULT ${JSON.stringify(result)}`);

  /** Alters one voucher at Tally's keyboard and waits until the server has it; the agent is begun at the same moment. */
  async function changeOneVoucher(
    agent: string,
    booksFrom: string,
  ): Promise<{
    seconds: number;
    bytes: { asked: number; answered: number };
  }> {
    const month = addMonths(day(booksFrom), 17);
    const rows = await keyboard<{ guid: string }[]>({ do: "vouchers", from: month, to: addMonths(month, 1) });
    const voucher = rows[0]?.guid ?? "";
    await keyboard({ do: "alter-voucher", guid: voucher, changes: { narration: "changed for the bench" } });
    const started = performance.now();
    const run = runAgent(agent);
    for (;;) {
      const [found] = await one(
        `select count(*)::int as n from voucher where guid = '${voucher}' and narration = 'changed for the bench'`,
      );
      if (found === 1) break;
      if (performance.now() - started > 120_000) throw new Error("the change did not arrive");
      await sleep(20);
    }
    const spent = (performance.now() - started) / 1000;
    const read = await bytesRead();
    await run;
    return { seconds: Number(spent.toFixed(2)), bytes: read };
  }

  async function one(text: string): Promise<number[]> {
    const rows = await inCompany(db, companyId, (tx) => tx.run<{ n: number }>(text));
    return rows.map((row) => row.n);
  }
} finally {
  await server.stop();
  await db.close();
  await postgres.stop();
  await tally.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Whether two fifths of the vouchers have been read, as the agent tells it. */
function isFarAlong(line: string): boolean {
  const [, read = "0", all = "1"] = /; ([\d,]+) of ([\d,]+) read/.exec(line) ?? [];
  return Number(read.replaceAll(",", "")) > 0.4 * Number(all.replaceAll(",", ""));
}

/** Types something at the fake Tally's keyboard. */
async function keyboard<T>(command: Record<string, unknown>): Promise<T> {
  const response = await fetch(tally.secondUrl ?? "", { method: "POST", body: JSON.stringify(command) });
  const answer = (await response.json()) as { ok: boolean; result: T; error?: string };
  if (!answer.ok) throw new Error(answer.error);
  return answer.result;
}

/** Bytes asked and answered since the log was cleared. */
async function bytesRead(): Promise<{ asked: number; answered: number }> {
  const requests = await keyboard<{ bytesIn: number; bytesOut: number }[]>({ do: "requests" });
  return {
    asked: requests.reduce((total, request) => total + request.bytesIn, 0),
    answered: requests.reduce((total, request) => total + request.bytesOut, 0),
  };
}
