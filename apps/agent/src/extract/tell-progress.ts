import { monthsIn } from "@cfa/values/period";

import { countIn, cut, type Piece } from "./piece.ts";
import type { Reading } from "./reading.ts";

/** Tells how far the reading has come, and which month is read next. */
export function tellProgress(reading: Reading): void {
  const { options, queue, windowsDone, recordsRead } = reading;
  if (options.progress === undefined) return;
  const { batches, acknowledged } = options.outbox.progress(options.run.runId);
  const left = queue.reduce((sum, piece) => sum + windowsOf(piece, reading), 0);
  options.progress({
    phase: "reading",
    windowsDone,
    windows: windowsDone + left,
    month: monthOfNext(queue[0], reading),
    records: recordsRead,
    batchesSent: acknowledged,
    batches,
  });
}

/** How many windows a piece will come to at the size of now. */
function windowsOf(piece: Piece, reading: Reading): number {
  const { days, after, upTo, isExact, kind } = piece;
  const { counts, size } = reading.cutBy();
  if (kind === "period") return 0;
  if (isExact === true || days === undefined) return 1;
  if (after !== undefined)
    return Math.max(1, Math.ceil(((upTo ?? reading.options.run.marks.vouchers) - after) / size));
  return counts === null ? monthsIn(days).length : Math.max(1, Math.ceil(countIn(days, counts) / size));
}

/** Changes are read by their numbers, not by months. */
function monthOfNext(next: Piece | undefined, reading: Reading): string | null {
  if (next?.days === undefined || next.after !== undefined || next.kind === "ledgers") return null;
  return cut(next, reading.cutBy()).window.days?.from.slice(0, 7) ?? null;
}
