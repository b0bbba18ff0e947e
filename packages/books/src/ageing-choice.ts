import { assert } from "@cfa/values/assert";
import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import { bucketKeys, bucketOf, type AgeingBucket } from "./ageing.ts";

/** From which day a bill's age is counted, and the last day of each bucket but the last. */
export type AgeingChoice = { by: "due-date" | "bill-date"; edges: readonly number[] };

/** What is open of a bill on a day. */
export type OpenOnDay = { date: LocalDate; dueDate: LocalDate; open: Paise };

/** The buckets' keys: by due date not-due, 1-30, …; by bill date every bill has an age, so 0-30, …. */
export function keysOf({ by, edges }: AgeingChoice): string[] {
  const [, first, ...rest] = bucketKeys(edges);
  if (by === "due-date") return bucketKeys(edges);
  return [`0-${edges[0]}`, ...(first === undefined ? [] : rest)];
}

/** A bill's age in days on a day: days overdue, 0 up to the due date; or days since its own day. */
export function ageOn(
  bill: Pick<OpenOnDay, "date" | "dueDate">,
  asOf: LocalDate,
  by: AgeingChoice["by"],
): number {
  return Math.max(0, daysBetween(by === "due-date" ? bill.dueDate : bill.date, asOf));
}

/** Which of the buckets an age falls in. */
export function bucketAt(age: number, { by, edges }: AgeingChoice): number {
  if (by === "due-date") return bucketOf(age, edges);
  const at = edges.findIndex((edge) => age <= edge);
  return at === -1 ? edges.length : at;
}

/** Open sums by age under any choice. Together they are all that is open, which is due + overdue. */
export function ageingUnder(
  bills: Iterable<OpenOnDay>,
  asOf: LocalDate,
  choice: AgeingChoice,
): AgeingBucket[] {
  const buckets = keysOf(choice).map((key): AgeingBucket => ({ key, amount: 0n, bills: 0 }));
  for (const bill of bills) {
    if (bill.open === 0n) continue;
    const bucket = buckets[bucketAt(ageOn(bill, asOf, choice.by), choice)];
    assert(bucket !== undefined, "a bill falls in no ageing bucket");
    bucket.amount += bill.open;
    bucket.bills++;
  }
  return buckets;
}
