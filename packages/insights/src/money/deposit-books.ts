import { STATUTORY_CLASSES, type CashClass } from "@cfa/books/cash/cash-class";
import { depositDays, type DepositRule } from "@cfa/books/cash/deposit-days";
import type { Nature } from "@cfa/books/reserved-groups";
import { sum, type Paise } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import type { DepositBooks } from "./cash-books.ts";

/** A ledger as what is owed to the state is read off it; `balance` is debit positive. */
export type DepositLedger = {
  readonly class: CashClass;
  readonly nature: Nature | null;
  readonly balance: Paise;
};

/**
 * What the state wants of a company, class by class, and by which days of a period. What was spent, such as the employer's share of a
 * fund, is not owed. Classes without a ledger are not the company's.
 */
export function depositBooks(
  ledgers: readonly DepositLedger[],
  { rules, period }: { rules: readonly DepositRule[]; period: Period },
): DepositBooks[] {
  const days = depositDays(rules, period);
  return STATUTORY_CLASSES.flatMap((of) => {
    const own = ledgers.filter((ledger) => ledger.class === of);
    if (own.length === 0) return [];
    const owing = own.filter(({ nature }) => nature !== "expense" && nature !== "income");
    return [
      {
        class: of,
        owed: Number(-sum(owing.map(({ balance }) => balance))),
        days: days.filter((day) => day.class === of),
      },
    ];
  });
}
