import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { AGENT_NODE_FLAGS } from "@cfa/agent/node-flags";
import { createCleaner } from "@cfa/tally/parse/clean";
import { createTallyReader } from "@cfa/tally/read";
import { SaxesParser } from "saxes";

import { dayBookText } from "./day-book-text.ts";

/*
 * npm run bench:tally: how fast and in how much memory a Day Book becomes records. The peer is saxes with empty handlers on the
 * already decoded, cleaned text. Every measurement runs in a process of its own under the agent's flags, on one core, three
 * times; the middle one counts. Keys of RESULT: docs/benchmarks.md.
 */

const SIZE = 50_000_000;
const LARGE = 1_000_000_000;
const ROUNDS = 3;

type Measured = { seconds: number; peakMb: number; vouchers: number; megabytes: number };

const job = process.argv[2];
if (job === undefined) compare();
else console.log(JSON.stringify(measure(job)));

function compare(): void {
  const rows = {
    "saxes alone, padded as Tally pads": middle("saxes-full"),
    "bytes to records, padded as Tally pads": middle("ours-full"),
    "saxes alone, without padding": middle("saxes-lean"),
    "bytes to records, without padding": middle("ours-lean"),
    "bytes to records, 1 GB": run("ours-large"),
  };
  console.table(rows);
  const [peerFull, full, peerLean, lean, large] = Object.values(rows) as [
    Measured,
    Measured,
    Measured,
    Measured,
    Measured,
  ];
  const result = {
    ratio: rounded(peerFull.seconds / full.seconds),
    ratioLean: rounded(peerLean.seconds / lean.seconds),
    mbPerCpuSecond: Math.round(full.megabytes / full.seconds),
    mbPerCpuSecondLean: Math.round(lean.megabytes / lean.seconds),
    peakMb: large.peakMb,
    largeMb: large.megabytes,
    largeVouchers: large.vouchers,
  };
  console.log(`RESULT ${JSON.stringify(result)}`);
}

function middle(what: string): Measured {
  const runs = Array.from({ length: ROUNDS }, () => run(what));
  const [, chosen] = runs.toSorted((a, b) => a.seconds - b.seconds);
  return chosen ?? run(what);
}

function run(what: string): Measured {
  const argv = [...AGENT_NODE_FLAGS, fileURLToPath(import.meta.url), what];
  const child = spawnSync(process.execPath, argv, { encoding: "utf8" });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Measured;
}

function measure(what: string): Measured {
  switch (what) {
    case "saxes-full":
      return ofSaxes(prepared(true).map(cleaner()));
    case "saxes-lean":
      return ofSaxes(prepared(false).map(cleaner()));
    case "ours-full":
      return ofOurs(prepared(true).map((piece) => Buffer.from(piece)));
    case "ours-lean":
      return ofOurs(prepared(false).map((piece) => Buffer.from(piece)));
    case "ours-large":
      return ofOurs(asBytes(dayBookText(LARGE, true)));
    default:
      throw new RangeError(`no measurement ${what}`);
  }
}

function prepared(full: boolean): string[] {
  return [...dayBookText(SIZE, full)];
}

function cleaner(): (piece: string) => string {
  const clean = createCleaner();
  return (piece) => clean.write(piece);
}

function* asBytes(pieces: Iterable<string>): Generator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece);
}

function ofSaxes(pieces: readonly string[]): Measured {
  const parser = new SaxesParser({ position: false, xmlns: false });
  parser.on("opentag", () => undefined);
  parser.on("closetag", () => undefined);
  parser.on("text", () => undefined);
  parser.on("error", (error) => {
    throw error;
  });
  let characters = 0;
  return timed(() => {
    for (const piece of pieces) {
      characters += piece.length;
      parser.write(piece);
    }
    parser.close();
    return { vouchers: 0, megabytes: Math.round(characters / 1e6) };
  });
}

function ofOurs(pieces: Iterable<Buffer>): Measured {
  let vouchers = 0;
  const reader = createTallyReader({ voucher: () => vouchers++ });
  return timed(() => {
    for (const piece of pieces) reader.write(piece);
    const read = reader.end();
    if (!read.ok) throw new Error(read.error.message);
    return { vouchers, megabytes: Math.round(read.value.bytes / 1e6) };
  });
}

function timed(work: () => { vouchers: number; megabytes: number }): Measured {
  const before = process.cpuUsage();
  const done = work();
  const used = process.cpuUsage(before);
  return { ...done, seconds: rounded((used.user + used.system) / 1e6), peakMb: residentPeakMb() };
}

/** Linux tells a process's peak; elsewhere the figure is what Node saw. */
function residentPeakMb(): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024);
  } catch {
    return Math.round(process.resourceUsage().maxRSS / 1024);
  }
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
