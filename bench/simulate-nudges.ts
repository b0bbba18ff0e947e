import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { cloneTemplate } from "@cfa/testkit/clone-template";
import { simulate } from "@cfa/worker/nudges/simulation/test-run";

/*
 * npm run simulate:nudges -- [--from 1] [--to 50] [--parties 200] [--days 180]: companies over half a year, each message held against a world of its own
 * (docs/algorithms/nudges.md). Keys of RESULT: docs/benchmarks.md.
 */

const { values } = parseArgs({
  options: {
    from: { type: "string", default: "1" },
    to: { type: "string", default: "50" },
    parties: { type: "string", default: "200" },
    days: { type: "string", default: "180" },
  },
});
const [from, to] = [Number(values.from), Number(values.to)];
const size = { parties: Number(values.parties), days: Number(values.days) };

const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), durable: false });
await migrate(postgres);
const started = Date.now();
let [taken, breaches] = [0, 0];
const ended = new Map<string, number>();
try {
  for (let seed = from; seed <= to; seed++) {
    const begun = Date.now();
    const found = await simulate(await cloneTemplate(postgres), { seed, ...size });
    taken += found.taken;
    breaches += found.breaches.length;
    for (const [code, count] of found.ended) ended.set(code, (ended.get(code) ?? 0) + count);
    console.log(
      `${String(seed).padStart(3)}: ${found.taken} messages, ${found.breaches.length} breaches, ${seconds(begun)} s`,
    );
    for (const breach of found.breaches) console.log(`     ${breach}`);
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  `RESULT ${JSON.stringify({ seeds: to - from + 1, ...size, taken, breaches, ended: Object.fromEntries(ended), seconds: seconds(started) })}`,
);
process.exitCode = breaches === 0 && taken > 0 ? 0 : 1;

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 100) / 10;
}
