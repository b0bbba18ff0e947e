import { Wants } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  createWorkTables,
  endRun,
  lockRun,
  unreadableParts,
  type ApplyingRun,
} from "@cfa/db/queries/apply/run";
import { dropListFacts } from "@cfa/db/queries/apply/take-back";

import { bringBooksUp, localDay } from "./bring-books-up.ts";
import { comparePresence, type Presence } from "./compare-presence.ts";
import { counted } from "./counted.ts";
import { recount } from "./recount.ts";
import { sweepKind, sweepMonths } from "./sweep.ts";
import { takeBack } from "./take-back.ts";
import { MASTER_KINDS, takeMasterFacts } from "./take-master-facts.ts";
import { takeMasters } from "./take-masters.ts";
import { takeVouchers } from "./take-vouchers.ts";
import { keepStock, readTotals, tieOut, type TiedOut } from "./tie-out.ts";
import { readKeptWants, wantsAfter, type KeptWants } from "./wants.ts";

/** What taking a run in has done, for the log. */
export type Applied = {
  records: number;
  changed: number;
  vouchers: number;
  gone: number;
  refused: number;
  parties: number;
  /** Sums of rollups that counting again did not find; looked at in full runs and sweeps alone. */
  rollupFaults: number;
  tieOut: string;
};

/**
 * Takes a finished run in, whole, within the caller's transaction: facts, ledgers, vouchers and their lines, monthly sums, the books of
 * the parties it touched, and the tie-out. That is one generation: readers see all of it or nothing. Null when the run is
 * gone or was taken in before.
 */
export async function applyRun(tx: CompanyTx, runId: string): Promise<Applied | null> {
  const run = await lockRun(tx, runId);
  if (run === undefined || run.state !== "queued") return null;
  await createWorkTables(tx);
  const shows = whatItShows(run);
  const totals = readTotals(run.totals);
  const rules = { runId, unreadable: (await unreadableParts(tx, runId)) ?? 1 };
  const kept: (string | null)[] = [];

  const back = run.takesBack === null ? null : await takeBack(tx, run.takesBack);
  const dropped = run.source === "agent" && shows.allVouchers ? await dropListFacts(tx) : 0;
  const masters = back ?? (await takeMasterFacts(tx, run, { noteAll: shows.allMasters }));
  if (shows.allMasters) for (const kind of MASTER_KINDS) kept.push(await sweepKind(tx, kind, rules));
  const ground = await takeMasters(tx, masters.changed);
  const intake = takeVouchers(tx, runId, ground);
  const taken = await intake.batches(run, { noteAll: shows.allMasters });
  if (shows.allVouchers) kept.unshift(await sweepKind(tx, "voucher", rules));
  let presence: Presence | null = null;
  if (shows.months !== null) {
    kept.unshift(await sweepMonths(tx, shows.months, rules));
    presence = await comparePresence(tx);
  }
  const refused = taken.refused + (await intake.rereads());
  await intake.finish();
  await keepStock(tx, totals);

  const { booksFrom, startingFrom, periodFrom } = run.companyRecord;
  const books = await bringBooksUp(tx, ground, {
    runId,
    booksFrom: {
      stated: run.isNewest ? localDay(booksFrom ?? startingFrom) : null,
      before: localDay(run.booksFrom),
    },
    periodFrom: localDay(periodFrom),
    totals,
    changedMasters: masters.changed,
    areMastersSwept: shows.allMasters || back !== null,
    isFullSweep: shows.allVouchers && run.source === "agent",
  });
  const tied =
    totals !== null && run.isNewest
      ? await tieOut(tx, totals, books.booksFrom)
      : { tieOut: null, months: null, narrowing: undefined };
  await endRun(tx, {
    runId,
    isNewest: run.isNewest,
    source: run.source,
    tieOut: tied.tieOut,
    hasBooksChanged: books.hasChanged,
    companyName: run.companyRecord.name,
    booksFrom: books.first,
    periodFrom: localDay(periodFrom),
    message:
      [...kept, back?.message ?? null, droppedText(dropped), tied.tieOut?.message ?? null]
        .filter((text) => text !== null)
        .join(" ") || null,
    movesMarks: run.kind !== "sweep",
    wants: nextWants(run, { shows, presence, tied, hasChanged: books.hasChanged }),
  });
  return {
    records: masters.records + taken.records,
    changed: changedIn(masters.changed) + taken.changed,
    vouchers: books.taken,
    gone: books.gone,
    refused,
    parties: books.parties,
    rollupFaults: run.kind === "changes" ? 0 : (await recount(tx, runId)).length,
    tieOut: tied.tieOut?.state ?? "as before",
  };
}

function changedIn(masters: Record<string, number>): number {
  return Object.values(masters).reduce((total, count) => total + count, 0);
}

function droppedText(records: number): string | null {
  return records === 0
    ? null
    : `${counted(records, "record")} made of lists and tables went: Tally itself says it all now.`;
}

/** What a run shows so completely that what it leaves out is gone. */
type Shows = { allMasters: boolean; allVouchers: boolean; months: readonly string[] | null };

/** A sweep counts only when Tally stood still meanwhile and is where the last run left it; an older run never deletes. */
function whatItShows(run: ApplyingRun): Shows {
  if (!run.isNewest) return { allMasters: false, allVouchers: false, months: null };
  if (run.kind === "full") return { allMasters: true, allVouchers: true, months: null };
  const isGood = run.kind === "sweep" && run.swept?.isStill === true && run.isLevel;
  return { allMasters: isGood, allVouchers: false, months: isGood ? (run.swept?.months ?? []) : null };
}

function nextWants(
  run: ApplyingRun,
  found: {
    shows: Shows;
    presence: Presence | null;
    tied: Pick<TiedOut, "months" | "narrowing">;
    hasChanged: boolean;
  },
): KeptWants | undefined {
  if (run.source !== "agent" || !run.isNewest) return undefined;
  const { shows, presence, tied, hasChanged } = found;
  const lackingMonths = new Set((presence?.days ?? []).map(({ which }) => which.slice(0, 7)));
  const months = (tied.months ?? [])
    .filter(({ month }) => !lackingMonths.has(month)) // its days come first
    .map(({ month, found: difference }) => ({ about: "month", which: month, found: difference }) as const);
  return wantsAfter(readKeptWants(run.wants), {
    brought: {
      kind: run.kind,
      asked: Wants.safeParse(run.asked).data ?? null,
      sweptMonths: shows.months ?? [],
      hasTotals: run.totals !== null,
      narrowing: tied.narrowing,
      hasChanged,
    },
    findings: [...(presence?.books ?? []), ...(presence?.days ?? []), ...months],
    judges: ({ about, which }) => {
      if (about === "month") return tied.months !== null;
      if (shows.allVouchers) return true;
      if (about === "books") return shows.months !== null;
      return shows.months?.includes(which.slice(0, 7)) ?? false;
    },
  });
}
