import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

/** A bill that is open for its tax alone. */
export type AwaitedBill = { date: LocalDate; awaited: Paise };

/** What is awaited of some bills, how many they are, and the day of the oldest of them. */
export type AwaitedSum = { awaited: Paise; bills: number; oldest: LocalDate };

/** What is awaited, by whatever each bill belongs to: its party, its year, its quarter; in the order in which these come. */
export function awaitedBy<B extends AwaitedBill, K>(
  bills: Iterable<B>,
  keyOf: (bill: B) => K,
): Map<K, AwaitedSum> {
  const sums = new Map<K, AwaitedSum>();
  for (const bill of bills) {
    const key = keyOf(bill);
    const { awaited, date } = bill;
    const sum = sums.get(key);
    if (sum === undefined) {
      sums.set(key, { awaited, bills: 1, oldest: date });
      continue;
    }
    sum.awaited += awaited;
    sum.bills++;
    if (date < sum.oldest) sum.oldest = date;
  }
  return sums;
}

/** The same of all of them; where there is none, there is no oldest. */
export function awaitedOf(
  bills: Iterable<AwaitedBill>,
): Omit<AwaitedSum, "oldest"> & { oldest: LocalDate | null } {
  return awaitedBy(bills, () => null).get(null) ?? { awaited: 0n, bills: 0, oldest: null };
}
