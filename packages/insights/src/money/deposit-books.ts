import { STATUTORY_CLASSES, type CashClass } from "@cfa/books/cash/cash-class";
import { depositDays, type DepositRule } from "@cfa/books/cash/deposit-days";
import { gstSetOff } from "@cfa/books/cash/gst-set-off";
import type { Nature } from "@cfa/books/reserved-groups";
import { taxPlace } from "@cfa/books/tax-ledgers";
import type { Paise } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import type { DepositBooks } from "./cash-books.ts";

/** A ledger as what is owed to the state is read off it; `balance` is debit positive. */
export type DepositLedger = {
  readonly name: string;
  readonly class: CashClass;
  readonly nature: Nature | null;
  readonly balance: Paise;
};

/**
 * What the state wants of a company, class by class, and by which days of a period; of GST what is left when input tax is set off. What was
 * spent, such as the employer's share of a fund, is not owed. Classes without a ledger are not the company's.
 */
export function depositBooks(
  ledgers: readonly DepositLedger[],
  { rules, period }: { rules: readonly DepositRule[]; period: Period },
): DepositBooks[] {
  const days = depositDays(rules, period);
  return STATUTORY_CLASSES.flatMap((of) => {
    const own = ledgers.filter((ledger) => ledger.class === of);
    if (own.length === 0) return [];
    const owing = own
      .filter(({ nature }) => nature !== "expense" && nature !== "income")
      .map(({ name, balance }) => ({ tax: of === "gst" ? taxPlace(name, []).tax : null, owed: -balance }));
    const { owed, credit } = gstSetOff(owing);
    return [
      {
        class: of,
        owed: Number(owed),
        credit: Number(credit),
        days: days.filter((day) => day.class === of),
      },
    ];
  });
}
