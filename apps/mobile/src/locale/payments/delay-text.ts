import type { Catalogue } from "../en";

/** Days from the due date in words: "12 days after the due date". */
export function delayText(delay: number, { payments: w }: Catalogue): string {
  const days = Math.round(delay);
  if (days === 0) return w.onDue;
  return days > 0 ? w.after(days) : w.before(-days);
}

/** Between which days from the due date: "15–30 days after the due date". */
export function delayRangeText(range: { from: number; to: number }, words: Catalogue): string {
  const { payments: w } = words;
  const [from, to] = [Math.round(range.from), Math.round(range.to)];
  if (from >= to) return delayText(to, words);
  if (from > 0) return w.afterRange(from, to);
  if (to < 0) return w.beforeRange(-to, -from);
  if (from === 0) return w.upToAfter(to);
  return to === 0 ? w.upToBefore(-from) : w.around(-from, to);
}

/** The same in a few letters, for a table: "12 days late". */
export function shortDelayText(delay: number, { payments: { history: w } }: Catalogue): string {
  if (delay === 0) return w.shortOn;
  return delay > 0 ? w.shortLate(delay) : w.shortEarly(-delay);
}
