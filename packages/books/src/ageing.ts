import { assert } from "@cfa/values/assert";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { Side } from "./bill.ts";
import { billAsOf, notOverdueFrom, type BillHistory } from "./outstanding.ts";

/** The last day, in days overdue, of each bucket but the last. */
export const USUAL_EDGES: readonly number[] = [30, 60, 90];

/** What is open on bills overdue by so many days. */
export type AgeingBucket = {
  key: string; // "not-due", "1-30", …, "over-90"
  amount: Paise;
  bills: number;
};

/**
 * Open sums of one side on a day, by days overdue: not due, then one bucket up to each edge, then all over the last.
 * Together the buckets are due + overdue; TDS awaited is in none of them, nor is unapplied money, for no bill has taken it.
 */
export function ageing(
  bills: Iterable<BillHistory>,
  { side, asOf, edges = USUAL_EDGES }: { side: Side; asOf: LocalDate; edges?: readonly number[] },
): AgeingBucket[] {
  const buckets = bucketKeys(edges).map((key): AgeingBucket => ({ key, amount: 0n, bills: 0 }));
  for (const bill of bills) {
    const standing = bill.side === side ? billAsOf(bill, asOf) : null;
    if (standing === null || standing.open === standing.tdsAwaited) continue;
    const bucket = buckets[bucketOf(standing.overdueDays, edges)];
    assert(bucket !== undefined, "a bill falls in no ageing bucket");
    bucket.amount += standing.open;
    bucket.bills++;
  }
  return buckets;
}

/** The bucket of so many days overdue: 0 is not due, the last is over the last edge. An edge belongs to its own bucket. */
export function bucketOf(overdueDays: number, edges: readonly number[] = USUAL_EDGES): number {
  if (overdueDays <= 0) return 0;
  const at = edges.findIndex((edge) => overdueDays <= edge);
  return 1 + (at === -1 ? edges.length : at);
}

/** Open sums of many bills that share a place among `bucketDays`, as a database finds them. */
export type DaysSum = { place: number; amount: Paise; bills: number };

/**
 * The due dates at which one bucket ends and the next begins, earliest first: a due date is in the place of how many of them it
 * has reached. With what is open at each place, `bucketsAt` gives the same buckets as `ageing`.
 */
export function bucketDays(asOf: LocalDate, edges: readonly number[] = USUAL_EDGES): LocalDate[] {
  return [...edges.toReversed().map((edge) => addDays(asOf, -edge)), notOverdueFrom(asOf)];
}

/** The buckets from sums by place among `bucketDays`. */
export function bucketsAt(sums: Iterable<DaysSum>, edges: readonly number[] = USUAL_EDGES): AgeingBucket[] {
  const buckets = bucketKeys(edges).map((key): AgeingBucket => ({ key, amount: 0n, bills: 0 }));
  for (const { place, amount, bills } of sums) {
    const bucket = buckets[edges.length + 1 - place];
    assert(bucket !== undefined, "a due date falls in no ageing bucket");
    bucket.amount += amount;
    bucket.bills += bills;
  }
  return buckets;
}

/** The buckets' keys for edges that rise: [30, 60] gives not-due, 1-30, 31-60, over-60. */
export function bucketKeys(edges: readonly number[] = USUAL_EDGES): string[] {
  const rises = edges.every((edge, index) => Number.isInteger(edge) && edge > (edges[index - 1] ?? 0));
  assert(edges.length > 0 && rises, `ageing edges must be whole days that rise: ${edges.join(", ")}`);
  const between = edges.map((edge, index) => `${(edges[index - 1] ?? 0) + 1}-${edge}`);
  return ["not-due", ...between, `over-${edges.at(-1)}`];
}
