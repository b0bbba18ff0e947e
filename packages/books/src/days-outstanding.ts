import type { Paise } from "@cfa/values/money";
import { daysBetween } from "@cfa/values/local-date";
import { min } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

/** What was traded on credit in a month, with tax and notes taken off; the last month ends with the day looked at. */
export type TradedMonth = { month: Period; traded: Paise };

export type CountBackStep = TradedMonth & { covered: Paise; days: number };

/** `days` to a tenth; null: nothing was traded. `isAtLeast`: the books do not go back far enough. */
export type CountBack = { days: number | null; isAtLeast: boolean; steps: CountBackStep[] };

/**
 * Days of sales outstanding by count-back: the outstanding sum is laid over the months' sales from the day backwards; a month
 * that it covers counts with all its days, the last one with the share that is covered. Months come oldest first. A month in
 * which more came back than was sold covers nothing and counts with its days.
 */
export function countBack(outstanding: Paise, months: readonly TradedMonth[]): CountBack {
  const steps: CountBackStep[] = [];
  let left = outstanding > 0n ? outstanding : 0n;
  let tenths = 0n;
  for (const { month, traded } of months.toReversed()) {
    if (left === 0n) break;
    const length = BigInt(daysBetween(month.from, month.to) + 1) * 10n;
    const covered = traded > 0n ? min(left, traded) : 0n;
    const part = covered === left && traded > 0n ? rounded(length * covered, traded) : length;
    steps.push({ month, traded, covered, days: Number(part) / 10 });
    left -= covered;
    tenths += part;
  }
  const hasTraded = months.some(({ traded }) => traded > 0n);
  return { days: hasTraded ? Number(tenths) / 10 : null, isAtLeast: left > 0n, steps };
}

function rounded(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
