import type { CompanyTx } from "@cfa/db/company-scope";
import { countChanged } from "@cfa/db/queries/apply/facts";
import { deleteUnusedLedgers, markBillWiseByUse, touchOpenings } from "@cfa/db/queries/apply/ledgers";
import { resolveQuarantine } from "@cfa/db/queries/apply/quarantine";
import { createWorkTables, endRun, lockRun, type ApplyingRun, type RunEnd } from "@cfa/db/queries/apply/run";
import { firstDay, sumMonths } from "@cfa/db/queries/apply/vouchers";
import { parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { financialYearOf } from "@cfa/values/period";

import { deriveParties } from "./derive-parties.ts";
import { inferLedgers } from "./infer-ledgers.ts";
import { sweep } from "./sweep.ts";
import { takeFacts } from "./take-facts.ts";
import { takeMasters } from "./take-masters.ts";
import { takeVouchers } from "./take-vouchers.ts";
import { tieOut } from "./tie-out.ts";

/** What taking a run in has done, for the log. */
export type Applied = {
  records: number;
  changed: number;
  vouchers: number;
  gone: number;
  refused: number;
  parties: number;
  tieOut: string;
};

const NO_BOOKS_YET = "1900-04-01" as LocalDate;

/**
 * Takes a finished run in, whole, within the caller's transaction: facts, ledgers, vouchers and their lines, monthly sums, the books of
 * the parties it touched, and the tie-out. That is one generation: readers see all of it or nothing. Null when the run is
 * gone or was taken in before.
 */
export async function applyRun(tx: CompanyTx, runId: string): Promise<Applied | null> {
  const run = await lockRun(tx, runId);
  if (run === undefined || run.state !== "queued") return null;
  await createWorkTables(tx);
  const taken = await takeFacts(tx, run);
  const isSweep = run.kind === "full" && run.isNewest;
  const kept = isSweep ? await sweep(tx, taken) : [];
  const changed = await countChanged(tx);
  const chart = await takeMasters(tx, changed);
  const vouchers = await takeVouchers(tx, runId, chart);
  const hasBooksChanged = vouchers.taken + vouchers.gone + changed.group + changed.ledger > 0 || isSweep;
  if (hasBooksChanged && vouchers.hasInferred) await inferLedgers(tx, chart);
  if (hasBooksChanged) await deleteUnusedLedgers(tx);
  await sumMonths(tx);
  await markBillWiseByUse(tx);
  const booksFrom = await firstDayOfBooks(tx, run);
  if (booksFrom !== run.booksFrom) await touchOpenings(tx);
  const parties = await deriveParties(tx, booksFrom ?? NO_BOOKS_YET);
  await resolveQuarantine(tx, { runId, isFullSweep: isSweep && run.source === "agent" });
  const tied = await tieOutOf(tx, run);
  await endRun(tx, {
    runId,
    isNewest: run.isNewest,
    source: run.source,
    tieOut: tied.tieOut,
    hasBooksChanged,
    companyName: run.companyRecord.name,
    booksFrom,
    message: [...kept, tied.message ?? ""].filter((text) => text !== "").join(" ") || null,
  });
  const changes = Object.values(changed).reduce((total, count) => total + count, 0);
  return {
    records: taken.records,
    changed: changes,
    vouchers: vouchers.taken,
    gone: vouchers.gone,
    refused: vouchers.refused,
    parties,
    tieOut: tied.tieOut?.state ?? "as before",
  };
}

/** Totals of the newest run count; without them the last verdict stands, about the books as they were then. */
async function tieOutOf(
  tx: CompanyTx,
  run: ApplyingRun,
): Promise<{ tieOut: RunEnd["tieOut"]; message: string | null }> {
  if (run.totals === null || !run.isNewest) return { tieOut: null, message: null };
  return tieOut(tx, run.totals);
}

/**
 * The day the books begin. Tally says it; files do not, then it is the first day of the financial year of the earliest
 * voucher. Null while there is neither.
 */
async function firstDayOfBooks(tx: CompanyTx, run: ApplyingRun): Promise<LocalDate | null> {
  const stated = parseLocalDate(run.companyRecord.booksFrom ?? run.companyRecord.startingFrom ?? "");
  if (stated.ok && run.isNewest) return stated.value;
  const first = parseLocalDate((await firstDay(tx)) ?? "");
  const guessed = first.ok ? financialYearOf(first.value).from : null;
  const before = run.booksFrom as LocalDate | null;
  if (before === null || guessed === null) return before ?? guessed;
  return guessed < before ? guessed : before;
}
