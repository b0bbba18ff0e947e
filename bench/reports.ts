import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { writeCsv } from "@cfa/reports/csv";
import { writePdf } from "@cfa/reports/pdf";
import type { Row } from "@cfa/reports/report";
import { testReport } from "@cfa/reports/test-report";
import { writeXlsx } from "@cfa/reports/xlsx";

/*
 * npm run bench:reports: a table of fifty thousand rows written as CSV, XLSX and PDF, each in a process of its own under the server's
 * flags: how long it takes and how much memory the process holds at most. A tenth of the rows beside it: memory that grew with the
 * rows would show. Keys of RESULT: docs/benchmarks.md.
 */

const ROWS = 50_000;
const WRITERS = { csv: writeCsv, xlsx: writeXlsx, pdf: writePdf };
type Format = keyof typeof WRITERS;
type Measured = { seconds: number; peakMb: number; mb: number };

const [, , format, count] = process.argv;
if (format === undefined) compare();
else console.log(JSON.stringify(await measure(format as Format, Number(count))));

function compare(): void {
  const formats = Object.keys(WRITERS) as Format[];
  const rows = formats.map((name) => ({
    name,
    ...inProcess(name, ROWS),
    tenth: inProcess(name, ROWS / 10).peakMb,
  }));
  console.table(rows);
  const result = rows.flatMap(({ name, seconds, peakMb, tenth, mb }) => [
    [`${name}Seconds`, seconds],
    [`${name}PeakMb`, peakMb],
    [`${name}TenthPeakMb`, tenth],
    [`${name}Mb`, mb],
  ]);
  console.log(`RESULT ${JSON.stringify({ rows: ROWS, ...Object.fromEntries(result) })}`);
}

function inProcess(name: Format, rows: number): Measured {
  const flags = JSON.parse(
    readFileSync(new URL("../apps/api/node-flags.json", import.meta.url), "utf8"),
  ) as string[];
  const argv = [...flags, fileURLToPath(import.meta.url), name, String(rows)];
  const child = spawnSync(process.execPath, argv, { encoding: "utf8" });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Measured;
}

async function measure(name: Format, rows: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
  const path = join(folder, "report");
  const started = performance.now();
  try {
    await WRITERS[name](testReport(manyRows(rows)), createWriteStream(path));
    const seconds = (performance.now() - started) / 1000;
    const peakMb = process.resourceUsage().maxRSS / 1024;
    return { seconds: round(seconds), peakMb: Math.round(peakMb), mb: round(statSync(path).size / 1e6) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* manyRows(count: number): Generator<Row> {
  for (let at = 0; at < count; at++) {
    const party = at % 3 === 0 ? `श्री ट्रेडर्स ${at}` : `Party ${at} & Sons`;
    yield [
      party,
      `INV-${at}/26-27`,
      "2026-04-01",
      at % 99,
      BigInt(at) * 123_457n,
      BigInt(at) * -98_765n,
      at % 10_000,
    ];
  }
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
