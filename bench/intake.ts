import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { createServerLink } from "@cfa/agent/server-link";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { ensureCompany } from "@cfa/api/demo";
import type { VoucherRecord } from "@cfa/contract/records";
import { openDatabase } from "@cfa/db/client";
import { asAuthn } from "@cfa/db/company-scope";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";

import { BOOKS_FROM, ledgers, voucherAt, type Sizes } from "./generated-books.ts";
import { cpuSeconds, cpuSecondsBelow, residentPeakMb } from "./processes.ts";
import { pagesOf, pushRun, type Push } from "./push-run.ts";

/*
 * npm run bench:intake -- --vouchers 100000 --then 1: generated vouchers straight through the sync endpoint and into the
 * books, without agent and Tally. Server (API and worker) and PostgreSQL are processes of their own, whose memory and
 * processor seconds are told apart. Keys of RESULT: docs/benchmarks.md.
 */

const names = ["vouchers", "parties", "then", "node"];
const options = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
}).values;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vouchers = Number(options["vouchers"] ?? 100_000);
const again = Number(options["then"] ?? 1);
const sizes: Sizes = {
  vouchers,
  parties: Number(options["parties"] ?? Math.max(5, Math.round(vouchers / 20))),
};
const BATCH = 500;
const GUID = "books-of-the-bench";

const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 2 });
const server = await startServer(postgres.runUrl);
const postmaster = Number(
  readFileSync(join(postgres.place, "cluster", "postmaster.pid"), "utf8").split(/\s/)[0],
);

try {
  const { companyId } = await ensureCompany(db, { name: "Bench", tallyGuid: GUID, isDemo: false });
  const link = createServerLink({ server: server.url, key: await issueApiKey(db, companyId) });
  const company = { guid: GUID, name: "Bench", booksFrom: BOOKS_FROM };
  const marks = { masters: sizes.parties + 5, vouchers: vouchers + 100 };
  const run = (kind: Push["kind"], batches: Push["batches"]) =>
    pushRun(link, { kind, company, marks, batches });
  const first = await run(
    "full",
    (function* () {
      for (const page of pagesOf(ledgers(sizes), BATCH)) yield { ledgers: page };
      for (let at = 0; at < vouchers; at += BATCH)
        yield { vouchers: some(at, Math.min(at + BATCH, vouchers)) };
    })(),
  );
  const serverPeakMb = residentPeakMb(server.child.pid);
  const cpu = { server: cpuSeconds(server.child.pid ?? 0), postgres: cpuSecondsBelow(postmaster) };
  const size = await databaseMb();
  const thens: number[] = [];
  for (let i = 0; i < again; i++) {
    const earlier = voucherAt(vouchers - 2 - i * 2, sizes);
    const altered = { ...earlier, alterId: vouchers + 1 + i, narration: "altered" };
    thens.push((await run("changes", [{ vouchers: [altered] }])).applySeconds);
  }
  const total = first.receiveSeconds + first.applySeconds;
  const result = {
    vouchers,
    parties: sizes.parties,
    receivePerSecond: Math.round(vouchers / first.receiveSeconds),
    applyPerSecond: Math.round(vouchers / first.applySeconds),
    vouchersPerSecond: Math.round(vouchers / total),
    receiveSeconds: round(first.receiveSeconds),
    applySeconds: round(first.applySeconds),
    serverPeakMb,
    serverCpuSeconds: round(cpu.server),
    postgresCpuSeconds: round(cpu.postgres),
    cpuMillisPerVoucher: round(((cpu.server + cpu.postgres) * 1000) / vouchers, 3),
    databaseMb: size,
    thenSeconds: thens.length === 0 ? null : round(Math.max(...thens), 3),
  };
  console.table(result);
  console.log(`RESULT ${JSON.stringify(result)}`);
} finally {
  server.child.kill("SIGTERM");
  await new Promise((resolve) => server.child.once("exit", resolve));
  await db.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function some(from: number, to: number): VoucherRecord[] {
  return Array.from({ length: to - from }, (_, i) => voucherAt(from + i, sizes));
}

async function startServer(url: string): Promise<{ url: string; child: ChildProcess }> {
  const own = JSON.parse(readFileSync(join(root, "apps", "api", "node-flags.json"), "utf8")) as string[];
  const flags = [...own, ...(options["node"] ?? "").split(" ").filter((flag) => flag !== "")];
  const child = spawn(process.execPath, [...flags, join(root, "bench", "intake-server.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, DATABASE_URL: url },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("http://")) {
      child.stdout.on("data", (piece: Buffer) => process.stderr.write(piece));
      return { url: line, child };
    }
  }
  throw new Error("the server did not start");
}

async function databaseMb(): Promise<number> {
  const rows = await asAuthn(db, (tx) =>
    tx.run<{ bytes: bigint }>("select pg_database_size(current_database()) as bytes"),
  );
  return Math.round(Number(rows[0]?.bytes ?? 0) / 1024 / 1024);
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
