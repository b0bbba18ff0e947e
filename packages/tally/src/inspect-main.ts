import { createReadStream } from "node:fs";

import type { TallyDocument } from "./document.ts";
import { readTally } from "./read.ts";

/*
 * npm run tally:inspect -- FILE…
 * One JSON line per file on standard output: what the file is and what is in it. Nothing is stored.
 */

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write("usage: npm run tally:inspect -- FILE…\n");
  process.exitCode = 1;
}
for (const file of files) {
  const { line, problem } = await inspect(file);
  process.stdout.write(`${JSON.stringify(line)}\n`);
  if (problem !== undefined) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
  }
}

type Line = { file: string; refused: string | null; millis: number } & Record<string, unknown>;

async function inspect(file: string): Promise<{ line: Line; problem?: string }> {
  const began = performance.now();
  try {
    const read = await readTally(createReadStream(file, { highWaterMark: 262_144 }), {});
    const document = read.ok ? read.value : read.error.document;
    return { line: lineOf({ file, document, refused: read.ok ? null : read.error.code, began }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      line: lineOf({ file, document: undefined, refused: "unreadable", began }),
      problem: `${file}: cannot be opened (${reason})`,
    };
  }
}

function lineOf(read: {
  file: string;
  document: TallyDocument | undefined;
  refused: string | null;
  began: number;
}): Line {
  const { document } = read;
  const counts = document?.counts;
  return {
    file: read.file,
    bytes: document?.bytes ?? 0,
    encoding: document?.encoding ?? null,
    kind: document?.kind ?? "not-tally",
    company: document?.companyName ?? null,
    groups: counts?.groups ?? 0,
    ledgers: counts?.ledgers ?? 0,
    voucherTypes: counts?.voucherTypes ?? 0,
    vouchers: counts?.vouchers ?? 0,
    cancelled: counts?.cancelled ?? 0,
    balanced: counts?.balanced ?? 0,
    quarantined: counts?.quarantined ?? 0,
    bills: counts?.bills ?? 0,
    refused: read.refused,
    millis: Math.round(performance.now() - read.began),
  };
}
