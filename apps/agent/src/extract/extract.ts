import type { TallyFailure } from "@cfa/tally/failures";
import { fail, ok, type Result } from "@cfa/values/result";

import type { Extracted } from "../outbox/runs.ts";
import { booksOf, isSameMarks, locate } from "./company.ts";
import { afterAnswer } from "./pace.ts";
import { countIn, cut, daysAsked, type Piece } from "./piece.ts";
import { readWindow } from "./read-window.ts";
import { createReading, type ExtractOptions, type Reading } from "./reading.ts";
import { noteRelease } from "./self-test.ts";
import { tellProgress } from "./tell-progress.ts";
import { titleOf } from "./requests.ts";
import { readTotals } from "./totals.ts";
import { copeWith, setAsideWhole, splitByIds } from "./when-a-window-fails.ts";

/**
 * Reads from Tally what the run still lacks and writes it to the outbox, window by window. What a window yields stays
 * only if its answer was complete. Goes on after a kill where the cursor stands. Answers "moved" when Tally's current period
 * changed in between, so that openings were read as of two days: the run is of no use and is to be begun anew; "unwanted" when
 * the server will not have the run; "ended" when the agent was told to end.
 */
export async function extract(
  options: ExtractOptions,
): Promise<Result<Extracted | "moved" | "unwanted" | "ended", TallyFailure>> {
  const reading = createReading(options);
  const counted = await countDays(reading);
  if (!counted.ok) return counted;
  for (;;) {
    const [first, ...later] = reading.queue;
    if (first === undefined) break;
    if (options.ending?.aborted === true) return ok("ended");
    tellProgress(reading);
    if (first.kind === "period") {
      const still = await isPeriodStill(reading);
      if (!still.ok) return still;
      if (!still.value) return ok("moved");
      reading.save(later);
      continue;
    }
    const went = await readFirst(first, later, reading);
    if (!went.ok) return went;
    if (!(await options.written())) return ok("unwanted");
  }
  return finish(options);
}

/** Reads the next window of the first piece, or cuts the piece up, or puts it aside. */
async function readFirst(
  first: Piece,
  later: readonly Piece[],
  reading: Reading,
): Promise<Result<void, TallyFailure>> {
  const { window, rest, tooMany } = cut(first, reading.cutBy());
  const behind = rest === undefined ? later : [rest, ...later];
  if (isKiller(window, reading) && window.aside === undefined) {
    return setAsideWhole({ ...window, aside: "named" }, behind, reading);
  }
  if (window.aside !== undefined) return setAsideWhole(window, behind, reading);
  if (tooMany) return splitByIds(window, behind, reading);
  const read = await readWindow(window, behind, reading);
  if (!read.ok) return copeWith(read.error, { window, behind }, reading);
  if (window.days !== undefined) reading.pace = afterAnswer(reading.pace, read.value);
  reading.windowsDone++;
  reading.recordsRead += read.value.records;
  sayProgress(window, read.value.records, reading);
  return ok(undefined);
}

function isKiller(window: Piece, { options }: Reading): boolean {
  const killers = options.outbox.recall("killers") ?? [];
  const isAgain = options.run.plan.again?.some((piece) => isSamePiece(piece, window)) === true;
  return !isAgain && killers.some(({ piece }) => isSamePiece(piece, window));
}

function isSamePiece(a: Piece, b: Piece): boolean {
  return (
    a.kind === b.kind &&
    a.days?.from === b.days?.from &&
    a.days?.to === b.days?.to &&
    a.after === b.after &&
    a.upTo === b.upTo
  );
}

/** How many vouchers each day holds, where windows are cut by days; months serve where Tally cannot count. */
async function countDays(reading: Reading): Promise<Result<void, TallyFailure>> {
  const { run, self, tally } = reading.options;
  const isByDays = reading.queue.some(({ days, after }) => days !== undefined && after === undefined);
  if (!isByDays) {
    reading.of =
      run.plan.known === null ? undefined : Math.max(0, run.marks.vouchers - run.plan.known.vouchers);
    return ok(undefined);
  }
  if (!self.canCount) return ok(undefined);
  const { name, isEducational } = reading.asking();
  const books = booksOf(run.company);
  const counts = await tally.countsByDay(name, daysAsked(books, isEducational));
  if (!counts.ok) return counts.error.retry === "quiet" ? counts : ok(undefined);
  reading.counts = new Map(counts.value.map(({ date, count }) => [date, count]));
  const left = reading.queue.reduce((sum, { days, kind }) => {
    return sum + (days === undefined || kind === "ledgers" ? 0 : countIn(days, reading.counts));
  }, 0);
  reading.of = left + reading.read;
  return ok(undefined);
}

async function isPeriodStill({ options, asking }: Reading): Promise<Result<boolean, TallyFailure>> {
  const now = await options.tally.periodFrom(asking().name);
  if (!now.ok) return now;
  noteRelease(options.outbox, now.value);
  return ok(now.value.day === options.run.company.periodFrom);
}

function sayProgress(window: Piece, records: number, reading: Reading): void {
  const { options, read, of, pace } = reading;
  const { batches, acknowledged } = options.outbox.progress(options.run.runId);
  const soFar =
    window.days === undefined ? "" : `; ${count(read)}${of === undefined ? "" : ` of ${count(of)}`} read`;
  const sent = batches === 0 ? "" : `, ${acknowledged} of ${batches} batches sent`;
  const next = window.days === undefined ? "" : ` (window of up to ${count(pace.size)} next)`;
  options.say(`Read ${titleOf(window)}: ${count(records)} records${soFar}${sent}${next}`);
}

function count(value: number): string {
  return value.toLocaleString("en-IN");
}

const A_DAY_MS = 86_400_000;

/** What is still to be learned once everything has been read: totals, and whether Tally stood still. */
async function finish({
  run,
  tally,
  self,
  outbox,
  say,
  now,
}: ExtractOptions): Promise<Result<Extracted, TallyFailure>> {
  if (run.kind === "sweep") {
    const open = await locate(tally, run.company.guid);
    if (!open.ok) return fail(open.error);
    return ok({ isStill: isSameMarks(open.value.marks, run.marks) });
  }
  const before = outbox.recall("totals");
  if (run.plan.totals === "without") {
    outbox.remember("totals", { ...before, isDue: true });
    return ok({});
  }
  const startedAt = performance.now();
  const totals = await readTotals(run, tally, self);
  const tookMs = Math.round(performance.now() - startedAt);
  if (totals.ok) {
    outbox.remember("totals", { at: now(), tookMs, isDue: totals.value === undefined });
    return ok({ totals: totals.value });
  }
  // The run is of use without them. What Tally did not survive is not asked again today.
  const isFatal = totals.error.isBlamed === true && !(await tally.isAnswering());
  const rest = isFatal ? { notBefore: new Date(Date.parse(now()) + A_DAY_MS).toISOString() } : {};
  outbox.remember("totals", { at: now(), tookMs, isDue: true, ...rest });
  say(`Without Tally's totals this time: ${totals.error.message}`);
  return totals.error.retry === "quiet" ? fail(totals.error) : ok({});
}
