import { daysBetween, type LocalDate } from "@cfa/values/local-date";

/** When a bill is expected: the likely day and the end of its range; null: within no sight. */
export type ExpectedDay = { median: LocalDate | null; high: LocalDate | null };

/** Less than a week is within what anybody's forecast moves. */
const LEAST_DAYS = 7;

/**
 * Whether a bill is expected later than was ever likely when it was first foretold: past the end of the range that was told then, and a week at least past its
 * likely day. `days`: by how many; null: no day can be told any more. Null: it has not slipped.
 */
export function slippedBy(first: ExpectedDay, now: ExpectedDay): { days: number | null } | null {
  if (first.median === null || first.high === null) return null;
  if (now.median === null) return { days: null };
  const days = daysBetween(first.median, now.median);
  return now.median > first.high && days >= LEAST_DAYS ? { days } : null;
}
