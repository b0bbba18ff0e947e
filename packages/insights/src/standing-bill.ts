import { min, sum, type Paise } from "@cfa/values/money";

import type { BillSettlement, PaymentBill } from "./payment-insight.ts";

/** A write-off of more than one in so many parts of its bill gives the bill up: it was not paid. A smaller one settles a difference. */
export const GIVEN_UP_BEYOND = 10;

/** A bill as it stands in the books on a day, with all that is set against it. */
export type StandingBill = Pick<
  PaymentBill,
  "billId" | "partyId" | "date" | "dueDate" | "known" | "amount" | "disputed" | "isExcluded"
> & {
  /** The tax awaited, where its day has come; 0: none. */
  tdsAwaited: Paise;
  against: readonly { settlement: BillSettlement; isWrittenOff: boolean }[];
};

/**
 * A standing bill as the model reads it. What was written off never came: a bill of which nothing else is left stays open for good,
 * without the write-off, and is not forecast; but a small difference that was written off was not to be paid.
 */
export function paymentBillOf(standing: StandingBill): PaymentBill {
  const { against, tdsAwaited: tds, disputed, isExcluded, ...bill } = standing;
  const written = sumOf(against.filter(({ isWrittenOff }) => isWrittenOff));
  const left = bill.amount - sumOf(against.filter(({ settlement }) => !settlement.isLikely));
  const isGivenUp = left <= 0n && written > 0n && written * BigInt(GIVEN_UP_BEYOND) > bill.amount;
  const open = isGivenUp ? left + written : left;
  return {
    ...bill,
    open,
    settlements: against
      .filter(({ isWrittenOff }) => !(isGivenUp && isWrittenOff))
      .map(({ settlement }) => settlement),
    disputed: min(disputed, open),
    tdsAwaited: open > 0n && open <= tds ? open : 0n,
    isExcluded: isGivenUp || isExcluded,
    promisedFor: null,
  };
}

function sumOf(against: StandingBill["against"]): Paise {
  return sum(against.map(({ settlement }) => settlement.amount));
}
